import { errorFields, type Logger } from '#src/foundation/logger.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import { type Clock, nextTurn } from '#src/foundation/time.ts';
import type { BlobTrigger } from '#src/functions/trigger.ts';
import type { IncomingFiles, WaitingKey } from '#src/ports/incoming-files/incoming-files.ts';
import type { ItemFailure } from '#src/ports/queue/batch-handling.ts';
import type { DeadLetter } from '#src/ports/queue/driver.ts';
import { createInMemoryQueue } from '#src/ports/queue/drivers/in-memory.ts';
import { type Delivery, Queue } from '#src/ports/queue/queue.ts';
import { QueueConsumer } from '#src/ports/queue/queue-consumer.ts';
import type { FunctionHost } from '../function-host.ts';
import type { TriggerRunner } from './trigger-runner.ts';

const lookMs = 2_000;
/** Of more files of a tenant the rest is found once these are through. */
const filesOfTenant = 100;
const filesAtOnce = 2;
/** What a call may take beyond the function's own time, which ends it better. */
const graceMs = 1_000;
/** A file is in no hurry: its attempts outlast a store that is away for some minutes. */
const retryDelays = { firstRetryDelayMs: 30_000, longestRetryDelayMs: 300_000 };

export interface BlobRunnerOptions {
  readonly host: FunctionHost<BlobTrigger>;
  readonly files: IncomingFiles;
  /** Whose files are taken in: a folder of another name is a mistake that must be seen. Null: anybody's. */
  readonly tenants: readonly string[] | null;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** A file between its finding and its end, and what its last attempt failed with. */
interface UnderWay {
  failure: SupportError | null;
  isLeft: boolean;
}

/**
 * Calls a function for each file that somebody drops, and puts the file away by what became of it.
 * Retries, visibility and dead letters are those of a queue, as in a cloud. The queue forgets with
 * the process and the files do not: what was under way is found again by the next one.
 */
export class BlobRunner implements TriggerRunner {
  readonly #options: BlobRunnerOptions;
  readonly #logger: Logger;
  readonly #queue: Queue;
  readonly #consumer: QueueConsumer;
  readonly #stopping = new AbortController();
  readonly #underWay = new Map<string, UnderWay>();
  readonly #handling = new Set<Promise<unknown>>();
  #running: Promise<unknown> = Promise.resolve();
  #looksFail = false;

  constructor(options: BlobRunnerOptions) {
    this.#options = options;
    const { clock, random, newId, logger, metrics, host } = options;
    const { trigger, timeoutMs, name } = host.fn;
    const { maxAttempts } = trigger;
    this.#logger = logger.child({ function: name });
    const driver = createInMemoryQueue({ clock, maxAttempts });
    this.#queue = new Queue({ name: trigger.of, driver, clock, newId, logger, metrics });
    this.#consumer = new QueueConsumer({
      queue: this.#queue,
      clock,
      random,
      logger,
      handler: (batch) => this.#handle(batch),
      limits: {
        ...retryDelays,
        batchSize: 1,
        batchesAtOnce: filesAtOnce,
        handlerTimeoutMs: timeoutMs + graceMs,
      },
    });
  }

  async start(): Promise<void> {
    const { signal } = this.#stopping;
    this.#running = Promise.all([this.#consumer.run(signal), this.#lookUntilStopped(signal)]);
  }

  async settled(): Promise<void> {
    while (await this.busy()) {
      if (this.#handling.size > 0) await Promise.all(this.#handling);
      await nextTurn();
    }
  }

  async busy(): Promise<boolean> {
    if (this.#stopping.signal.aborted) return this.#handling.size > 0;
    const { ready, inFlight } = await this.#queue.counts();
    return ready + inFlight > 0;
  }

  async stop(): Promise<void> {
    this.#stopping.abort('stopped');
    await this.#running;
  }

  async #lookUntilStopped(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#refuseTheDead();
        for (const file of await this.#options.files.waiting(filesOfTenant)) {
          if (!this.#underWay.has(file.key)) await this.#send(file);
        }
        this.#looksFail = false;
      } catch (error) {
        const message = 'incoming files cannot be looked at and will be again';
        if (!this.#looksFail) this.#logger.log('warn', message, errorFields(error));
        this.#looksFail = true;
      }
      await this.#options.clock.sleep(lookMs, signal).catch(() => {});
    }
  }

  async #send(file: WaitingKey): Promise<void> {
    const { key, tenant, version } = file;
    const context = createContext({ tenant, requestId: this.#options.newId() });
    this.#underWay.set(key, { failure: null, isLeft: false });
    try {
      await this.#queue.send(context, { key, version });
    } catch (error) {
      this.#underWay.delete(key);
      throw error;
    }
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

  /** Takes a file in. A version that came into its place meanwhile is found by the next look. */
  async #call(delivery: Delivery): Promise<ItemFailure | null> {
    const { id, attempt, tenant, requestId, traceId, deadline } = delivery;
    const { key, version } = delivery.body as Sent;
    try {
      this.#assertServed(tenant);
      const carried = { tenant, requestId, traceId, deadline };
      const counts = await this.#options.host.call({ key }, carried, { id, attempt });
      await this.#options.files.accept(contextOf(delivery), key, version);
      const told = { key, tenant, requestId, ...(counts as object) };
      this.#logger.log('info', 'a file was taken in', told);
      this.#underWay.delete(key);
      return null;
    } catch (error) {
      const entry = this.#underWay.get(key);
      if (entry) entry.failure = toSupportError(error);
      return { id, error };
    }
  }

  #assertServed(tenant: string): void {
    const { tenants } = this.#options;
    if (tenants === null || tenants.includes(tenant)) return;
    const served = tenants.map((one) => JSON.stringify(one)).join(', ');
    throw new SupportError(
      'not_found',
      `This desk serves the tenant ${served} and knows none of the name ${JSON.stringify(tenant)}, which the folder of the file says. Put the file into the folder "incoming" itself, or into that of a tenant that is served.`,
    );
  }

  /** A file that was refused, or failed too often, leaves the queue for its folder. */
  async #refuseTheDead(): Promise<void> {
    let cursor: string | null = null;
    do {
      const page = await this.#queue.deadLetters({ cursor });
      for (const letter of page.items) await this.#refuse(letter);
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  async #refuse(letter: DeadLetter): Promise<void> {
    const { key, version } = JSON.parse(letter.text) as Sent;
    const entry = this.#underWay.get(key);
    const { code, attempts, tenant, requestId } = letter;
    const why =
      entry?.failure ??
      new SupportError(code ?? 'internal', `It was not taken in by ${attempts} attempts.`);
    try {
      await this.#options.files.refuse(contextOf(letter), key, version, why);
    } catch (error) {
      // It stays where it is, and is not tried again before the next start.
      const fields = { key, tenant, requestId, ...errorFields(error) };
      const message = 'a refused file could not be put away';
      if (!entry?.isLeft) this.#logger.log('error', message, fields);
      if (entry) entry.isLeft = true;
      return;
    }
    const told = { key, tenant, requestId, code: why.code, error: why.message };
    this.#logger.log('warn', 'a file was refused', told);
    await this.#queue.discard(letter.handle);
    this.#underWay.delete(key);
  }
}

type Sent = Pick<WaitingKey, 'key' | 'version'>;

const contextOf = ({ tenant, requestId }: Pick<Delivery, 'tenant' | 'requestId'>) =>
  createContext({ tenant, requestId });
