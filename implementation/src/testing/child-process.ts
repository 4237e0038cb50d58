import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A Node process that a test started from a TypeScript file, line by line. */
export interface TestChild {
  readonly pid: number;
  /** Everything it printed so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line (printed already or not) that fits; rejects when it ends before. */
  untilLine(fits: (line: string) => boolean): Promise<string>;
  /** SIGKILL, and nothing of it is left when this resolves. All that it printed is then read. */
  kill(): Promise<void>;
  /** Its exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
  readonly errors: () => string;
}

/** Starts a file, given relative to the module that asks: `new URL('./x.ts', import.meta.url)`. */
export function startChild(file: URL, args: readonly string[]): TestChild {
  const child: ChildProcessWithoutNullStreams = spawn(
    process.execPath,
    [fileURLToPath(file), ...args],
    { stdio: 'pipe' },
  );
  const killNow = () => void child.kill('SIGKILL');
  process.on('exit', killNow);
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of waiting) check();
  };
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    wake();
  });
  let closed = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      process.off('exit', killNow);
      closed = true;
      wake();
      resolve(code);
    });
  });
  return {
    pid: child.pid ?? 0,
    lines,
    ended,
    errors: () => errors,
    untilLine: (fits) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const line = lines.find(fits);
          if (line === undefined && !closed) return;
          waiting.delete(check);
          if (line === undefined) reject(new Error(`the child ended early: ${errors}`));
          else resolve(line);
        };
        waiting.add(check);
        check();
      }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
