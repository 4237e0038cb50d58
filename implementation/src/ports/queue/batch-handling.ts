import { orAbort } from '#src/foundation/or-abort.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import { within } from '#src/foundation/within.ts';
import type { Delivery } from './queue.ts';

/** A message of a batch that could not be handled, by its id, and why. */
export interface ItemFailure {
  readonly id: string;
  readonly error: unknown;
}

/**
 * Handles a batch and names what failed of it; the rest is acknowledged. What it throws stands for
 * all of the batch. The signal is aborted when nobody waits for it any longer. It may be called more
 * than once for the same message.
 */
export type BatchHandler = (
  batch: readonly Delivery[],
  signal: AbortSignal,
) => Promise<readonly ItemFailure[]>;

export interface HandlingOptions {
  readonly handler: BatchHandler;
  readonly clock: Clock;
  /** For one call of the handler. */
  readonly handlerTimeoutMs: number;
  /** Aborted when running handlers are to be left. */
  readonly leaving: AbortSignal;
}

/**
 * Failures that no further attempt can mend. What nobody foresaw (`internal`, and every error that
 * says nothing of itself) may well pass, and is tried again up to the limit.
 */
export const isPoison = (error: unknown): error is SupportError =>
  error instanceof SupportError && !error.retryable && error.code !== 'internal';

/**
 * What failed of a batch: the error by the receipt of each. Never throws. Where a handler refuses a
 * whole batch for good, its messages are handled one by one, so that only those that are to blame go
 * to the dead letters.
 */
export async function failuresOf(
  batch: readonly Delivery[],
  options: HandlingOptions,
): Promise<ReadonlyMap<string, unknown>> {
  try {
    const failures = await called(batch, options);
    const errors = new Map(failures.map(({ id, error }) => [id, error]));
    if (failures.some(({ id }) => batch.every((delivery) => delivery.id !== id))) {
      throw new Error('the handler named a message that is not of its batch');
    }
    const failed = batch.filter(({ id }) => errors.has(id));
    return new Map(failed.map(({ id, receipt }) => [receipt, errors.get(id)]));
  } catch (error) {
    if (batch.length === 1 || !isPoison(error)) {
      return new Map(batch.map(({ receipt }) => [receipt, error]));
    }
    const failures = new Map<string, unknown>();
    for (const one of batch) {
      for (const [receipt, why] of await failuresOf([one], options)) failures.set(receipt, why);
    }
    return failures;
  }
}

/** One call of the handler, left when its time is over or all are to be left. */
async function called(
  batch: readonly Delivery[],
  { handler, clock, handlerTimeoutMs, leaving }: HandlingOptions,
): Promise<readonly ItemFailure[]> {
  const call = new AbortController();
  const late = () =>
    new SupportError('deadline_exceeded', `A message was not handled in ${handlerTimeoutMs} ms.`);
  try {
    if (leaving.aborted) throw leaving.reason;
    const handled = (async () => handler(batch, call.signal))();
    return await within(clock, handlerTimeoutMs, orAbort(handled, leaving), late);
  } catch (error) {
    call.abort(error);
    throw error;
  }
}
