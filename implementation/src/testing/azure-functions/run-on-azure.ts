import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AzureEvent } from './azure-event.ts';
import type { WorkerMessage, WorkerOutcome } from './worker-messages.ts';

export interface AzureApp {
  /** The files that the `main` of its package.json stands for: each registers functions. */
  readonly files: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface InvokeOptions {
  /** After so long it is killed, and the worker is of no more use. */
  readonly timeoutMs?: number;
  readonly onChunk?: (chunk: Uint8Array) => void;
}

/** Killed as Azure does it when the time is over, or gone by itself. */
export interface LostInvocation {
  readonly kind: 'lost';
  readonly reason: 'timed out' | 'ended';
}

/** An app in a process of its own, below an emulated host. */
export interface AzureWorker {
  /** From the start of the process until all is loaded, milliseconds. */
  readonly initialised: Promise<number>;
  /** Everything the process printed, by line. */
  readonly lines: readonly string[];
  /** One event after the other. */
  invoke(
    name: string,
    event: AzureEvent,
    options?: InvokeOptions,
  ): Promise<(WorkerOutcome | LostInvocation) & { readonly millis: number }>;
  /** SIGKILL. All that it printed has been read when this resolves. */
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('./worker-program.ts', import.meta.url));
const defaultTimeoutMs = 60_000;

export function startOnAzure({ files, environment }: AzureApp): AzureWorker {
  const began = performance.now();
  const child = spawn(process.execPath, [program, ...files], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    // Nothing of our own environment: a function gets what the platform sets.
    env: { FUNCTIONS_WORKER_RUNTIME: 'node', WEBSITE_SITE_NAME: 'supportmax', ...environment },
  });
  const killNow = () => void child.kill('SIGKILL');
  process.on('exit', killNow);
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    if (input) createInterface({ input }).on('line', (line) => lines.push(line));
  }
  let hear: (message: WorkerMessage | LostInvocation) => void = () => {};
  child.on('message', (message: WorkerMessage) => hear(message));
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      process.off('exit', killNow);
      hear({ kind: 'lost', reason: 'ended' });
      resolve();
    });
  });
  const initialised = new Promise<number>((resolve, reject) => {
    hear = ({ kind }) => {
      if (kind === 'loaded') resolve(performance.now() - began);
      else reject(new Error(`the app could not be loaded:\n${lines.join('\n')}`));
    };
  });
  // Whoever invokes hears of it.
  initialised.catch(() => {});
  return {
    initialised,
    lines,
    async invoke(name, event, { timeoutMs = defaultTimeoutMs, onChunk } = {}) {
      await initialised;
      const start = performance.now();
      const outcome = new Promise<WorkerOutcome | LostInvocation>((resolve) => {
        hear = (message) => {
          if (message.kind === 'chunk') onChunk?.(message.chunk);
          else if (message.kind !== 'loaded') resolve(message);
        };
      });
      const kill = setTimeout(() => {
        hear({ kind: 'lost', reason: 'timed out' });
        killNow();
      }, timeoutMs);
      if (child.connected) child.send({ name, event });
      else hear({ kind: 'lost', reason: 'ended' });
      return {
        ...(await outcome.finally(() => clearTimeout(kill))),
        millis: performance.now() - start,
      };
    },
    async stop() {
      killNow();
      await ended;
    },
  };
}
