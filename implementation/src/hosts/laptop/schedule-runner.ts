import type { Clock } from '#src/foundation/time.ts';
import type { ScheduleTrigger } from '#src/functions/trigger.ts';
import { nothingCarried } from '../carried.ts';
import type { FunctionHost } from '../function-host.ts';
import type { TriggerRunner } from './trigger-runner.ts';

export interface ScheduleRunnerOptions {
  readonly host: FunctionHost<ScheduleTrigger>;
  readonly clock: Clock;
}

/** Calls a function at the start, and then so long after each call has ended: never twice at once. */
export class ScheduleRunner implements TriggerRunner {
  readonly #options: ScheduleRunnerOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #calling = false;

  constructor(options: ScheduleRunnerOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#call();
    this.#running = this.#goOn();
  }

  async settled(): Promise<void> {}

  async busy(): Promise<boolean> {
    return this.#calling;
  }

  async stop(): Promise<void> {
    this.#stopping.abort('stopped');
    await this.#running;
  }

  async #goOn(): Promise<void> {
    const { clock, host } = this.#options;
    const { signal } = this.#stopping;
    const { everySeconds } = host.fn.trigger;
    for (;;) {
      await clock.sleep(everySeconds * 1_000, signal).catch(() => {});
      if (signal.aborted) return;
      await this.#call();
    }
  }

  async #call(): Promise<void> {
    this.#calling = true;
    try {
      await this.#options.host.call(undefined, { ...nothingCarried, tenant: '' });
    } catch {
      // The function's host has logged it, and the next time comes soon.
    } finally {
      this.#calling = false;
    }
  }
}
