import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { projectRoot } from '#src/testing/house-rules/source-file.ts';
import { verifies } from '#src/testing/verifies.ts';
import { manifest } from '#src/versions/v0.5-baseline/manifest.ts';

const folder = mkdtempSync(join(tmpdir(), 'supportmax-stack-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Synthesised {
  readonly terraform: { readonly required_providers: unknown; readonly backend: unknown };
  readonly variable: Record<string, { readonly default: unknown }>;
  readonly locals: Record<string, string>;
  readonly resource: {
    readonly docker_image: Record<string, Resource>;
    readonly docker_container: Record<string, Resource>;
  };
  readonly output: Record<string, { readonly value: string }>;
}
type Resource = Record<string, unknown> & {
  readonly dynamic?: { readonly mounts: { readonly for_each: string } };
  readonly triggers?: { readonly sources: string };
};

/** What the command of cdktf.json writes for Terraform, as text. */
function synthesise(name: string): string {
  const { app } = JSON.parse(readFileSync(join(projectRoot, 'cdktf.json'), 'utf8')) as {
    app: string;
  };
  const [program, ...args] = app.split(' ');
  expect(program).toBe('node');
  const env = { PATH: dirname(process.execPath), CDKTF_OUTDIR: join(folder, name) };
  const done = spawnSync(process.execPath, args, { cwd: projectRoot, env, encoding: 'utf8' });
  expect([done.status, done.stderr]).toEqual([0, '']);
  return readFileSync(join(folder, name, 'stacks', manifest.folder, 'cdk.tf.json'), 'utf8');
}

const text = synthesise('once');
const stack = JSON.parse(text) as Synthesised;
const only = (resources: Record<string, Resource>): Resource => {
  const [one, ...others] = Object.values(resources);
  if (one === undefined || others.length > 0) throw new Error('not one resource of a kind');
  return one;
};
const container = only(stack.resource.docker_container);
const image = only(stack.resource.docker_image);
const { health, limits, port } = manifest;

test(
  verifies(
    'v0.5.container',
    'static check',
    'the stack runs the image without root and rights, in its limits, for its machine alone',
  ),
  () => {
    expect(container).toMatchObject({
      image: expect.stringMatching(/^\$\{docker_image\.\w+\.image_id\}$/),
      user: manifest.image.user,
      read_only: true,
      capabilities: { drop: ['ALL'] },
      security_opts: ['no-new-privileges:true'],
      memory: limits.memoryMiB,
      memory_swap: limits.memoryMiB,
      ports: [{ internal: port, external: `\${var.port}`, ip: '127.0.0.1' }],
      healthcheck: {
        test: ['CMD', ...health.command],
        interval: `${health.intervalSeconds}s`,
        timeout: `${health.timeoutSeconds}s`,
        start_period: `${health.startSeconds}s`,
        retries: health.retries,
      },
      stop_signal: 'SIGTERM',
      stop_timeout: limits.stopSeconds,
      log_opts: { 'max-file': String(limits.logFiles), 'max-size': `${limits.logFileMiB}m` },
    });
    for (const name of ['privileged', 'devices', 'host', 'network_mode', 'pid_mode', 'command']) {
      expect(container).not.toHaveProperty(name);
    }
    expect(stack.variable.port?.default).toBe(port);
  },
);

test(
  verifies('v0.5.container', 'static check', 'the stack builds its image from the Dockerfile'),
  () => {
    expect(image).toMatchObject({
      name: `${manifest.image.name}:${manifest.name}`,
      build: {
        context: expect.stringMatching(/^\$\{local\.\w+\}$/),
        dockerfile: manifest.image.dockerfile,
      },
    });
    expect(Object.values(stack.locals)).toContain(`\${abspath("\${path.module}/../../..")}`);
  },
);

test('only the Docker provider is asked for, in one version, and the state stays on this machine', () => {
  expect(stack.terraform).toEqual({
    required_providers: {
      docker: { source: 'kreuzwerker/docker', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
    },
    backend: { local: { path: `../../../terraform.${manifest.folder}.tfstate` } },
  });
});

test('the output is the same each time, and holds no path of a machine and no secret', () => {
  expect(synthesise('again')).toBe(text);
  for (const place of [projectRoot, folder, tmpdir()]) expect(text).not.toContain(`"${place}`);
  expect(text).not.toContain(projectRoot);
  // A secret stays in its file; the stack knows in which folder, once somebody says it.
  expect(stack.variable.secrets_folder?.default).toBe('');
  expect(text).not.toMatch(/api[-_ ]?key|password|token|BEGIN [A-Z ]*PRIVATE/i);
});

/** What Terraform makes of the stack's expressions; what needs its provider is taken away. */
function evaluate(...variables: readonly string[]): unknown {
  const { locals } = stack;
  const values = {
    environment: container.env,
    mounts: container.dynamic?.mounts.for_each,
    sources: image.triggers?.sources,
  };
  const place = join(folder, 'project/cdktf.out/stacks/one');
  mkdirSync(join(folder, 'project/scripts'), { recursive: true });
  mkdirSync(place, { recursive: true });
  const { variable } = stack;
  const config = { variable, locals: { ...locals, values } };
  writeFileSync(join(place, 'main.tf.json'), JSON.stringify(config));
  const args = ['console', ...variables.map((one) => `-var=${one}`)];
  const env = { PATH: process.env.PATH, HOME: folder, CHECKPOINT_DISABLE: '1' };
  const input = 'jsonencode(local.values)\n';
  const done = spawnSync('terraform', args, { cwd: place, env, input, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${done.stdout}${done.stderr}`);
  return JSON.parse(JSON.parse(done.stdout) as string);
}

test('Terraform reads its expressions as they are meant', (context) => {
  const { error } = spawnSync('terraform', ['version'], { stdio: 'ignore' });
  if (error) return context.skip('no terraform on the PATH');
  const bare = evaluate() as { sources: string };
  expect(bare).toEqual({ environment: [], mounts: [], sources: expect.stringMatching(/^\w{40}$/) });
  const { variable, file, secretsFolder } = manifest.configuration;
  writeFileSync(join(folder, 'project/scripts/new.ts'), 'a file more');
  const named = evaluate('configuration_file=/a/b.json', 'secrets_folder=/c') as typeof bare;
  expect(named).toEqual({
    environment: [`${variable}=${file}`],
    mounts: [
      { source: '/a/b.json', target: file },
      { source: '/c', target: secretsFolder },
    ],
    sources: expect.stringMatching(/^\w{40}$/),
  });
  expect(named.sources).not.toBe(bare.sources);
  expect(() => evaluate('secrets_folder=not/absolute')).toThrow('must be absolute');
});
