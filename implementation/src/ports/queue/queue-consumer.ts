import { errorFields, type Logger } from '#src/foundation/logger.ts';
import { orAbort } from '#src/foundation/or-abort.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import { within } from '#src/foundation/within.ts';
import { type BatchHandler, failuresOf, isPoison } from './batch-handling.ts';
import type { Delivery, Queue } from './queue.ts';
import { assertWithin, queueLimits } from './queue-limits.ts';
import { type RetryDelays, retryDelayMs } from './retry-delay.ts';

export interface ConsumerLimits extends RetryDelays {
  /** Messages of one call of the handler. */
  readonly batchSize: number;
  /** Calls of the handler at a time. */
  readonly batchesAtOnce: number;
  /** How long one look at an empty queue waits; more than 0. */
  readonly waitMs: number;
  /** How long a message is kept from others without a sign of life from this process. */
  readonly visibilityMs: number;
  readonly handlerTimeoutMs: number;
  /** Deliveries of a message before it is dead; the queue's own limit holds beside it. */
  readonly maxAttempts: number;
  /** For the handlers that run when the consumer is told to stop. */
  readonly drainMs: number;
}

const defaultConsumerLimits: ConsumerLimits = {
  batchSize: 10,
  batchesAtOnce: 4,
  waitMs: 20_000,
  visibilityMs: 30_000,
  handlerTimeoutMs: 60_000,
  maxAttempts: Number.MAX_SAFE_INTEGER,
  drainMs: 5_000,
  firstRetryDelayMs: 1_000,
  longestRetryDelayMs: 300_000,
};

export interface QueueConsumerOptions {
  readonly queue: Queue;
  readonly handler: BatchHandler;
  readonly clock: Clock;
  /** A random number, from 0 up to 1. */
  readonly random: () => number;
  readonly logger: Logger;
  readonly limits?: Partial<ConsumerLimits>;
}

/**
 * Works off a queue: takes batches, has them handled, so many at a time, and settles each message by
 * what became of it. It takes no more than it can begin at once.
 */
export class QueueConsumer {
  readonly #queue: Queue;
  readonly #handler: BatchHandler;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #logger: Logger;
  readonly #limits: ConsumerLimits;
  readonly #visibilityMs: number;
  readonly #running = new Set<Promise<void>>();
  readonly #leaving = new AbortController();
  #failedLooks = 0;

  constructor({ queue, handler, clock, random, logger, limits }: QueueConsumerOptions) {
    this.#queue = queue;
    this.#handler = handler;
    this.#clock = clock;
    this.#random = random;
    this.#logger = logger.child({ queue: queue.name });
    this.#limits = checked({ ...defaultConsumerLimits, ...limits });
    this.#visibilityMs = queue.capabilities.fixedVisibilityMs ?? this.#limits.visibilityMs;
  }

  /**
   * Works until the signal is aborted, and resolves when nothing is under way any longer: handlers
   * that run get `drainMs` to finish, and are left then; their messages are given back, and so is
   * what was taken and not begun. Runs once.
   */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.#running.size >= this.#limits.batchesAtOnce) {
        await orAbort(Promise.race(this.#running), signal).catch(() => {});
        continue;
      }
      const batch = await this.#look(signal);
      if (batch.length === 0) continue;
      const work = signal.aborted ? this.#giveBack(batch) : this.#work(batch);
      const running = work.finally(() => this.#running.delete(running));
      this.#running.add(running);
    }
    await this.#drain();
  }

  async #look(signal: AbortSignal): Promise<readonly Delivery[]> {
    const { batchSize, waitMs } = this.#limits;
    try {
      const request = { max: batchSize, waitMs, visibilityMs: this.#visibilityMs, signal };
      const batch = await this.#queue.receive(request);
      this.#failedLooks = 0;
      return batch;
    } catch (error) {
      if (signal.aborted) return [];
      this.#failedLooks += 1;
      const fields = errorFields(error);
      this.#logger.log('warn', 'the queue cannot be read and will be asked again', fields);
      const { firstRetryDelayMs } = this.#limits;
      const delays = { firstRetryDelayMs, longestRetryDelayMs: waitMs };
      const delayMs = retryDelayMs(this.#failedLooks, delays, this.#random);
      await this.#clock.sleep(delayMs, signal).catch(() => {});
      return [];
    }
  }

  async #drain(): Promise<void> {
    const { drainMs } = this.#limits;
    const late = () => new SupportError('unavailable', 'The process was told to stop.');
    const settled = () => within(this.#clock, drainMs, Promise.all(this.#running), late);
    try {
      await settled();
    } catch (reason) {
      this.#leaving.abort(reason);
      const gone = () => this.#logger.log('warn', 'messages were left unsettled', {});
      await settled().catch(gone);
    }
  }

  /** Has a batch handled, keeping it from others meanwhile, and settles it. Never throws. */
  async #work(batch: readonly Delivery[]): Promise<void> {
    const over = new AbortController();
    const kept = this.#keep(batch, over.signal);
    const { handlerTimeoutMs } = this.#limits;
    const failures = await failuresOf(batch, {
      handler: this.#handler,
      clock: this.#clock,
      handlerTimeoutMs,
      leaving: this.#leaving.signal,
    });
    over.abort('handled');
    // An extension that came after a delay would undo it.
    await kept;
    await Promise.all(
      batch.map((delivery) => {
        const { receipt } = delivery;
        if (!failures.has(receipt)) {
          return this.#settle(delivery, () => this.#queue.acknowledge(receipt));
        }
        return this.#settle(delivery, () => this.#fail(delivery, failures.get(receipt)));
      }),
    );
  }

  /** Gives a message back, later each time; or buries what is poison, or had its last attempt. */
  #fail(delivery: Delivery, error: unknown): Promise<boolean> {
    const { id: messageId, receipt, attempt, tenant, requestId } = delivery;
    const { aborted, reason } = this.#leaving.signal;
    if (aborted && error === reason) return this.#queue.retry(receipt, 0);
    const fields = { messageId, attempt, tenant, requestId, ...errorFields(error) };
    const code = error instanceof SupportError ? error.code : 'internal';
    if (isPoison(error)) {
      this.#logger.log('error', 'a message was refused and is a dead letter', fields);
      return this.#queue.bury(receipt, { reason: 'refused', code });
    }
    if (attempt >= Math.min(this.#limits.maxAttempts, this.#queue.capabilities.maxAttempts)) {
      this.#logger.log('error', 'a message failed too often and is a dead letter', fields);
      return this.#queue.bury(receipt, { reason: 'attempts', code });
    }
    this.#logger.log('warn', 'a message failed and will come again', fields);
    return this.#queue.retry(receipt, retryDelayMs(attempt, this.#limits, this.#random));
  }

  async #giveBack(batch: readonly Delivery[]): Promise<void> {
    const settlements = batch.map((delivery) =>
      this.#settle(delivery, () => this.#queue.retry(delivery.receipt, 0)),
    );
    await Promise.all(settlements);
  }

  /** What cannot be settled comes again when its visibility is over: nothing is to be done. */
  async #settle({ id: messageId, attempt }: Delivery, how: () => Promise<boolean>): Promise<void> {
    const fields = { messageId, attempt };
    try {
      if (await how()) return;
      this.#logger.log('warn', 'a message was settled too late and comes again', fields);
    } catch (error) {
      const why = { ...fields, ...errorFields(error) };
      this.#logger.log('warn', 'a message could not be settled and comes again', why);
    }
  }

  /** Extends the visibility of a batch, thrice while it would last, until the signal. */
  async #keep(batch: readonly Delivery[], signal: AbortSignal): Promise<void> {
    let kept = batch;
    while (!signal.aborted && kept.length > 0) {
      await this.#clock.sleep(this.#visibilityMs / 3, signal).catch(() => {});
      if (signal.aborted) return;
      const still = await Promise.all(kept.map((delivery) => this.#extend(delivery)));
      kept = kept.filter((_, index) => still[index]);
    }
  }

  /** False where the message is no longer ours. */
  async #extend({ id: messageId, receipt, attempt }: Delivery): Promise<boolean> {
    try {
      if (await this.#queue.extend(receipt, this.#visibilityMs)) return true;
      this.#logger.log('warn', 'a message went to others while it was handled', {
        messageId,
        attempt,
      });
      return false;
    } catch (error) {
      const fields = { messageId, attempt, ...errorFields(error) };
      this.#logger.log('warn', 'a message could not be kept and may go to others', fields);
      return true;
    }
  }
}

/** Throws `invalid_argument` for limits by which a consumer would stand still, or run in circles. */
function checked(limits: ConsumerLimits): ConsumerLimits {
  assertWithin('batchSize', limits.batchSize, 1, queueLimits.batch);
  assertWithin('batchesAtOnce', limits.batchesAtOnce, 1, Number.MAX_SAFE_INTEGER);
  assertWithin('maxAttempts', limits.maxAttempts, 1, Number.MAX_SAFE_INTEGER);
  assertWithin('waitMs', limits.waitMs, 1, queueLimits.waitMs);
  assertWithin('visibilityMs', limits.visibilityMs, 1, queueLimits.visibilityMs);
  return limits;
}
