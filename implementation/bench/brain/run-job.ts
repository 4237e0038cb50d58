import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome } from './figures.ts';
import type { Job } from './job.ts';
import type { Message } from './measuring-process.ts';

export interface JobLimits {
  /** A job that takes longer is stopped. */
  readonly timeLimitMs: number;
  readonly progress: (line: string) => void;
}

const program = join(import.meta.dirname, 'measuring-process.ts');

/**
 * Measures in a process of its own, so that nobody's memory, garbage or compiled code is another's.
 * What such a process prints goes to the error output.
 */
export function runJob(job: Job, { timeLimitMs, progress }: JobLimits): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let outcome: Outcome | undefined;
    const child = fork(program, [JSON.stringify(job)], { stdio: ['ignore', 2, 2, 'ipc'] });
    const timer = setTimeout(() => {
      outcome ??= { missing: `passed its time limit of ${timeLimitMs / 1000} s` };
      child.kill('SIGKILL');
    }, timeLimitMs);
    child.on('message', (message: Message) => {
      if ('progress' in message) progress(message.progress);
      else if ('figures' in message) outcome ??= { figures: message.figures };
      else outcome ??= { missing: message.failure };
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(outcome ?? { missing: `ended by ${signal ?? `exit code ${code}`}` });
    });
  });
}
