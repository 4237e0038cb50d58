import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { clientOf } from '#src/testing/api/client.ts';
import { projectRoot } from '#src/testing/house-rules/source-file.ts';
import { manifest } from '#src/versions/v0.5-baseline/manifest.ts';

/** It fetches packages, and a base image where there is none yet. */
const buildMs = 600_000;

function docker(...args: readonly string[]): string {
  const done = spawnSync('docker', args, { cwd: projectRoot, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`docker ${args[0]}: ${done.error ?? done.stderr}`);
  return done.stdout.trim();
}

/** Why Docker itself is not asked here, or null. The other tests beside this one do without it. */
function dockerMissing(): string | null {
  if (process.env.SUPPORTMAX_FULL !== '1') return 'npm run test:full builds with Docker';
  const { status } = spawnSync('docker', ['info'], { stdio: 'ignore' });
  return status === 0 ? null : 'no Docker engine here';
}

async function untilHealthy(container: string): Promise<void> {
  for (;;) {
    const state = docker('inspect', '--format', '{{.State.Health.Status}}', container);
    if (state === 'healthy') return;
    if (state !== 'starting') throw new Error(`${state}: ${docker('logs', container)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const rights = ['--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges:true'];
const limits = [
  `--memory=${manifest.limits.memoryMiB}m`,
  `--pids-limit=${manifest.limits.processes}`,
];

test('Docker builds the image and runs it without rights', {
  timeout: buildMs,
}, async (context) => {
  const missing = dockerMissing();
  if (missing) return context.skip(missing);
  const tag = `${manifest.image.name}:test-${process.pid}`;
  docker('build', '--file', manifest.image.dockerfile, '--tag', tag, '.');
  const publish = `--publish=127.0.0.1::${manifest.port}`;
  const container = docker('run', '--detach', ...rights, ...limits, publish, tag);
  try {
    await untilHealthy(container);
    const address = docker('port', container, `${manifest.port}/tcp`).split('\n')[0];
    const call = clientOf((request) => fetch(request), `http://${address}`);
    const answer = await call('/v1/chat', { body: { message: 'I want to talk to a person' } });
    expect(answer).toMatchObject({ status: 200, json: { status: 'escalated' } });
    docker('stop', container);
    expect(docker('inspect', '--format', '{{.State.ExitCode}}', container)).toBe('0');
  } finally {
    docker('rm', '--force', container);
    docker('rmi', tag);
  }
});
