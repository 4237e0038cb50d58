import { fork } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Told } from './azure-worker.ts';
import { cutByTime, type Ending, gone, outOfTime, type Run } from './outcome.ts';

/** In a process of its own, which stands for the worker: the programming model in it is the real one. */
export const invokeOnAzure: Run = async ({ folder, manifest, event, timeoutMs, environment }) => {
  const began = performance.now();
  const given = [join(folder, manifest.file), manifest.name, JSON.stringify(event)];
  const child = fork(join(import.meta.dirname, 'azure-worker.ts'), given, {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Nothing of ours is inherited, as nothing is where the function is deployed.
    env: { ...environment },
  });
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    if (input) createInterface({ input }).on('line', (line) => lines.push(line));
  }
  const chunks: Buffer[] = [];
  let head: Extract<Told, { kind: 'head' }> | undefined;
  let ended: Extract<Told, { kind: 'ended' }> | undefined;
  let startedInMs: number | null = null;
  let callBegan = began;
  let callEnded: number | undefined;
  let isKilled = false;
  let timer: NodeJS.Timeout | undefined;
  child.on('message', (told: Told) => {
    if (told.kind === 'head') head = told;
    else if (told.kind === 'chunk') chunks.push(Buffer.from(told.bytes));
    else if (told.kind === 'ended') {
      ended = told;
      callEnded = performance.now();
      lines.push(...told.lines);
    } else {
      callBegan = performance.now();
      startedInMs = callBegan - began;
      timer = setTimeout(() => {
        isKilled = true;
        child.kill('SIGKILL');
      }, timeoutMs);
    }
  });
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  const callMs = (callEnded ?? performance.now()) - callBegan;
  const ending = endingOf({ head, chunks, ended, cutBy: isKilled ? cutByTime(manifest) : gone });
  return { ending, lines, startedInMs, callMs };
};

interface Heard {
  readonly head: Extract<Told, { kind: 'head' }> | undefined;
  readonly chunks: readonly Buffer[];
  readonly ended: Extract<Told, { kind: 'ended' }> | undefined;
  /** What kept it from ending. */
  readonly cutBy: string;
}

function endingOf({ head, chunks, ended, cutBy }: Heard): Ending {
  if (ended?.error) return { kind: 'error', ...ended.error };
  if (head) {
    const { status, headers } = head;
    const body = Buffer.concat(chunks);
    return { kind: 'answer', status, headers, body, cutBy: ended ? null : cutBy };
  }
  if (ended) return { kind: 'result', value: ended.value };
  return { kind: 'lost', reason: cutBy === gone ? gone : outOfTime };
}
