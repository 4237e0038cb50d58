import { type GcpEvent, requestOf } from './event-file.ts';
import { type FrameworkFunction, startFramework } from './framework-process.ts';

export interface InvokeOptions {
  /** After so long the connection is cut, as the platform does it. */
  readonly timeoutMs?: number;
  readonly onChunk?: (chunk: Buffer) => void;
}

/** How one invocation came out, as the platform sees it. */
export interface FrameworkOutcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Whether the answer went on for longer than the platform waits. */
  readonly cut: boolean;
  /** From the request to the end of the answer, milliseconds. */
  readonly millis: number;
  readonly startedInMs: number;
  /** Everything the process printed. */
  readonly lines: readonly string[];
}

/**
 * Starts a bundle below the framework, sends it one event, and ends it. Rejects where the function
 * cannot be loaded, or has not begun to answer in time.
 */
export async function invokeInFramework(
  fn: FrameworkFunction,
  event: GcpEvent,
  { timeoutMs = 60_000, onChunk }: InvokeOptions = {},
): Promise<FrameworkOutcome> {
  const framework = await startFramework(fn);
  const cutting = new AbortController();
  const timer = setTimeout(() => cutting.abort(tooLong), timeoutMs);
  try {
    const began = performance.now();
    const response = await fetch(requestOf(event, framework.url), { signal: cutting.signal });
    const chunks: Buffer[] = [];
    const cut = await readAll(response, (chunk) => {
      chunks.push(chunk);
      onChunk?.(chunk);
    });
    const millis = performance.now() - began;
    const { status } = response;
    const headers = Object.fromEntries(response.headers);
    // What it printed is whole only now.
    await framework.stop();
    const { startedInMs, lines } = framework;
    return { status, headers, body: Buffer.concat(chunks), cut, millis, startedInMs, lines };
  } finally {
    clearTimeout(timer);
    await framework.stop();
  }
}

const tooLong = new Error('the function took longer than the platform waits');

/** Whether it was cut off before its end. */
async function readAll({ body }: Response, take: (chunk: Buffer) => void): Promise<boolean> {
  try {
    for await (const chunk of body ?? []) take(Buffer.from(chunk));
    return false;
  } catch (error) {
    if (error === tooLong) return true;
    throw error;
  }
}
