import type { CloudName } from '../build/cloud-entry.ts';
import type { FunctionManifest } from '../build/cloud-manifest.ts';

/** One call of a function that is built. */
export interface Invocation {
  readonly cloud: CloudName;
  /** Where the bundle lies, with all that is deployed beside it. */
  readonly folder: string;
  readonly manifest: FunctionManifest;
  /** As the cloud's harness reads it. */
  readonly event: unknown;
  readonly timeoutMs: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** How a call came out, as the platform sees it. */
export type Ending =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Buffer;
      /** Why the body is not whole; null where it is. */
      readonly cutBy: string | null;
    }
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'error'; readonly name: string; readonly message: string }
  | { readonly kind: 'lost'; readonly reason: string };

export interface Ran {
  readonly ending: Ending;
  /** What the process printed. */
  readonly lines: readonly string[];
  /** From the start of the process until it waited for an event, milliseconds; null: never. */
  readonly startedInMs: number | null;
  readonly callMs: number;
}

export type Run = (invocation: Invocation) => Promise<Ran>;

export interface Outcome {
  readonly isDone: boolean;
  /** In one word, or a few. */
  readonly word: string;
}

/** Whether all of it went well. */
export function outcomeOf(ending: Ending): Outcome {
  switch (ending.kind) {
    case 'answer': {
      if (ending.status >= 500) return { isDone: false, word: 'failed' };
      if (ending.status >= 400) return { isDone: false, word: 'refused' };
      const { cutBy } = ending;
      return { isDone: cutBy === null || cutBy === stillStreaming, word: cutBy ?? 'done' };
    }
    case 'result': {
      const count = failedItems(ending.value);
      const items = count === 1 ? 'one item' : `${count} items`;
      if (count > 0) return { isDone: false, word: `failed for ${items} of the batch` };
      return { isDone: true, word: 'done' };
    }
    case 'error':
      return { isDone: false, word: 'failed' };
    case 'lost':
      return { isDone: false, word: ending.reason };
  }
}

/** Of a batch of SQS or a stream, which come again. */
function failedItems(value: unknown): number {
  const { batchItemFailures: failures } = (value ?? {}) as { batchItemFailures?: unknown };
  return Array.isArray(failures) ? failures.length : 0;
}

/** A stream goes on for as long as somebody listens: that it was cut off is no failure. */
const stillStreaming = 'streamed until the time was over';

/** What cut an answer off when the time was over. */
export const cutByTime = ({ trigger }: FunctionManifest): string =>
  trigger.streams === true ? stillStreaming : outOfTime;

export const outOfTime = 'out of time, and killed';
export const gone = 'the process ended by itself';
