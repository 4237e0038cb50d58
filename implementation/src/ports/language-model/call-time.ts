import { ModelError } from '#src/foundation/model-error.ts';
import { orAbort } from '#src/foundation/or-abort.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { DriverCall } from './driver.ts';
import type { ModelCall } from './model-request.ts';

export interface ModelLimits {
  /** For a whole call, retries and repair included; the caller's deadline may end it earlier. */
  readonly totalTimeoutMs: number;
  /** Until a provider sends anything. */
  readonly firstByteTimeoutMs: number;
  /** Between two pieces of an answer. */
  readonly chunkTimeoutMs: number;
  /** Requests for one answer, the first included. */
  readonly maxAttempts: number;
  /** The wait before the first retry; it doubles with each further one, up to the longest. */
  readonly firstRetryDelayMs: number;
  readonly longestRetryDelayMs: number;
}

export const defaultModelLimits: ModelLimits = {
  totalTimeoutMs: 60_000,
  firstByteTimeoutMs: 20_000,
  chunkTimeoutMs: 15_000,
  maxAttempts: 3,
  firstRetryDelayMs: 250,
  longestRetryDelayMs: 8_000,
};

interface CallTimeOptions {
  readonly clock: Clock;
  readonly limits: ModelLimits;
  readonly provider: string;
}

/** The time of one call: it ends by its deadline, or when the caller has gone. */
export class CallTime {
  readonly #options: CallTimeOptions;
  readonly #call: AbortController = new AbortController();
  readonly #over = new AbortController();
  readonly #end: number;

  /** Throws at once where no time is left. Must be ended. */
  constructor(options: CallTimeOptions, { deadline = null, signal }: ModelCall) {
    this.#options = options;
    const { clock, limits, provider } = options;
    if (signal?.aborted) throw new ModelError({ provider, reason: 'cancelled' });
    const left = deadline === null ? Number.POSITIVE_INFINITY : deadline - clock.now();
    if (left <= 0) throw new ModelError({ provider, reason: 'out_of_time' });
    const timeMs = Math.min(left, limits.totalTimeoutMs);
    this.#end = clock.monotonic() + timeMs;
    const cancel = () => this.#call.abort(new ModelError({ provider, reason: 'cancelled' }));
    signal?.addEventListener('abort', cancel, { signal: this.#over.signal });
    const expire = () => this.#call.abort(new ModelError({ provider, reason: 'out_of_time' }));
    clock.sleep(timeMs, this.#over.signal).then(expire, () => {});
  }

  get signal(): AbortSignal {
    return this.#call.signal;
  }

  get leftMs(): number {
    return this.#end - this.#options.clock.monotonic();
  }

  attempt(): AttemptTime {
    return new AttemptTime(this.#options, this.#call.signal);
  }

  end(): void {
    this.#over.abort();
  }
}

/** The time of one request: it ends when the provider is silent for too long. */
export class AttemptTime {
  readonly #options: CallTimeOptions;
  readonly #attempt = new AbortController();
  readonly #over = new AbortController();
  readonly #signal: AbortSignal;
  #lastActivity: number;
  #begun = false;
  #paused = false;

  constructor(options: CallTimeOptions, call: AbortSignal) {
    this.#options = options;
    this.#signal = AbortSignal.any([call, this.#attempt.signal]);
    this.#lastActivity = options.clock.monotonic();
    // Ends by rejection when the attempt is over.
    this.#watch().catch(() => {});
  }

  get call(): DriverCall {
    const onActivity = () => {
      this.#begun = true;
      this.#lastActivity = this.#options.clock.monotonic();
    };
    return { signal: this.#signal, onActivity };
  }

  /** What the promise gives, or the reason of the abort, also where the driver ignores it. */
  async wait<Result>(promise: Promise<Result>): Promise<Result> {
    const signal = this.#signal;
    this.#paused = false;
    this.#lastActivity = this.#options.clock.monotonic();
    try {
      return await orAbort(promise, signal);
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      // Until the next wait it is the caller who takes the time.
      this.#paused = true;
    }
  }

  /** Also aborts what is still under way. */
  end(): void {
    this.#over.abort();
    this.#attempt.abort();
  }

  async #watch(): Promise<void> {
    const { clock, limits, provider } = this.#options;
    for (;;) {
      const limitMs = this.#begun ? limits.chunkTimeoutMs : limits.firstByteTimeoutMs;
      const silentMs = this.#paused ? 0 : clock.monotonic() - this.#lastActivity;
      if (silentMs >= limitMs) break;
      // Short naps: the limit changes with the first byte.
      const napMs = Math.min(limitMs - silentMs, limits.chunkTimeoutMs);
      await clock.sleep(napMs, this.#over.signal);
    }
    const reason = this.#begun ? 'stalled' : 'first_byte_timeout';
    this.#attempt.abort(new ModelError({ provider, reason }));
  }
}
