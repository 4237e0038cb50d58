import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of the bench, and where it answers. */
export interface StartedProcess {
  readonly url: string;
  stop(): Promise<void>;
}

const start = fileURLToPath(new URL('../src/cli/start.ts', import.meta.url));

export async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

/** v0.5 as a person starts it, with this configuration; its log goes nowhere. */
export async function startDesk(configuration: object): Promise<StartedProcess> {
  const env = { ...process.env, SUPPORTMAX_CONFIG: JSON.stringify(configuration) };
  const child = spawn(process.execPath, [start, 'v0.5', '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  // Read on to the end: whoever writes into a pipe that nobody reads is ended by it.
  const open = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const [, url] = /open: (http:\S+)/.exec(printed) ?? [];
      if (url) resolve(url);
    });
    child.once('exit', () => reject(new Error(`the desk did not start:\n${printed}`)));
  });
  return { url: await open, stop: () => ended(child) };
}
