import type { Logger } from '#src/foundation/logger.ts';
import { type Clock, nextTurn } from '#src/foundation/time.ts';
import type { QueueTrigger } from '#src/functions/trigger.ts';
import type { ItemFailure } from '#src/ports/queue/batch-handling.ts';
import type { Delivery, Queue } from '#src/ports/queue/queue.ts';
import { QueueConsumer } from '#src/ports/queue/queue-consumer.ts';
import type { FunctionHost } from '../function-host.ts';
import { drainMs, type TriggerRunner } from './trigger-runner.ts';

/** What a call may take beyond the function's own time, which ends it better. */
const graceMs = 1_000;

export interface QueueRunnerOptions {
  readonly host: FunctionHost<QueueTrigger>;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  /** Aborted when the desk is told to stop: nothing is begun after it. */
  readonly stopping: AbortSignal;
}

/**
 * Calls a function for each message of a queue, as many at once as a cloud's batch holds, each
 * settled by itself: so a slow one keeps no other waiting. Retries, visibility and dead letters are
 * the queue's.
 */
export class QueueRunner implements TriggerRunner {
  readonly #options: QueueRunnerOptions;
  readonly #consumer: QueueConsumer;
  readonly #stopped = new AbortController();
  readonly #stopping: AbortSignal;
  readonly #handling = new Set<Promise<unknown>>();
  #running: Promise<void> = Promise.resolve();

  constructor(options: QueueRunnerOptions) {
    this.#options = options;
    const { queue, clock, random, logger, host, stopping } = options;
    const { trigger, timeoutMs, name } = host.fn;
    const { maxAttempts } = trigger;
    if (maxAttempts > queue.capabilities.maxAttempts) {
      const most = `the queue ${queue.name} delivers a message ${queue.capabilities.maxAttempts} times`;
      throw new Error(
        `${name} wants ${maxAttempts} attempts, and ${most}: see functions/queues.ts`,
      );
    }
    this.#stopping = AbortSignal.any([stopping, this.#stopped.signal]);
    this.#consumer = new QueueConsumer({
      queue,
      clock,
      random,
      logger,
      handler: (batch) => this.#handle(batch),
      limits: {
        batchSize: 1,
        batchesAtOnce: trigger.batchSize,
        maxAttempts,
        handlerTimeoutMs: timeoutMs + graceMs,
        drainMs,
      },
    });
  }

  async start(): Promise<void> {
    this.#running = this.#consumer.run(this.#stopping);
  }

  async settled(): Promise<void> {
    while (await this.busy()) {
      if (this.#handling.size > 0) await Promise.all(this.#handling);
      await nextTurn();
    }
  }

  async busy(): Promise<boolean> {
    if (this.#stopping.aborted) return this.#handling.size > 0;
    const { ready, inFlight } = await this.#options.queue.counts();
    return ready + inFlight > 0;
  }

  async stop(): Promise<void> {
    this.#stopped.abort('stopped');
    await this.#running;
  }

  async #handle(batch: readonly Delivery[]): Promise<readonly ItemFailure[]> {
    const handling = Promise.all(batch.map((delivery) => this.#call(delivery)));
    this.#handling.add(handling);
    try {
      return (await handling).filter((failure) => failure !== null);
    } finally {
      this.#handling.delete(handling);
    }
  }

  async #call(delivery: Delivery): Promise<ItemFailure | null> {
    const { id, attempt, body, tenant, requestId, traceId, deadline } = delivery;
    try {
      const carried = { tenant, requestId, traceId, deadline };
      await this.#options.host.call(body, carried, { id, attempt });
      return null;
    } catch (error) {
      return { id, error };
    }
  }
}
