import { orAbort } from '#src/foundation/or-abort.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { ScheduleTrigger } from '#src/functions/trigger.ts';
import { nothingCarried } from '../carried.ts';
import type { FunctionHost } from '../function-host.ts';
import type { TriggerRunner } from './trigger-runner.ts';

export interface ScheduleRunnerOptions {
  readonly host: FunctionHost<ScheduleTrigger>;
  readonly clock: Clock;
  /** Aborted when the desk is told to stop: nothing is begun after it. */
  readonly stopping: AbortSignal;
}

/** Calls a function at the start, and then so long after each call has ended: never twice at once. */
export class ScheduleRunner implements TriggerRunner {
  readonly #options: ScheduleRunnerOptions;
  readonly #stopped = new AbortController();
  readonly #stopping: AbortSignal;
  #running: Promise<void> = Promise.resolve();
  #calling: Promise<void> | null = null;

  constructor(options: ScheduleRunnerOptions) {
    this.#options = options;
    this.#stopping = AbortSignal.any([options.stopping, this.#stopped.signal]);
  }

  /** Resolves when the first call has ended; at once when all is to stop. */
  async start(): Promise<void> {
    if (this.#stopping.aborted) return;
    const first = this.#call();
    this.#running = first.then(() => this.#goOn());
    await orAbort(first, this.#stopping).catch(() => {});
  }

  async settled(): Promise<void> {
    await this.#calling;
  }

  async busy(): Promise<boolean> {
    return this.#calling !== null;
  }

  async stop(): Promise<void> {
    this.#stopped.abort('stopped');
    await this.#running;
  }

  async #goOn(): Promise<void> {
    const { clock, host } = this.#options;
    const { everySeconds } = host.fn.trigger;
    for (;;) {
      await clock.sleep(everySeconds * 1_000, this.#stopping).catch(() => {});
      if (this.#stopping.aborted) return;
      await this.#call();
    }
  }

  #call(): Promise<void> {
    const called = this.#options.host.call(undefined, { ...nothingCarried, tenant: '' });
    const done = () => {
      // The function's host has logged a failure, and the next time comes soon.
      this.#calling = null;
    };
    this.#calling = called.then(done, done);
    return this.#calling;
  }
}
