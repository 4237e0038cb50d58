import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A bundle as it is deployed: a folder with a package.json whose `main` registers the function. */
export interface FrameworkFunction {
  readonly folder: string;
  /** The name under which it registers. */
  readonly name: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A function in a process of its own, below the framework's own program. */
export interface FrameworkProcess {
  readonly url: string;
  /** From the start of the process until it listens, milliseconds. */
  readonly startedInMs: number;
  /** Everything it printed so far, by line. */
  readonly lines: readonly string[];
  /** SIGKILL. All that it printed has been read when this resolves. */
  stop(): Promise<void>;
}

/** What Google starts for a function: `functions-framework`, of the version that is installed here. */
const program = join(
  dirname(createRequire(import.meta.url).resolve('@google-cloud/functions-framework')),
  'main.js',
);
const onLoopback = fileURLToPath(new URL('./on-loopback.ts', import.meta.url));

/**
 * Starts the framework on a bundle. The bundle's folder must find the framework as it would where it
 * is deployed, installed beside it: inside this project it does. Rejects, with what it printed, where
 * the function cannot be loaded.
 */
export async function startFramework(fn: FrameworkFunction): Promise<FrameworkProcess> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', onLoopback, program], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Nothing of our own environment: a function gets what the platform sets.
    env: {
      NODE_ENV: 'production',
      FUNCTION_TARGET: fn.name,
      FUNCTION_SOURCE: fn.folder,
      ...fn.environment,
    },
  });
  const killNow = () => void child.kill('SIGKILL');
  process.on('exit', killNow);
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    if (input) createInterface({ input }).on('line', (line) => lines.push(line));
  }
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      process.off('exit', killNow);
      resolve();
    });
  });
  const port = await Promise.race([
    new Promise<number>((resolve) => child.once('message', (sent) => resolve(Number(sent)))),
    ended.then(() => {
      throw new Error(`the framework did not start ${fn.name}:\n${lines.join('\n')}`);
    }),
  ]);
  return {
    url: `http://127.0.0.1:${port}`,
    startedInMs: performance.now() - began,
    lines,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
