import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';
import { heading, median, report } from './statistics.ts';

const rounds = 3;
const lookAgainMs = 10;
const giveUpMs = 120_000;
const root = fileURLToPath(new URL('../..', import.meta.url));

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

async function stop(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

/** Seconds from the command until /readyz is 200; the desk is stopped afterwards. */
async function secondsToReady(directory: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const args = ['start', '--', '--port', String(port), '--data', directory, '--no-samples'];
  const child = spawn('npm', args, { cwd: root, stdio: 'ignore' });
  try {
    while (!(await answers(`http://127.0.0.1:${port}/readyz`))) {
      if (performance.now() - began > giveUpMs) throw new Error('the desk did not become ready');
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
    return (performance.now() - began) / 1000;
  } finally {
    await stop(child);
  }
}

/** The floor: npm starting node, and node doing nothing. */
async function secondsOfNpm(): Promise<number> {
  const began = performance.now();
  const child = spawn('npm', ['exec', '--', 'node', '-e', '0'], { cwd: root, stdio: 'ignore' });
  await once(child, 'exit');
  return (performance.now() - began) / 1000;
}

export async function benchStart(): Promise<void> {
  heading(`npm start to /readyz with packages installed, v1, median of ${rounds}`);
  const cold: number[] = [];
  const warm: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const directory = mkdtempSync(join(tmpdir(), 'supportmax-bench-'));
    try {
      floor.push(await secondsOfNpm());
      cold.push(await secondsToReady(join(directory, 'data')));
      warm.push(await secondsToReady(join(directory, 'data')));
    } finally {
      rmSync(directory, { recursive: true });
    }
  }
  report('npm and node doing nothing', `${median(floor).toFixed(1)} s`, 'the floor');
  report(
    'first start on an empty folder (creates the database)',
    `${median(cold).toFixed(1)} s`,
    'aim ≤ 15 s',
  );
  report('later starts', `${median(warm).toFixed(1)} s`, 'aim ≤ 3 s');
}

if (import.meta.main) await benchStart();
