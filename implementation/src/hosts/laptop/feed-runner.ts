import { errorFields, type Logger } from '#src/foundation/logger.ts';
import { type Clock, nextTurn } from '#src/foundation/time.ts';
import type { FeedTrigger } from '#src/functions/trigger.ts';
import type { LogBell } from '#src/ports/event-log/driver.ts';
import { retryDelayMs } from '#src/ports/queue/retry-delay.ts';
import { nothingCarried } from '../carried.ts';
import type { FunctionHost } from '../function-host.ts';
import type { TriggerRunner } from './trigger-runner.ts';

/** Attempts at one change before it is left to the schedule that sweeps the log. */
const attemptLimit = 5;
const delays = { firstRetryDelayMs: 200, longestRetryDelayMs: 5_000 };

export interface FeedRunnerOptions {
  readonly host: FunctionHost<FeedTrigger>;
  readonly log: { subscribe(listener: (bell: LogBell) => void): () => void };
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
}

interface Change extends LogBell {
  /** How often it was tried. */
  readonly attempts: number;
}

/**
 * Calls a function for logs that changed, as a cloud's change feed does: in batches, one batch at a
 * time, so that a storm of changes to one ticket costs one call. What fails in a batch is tried by
 * itself, and then again, later each time.
 */
export class FeedRunner implements TriggerRunner {
  readonly #options: FeedRunnerOptions;
  readonly #changed = new Map<string, Change>();
  /** Logs of which a change waits to be tried again. */
  readonly #waiting = new Set<string>();
  readonly #stopping = new AbortController();
  #unsubscribe: () => void = () => {};
  #working: Promise<void> | null = null;

  constructor(options: FeedRunnerOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#unsubscribe = this.#options.log.subscribe(({ tenant, subject }) => {
      // The bell for all logs names none: the sweep finds what changed.
      if (tenant !== '') this.#ring({ tenant, subject, attempts: 0 });
    });
  }

  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  async busy(): Promise<boolean> {
    return this.#working !== null;
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#stopping.abort('stopped');
    await this.settled();
  }

  #ring(change: Change): void {
    this.#changed.set(keyOf(change), change);
    this.#working ??= this.#work();
  }

  async #work(): Promise<void> {
    // A ticket's appends follow close on each other: seen together they are one change.
    await nextTurn();
    while (this.#changed.size > 0) {
      const { batchSize } = this.#options.host.fn.trigger;
      const batch = [...this.#changed.entries()].slice(0, batchSize);
      for (const [key] of batch) this.#changed.delete(key);
      const byTenant = Map.groupBy(batch, ([, { tenant }]) => tenant);
      for (const [tenant, changes] of byTenant) {
        await this.#call(
          tenant,
          changes.map(([, change]) => change),
        );
      }
    }
    this.#working = null;
  }

  async #call(tenant: string, changes: readonly Change[]): Promise<void> {
    // What is left now is in the log, and the next start finds it.
    if (this.#stopping.signal.aborted) return;
    const { host, logger } = this.#options;
    const subjects = changes.map(({ subject }) => subject);
    try {
      await host.call({ subjects }, { ...nothingCarried, tenant });
    } catch (error) {
      const [first, ...others] = changes;
      if (first && others.length === 0) return this.#again(first, error);
      logger.log('warn', 'a batch of changes failed and is tried one by one', errorFields(error));
      for (const change of changes) await this.#call(tenant, [change]);
    }
  }

  #again(change: Change, error: unknown): void {
    const { clock, random, logger, host } = this.#options;
    const attempts = change.attempts + 1;
    const { tenant, subject } = change;
    const fields = { function: host.fn.name, tenant, subject, attempts, ...errorFields(error) };
    if (attempts >= attemptLimit) {
      // The log keeps the change, and the next sweep finds it again.
      logger.log('error', 'a change was left to the sweep', fields);
      return;
    }
    const key = keyOf(change);
    // The log is read as it is then: one more attempt covers every change until it.
    if (this.#waiting.has(key)) return;
    logger.log('warn', 'a change failed and will be tried again', fields);
    this.#waiting.add(key);
    const delayMs = retryDelayMs(attempts, delays, random);
    const later = () => {
      this.#waiting.delete(key);
      this.#ring({ tenant, subject, attempts });
    };
    clock.sleep(delayMs, this.#stopping.signal).then(later, () => {});
  }
}

const keyOf = ({ tenant, subject }: LogBell) => `${tenant}\n${subject}`;
