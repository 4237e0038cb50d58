import { type Logger, silentLogger } from '#src/foundation/logger.ts';
import { type Metrics, noMetrics } from '#src/foundation/metrics.ts';
import { ModelError, type ModelFailureReason } from '#src/foundation/model-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { ModelResult } from './language-model.ts';
import type { CallerEvent, ModelCaller } from './model-caller.ts';
import type { ModelCall, ModelRequest } from './model-request.ts';

/** What a failure says of the provider: that it is down, that it is there, or nothing. */
const verdicts: Readonly<Record<ModelFailureReason, 'down' | 'there' | 'nothing'>> = {
  key_refused: 'down',
  forbidden: 'down',
  model_unknown: 'down',
  rate_limited: 'down',
  quota_exhausted: 'down',
  overloaded: 'down',
  server_failed: 'down',
  unreachable: 'down',
  host_unknown: 'down',
  tls_refused: 'down',
  redirected: 'down',
  connection_lost: 'down',
  first_byte_timeout: 'down',
  stalled: 'down',
  out_of_time: 'down',
  not_an_answer: 'down',
  request_refused: 'there',
  request_too_large: 'there',
  answer_too_large: 'there',
  answer_cut: 'there',
  wrong_answer: 'there',
  content_refused: 'there',
  cancelled: 'nothing',
  cap_reached: 'nothing',
  not_counted: 'nothing',
  resting: 'nothing',
};

export interface BreakerLimits {
  /** Failures in a row after which the model rests. */
  readonly failuresToRest: number;
  readonly firstRestMs: number;
  /** Each rest that ends in another failure is followed by one twice as long, up to this. */
  readonly longestRestMs: number;
}

export const defaultBreakerLimits: BreakerLimits = {
  failuresToRest: 5,
  firstRestMs: 10_000,
  longestRestMs: 120_000,
};

export interface ModelBreakerOptions<Call extends ModelCall, Extra extends object> {
  readonly caller: ModelCaller<Call, Extra>;
  readonly clock: Clock;
  readonly limits?: Partial<BreakerLimits>;
  readonly metrics?: Metrics;
  readonly logger?: Logger;
}

/** `works`: calls go through. `rests`: none does. `tries`: one is under way, to see whether it works. */
export type BreakerState = 'works' | 'rests' | 'tries';

/**
 * Lets a model rest that failed several times in a row, so that not every customer waits for it:
 * calls then fail at once with `resting`. After the rest one call at a time tries it. It goes
 * outside of a `MeteredModel`: a call that is not made then reserves nothing.
 */
export class ModelBreaker<Call extends ModelCall, Extra extends object>
  implements ModelCaller<Call, Extra>
{
  readonly #caller: ModelCaller<Call, Extra>;
  readonly #clock: Clock;
  readonly #limits: BreakerLimits;
  readonly #metrics: Metrics;
  readonly #logger: Logger;
  #failures = 0;
  /** The rest under way or just over; null while the model works. */
  #rest: { readonly until: number; readonly lengthMs: number } | null = null;
  /** Calls of an earlier period say nothing of this one when they fail. */
  #period = 0;
  #trying = false;

  constructor(options: ModelBreakerOptions<Call, Extra>) {
    this.#caller = options.caller;
    this.#clock = options.clock;
    this.#limits = { ...defaultBreakerLimits, ...options.limits };
    this.#metrics = options.metrics ?? noMetrics;
    this.#logger = options.logger ?? silentLogger;
  }

  get provider(): string {
    return this.#caller.provider;
  }

  get maxAttempts(): number {
    return this.#caller.maxAttempts;
  }

  get state(): BreakerState {
    if (this.#rest === null) return 'works';
    return this.#trying ? 'tries' : 'rests';
  }

  /** As its caller does; throws `resting` at once while the model rests. */
  async complete<Value = unknown>(
    request: ModelRequest<Value>,
    call: Call,
  ): Promise<ModelResult<Value> & Extra> {
    const period = this.#enter(request.model);
    try {
      const result = await this.#caller.complete(request, call);
      this.#found('there', period);
      return result;
    } catch (error) {
      this.#found(verdictOf(error), period, error);
      throw error;
    } finally {
      this.#leave(period);
    }
  }

  /** As its caller does; throws `resting` at once while the model rests. */
  async *stream<Value = unknown>(
    request: ModelRequest<Value>,
    call: Call,
  ): AsyncGenerator<CallerEvent<Value, Extra>, void, undefined> {
    const period = this.#enter(request.model);
    try {
      for await (const event of this.#caller.stream(request, call)) {
        if (event.type === 'end') this.#found('there', period);
        yield event;
      }
    } catch (error) {
      this.#found(verdictOf(error), period, error);
      throw error;
    } finally {
      this.#leave(period);
    }
  }

  close(): Promise<void> {
    return this.#caller.close();
  }

  /** The period that the call belongs to. */
  #enter(model: string): number {
    const rest = this.#rest;
    if (rest === null) return this.#period;
    const leftMs = rest.until - this.#clock.monotonic();
    if (leftMs > 0 || this.#trying) {
      this.#metrics.count('supportmax_model_calls_total', { model, outcome: 'resting' });
      const retryAfterMs = leftMs > 0 ? Math.ceil(leftMs) : null;
      throw new ModelError({ provider: this.provider, reason: 'resting', retryAfterMs });
    }
    this.#trying = true;
    this.#period += 1;
    return this.#period;
  }

  #leave(period: number): void {
    // Also a trial that found nothing is over: the next call is another one.
    if (period === this.#period) this.#trying = false;
  }

  #found(verdict: 'down' | 'there' | 'nothing', period: number, error?: unknown): void {
    if (verdict === 'nothing') return;
    if (verdict === 'there') this.#recover();
    else if (period === this.#period) this.#fail(error);
  }

  #recover(): void {
    this.#failures = 0;
    if (this.#rest === null) return;
    this.#rest = null;
    this.#trying = false;
    this.#period += 1;
    this.#logger.log('info', 'the model works again', { provider: this.provider });
  }

  #fail(error: unknown): void {
    this.#failures += 1;
    const { failuresToRest, firstRestMs, longestRestMs } = this.#limits;
    if (this.#rest === null && this.#failures < failuresToRest) return;
    const restMs = Math.min(this.#rest ? this.#rest.lengthMs * 2 : firstRestMs, longestRestMs);
    this.#rest = { until: this.#clock.monotonic() + restMs, lengthMs: restMs };
    this.#trying = false;
    this.#period += 1;
    this.#logger.log('warn', 'the model rests after failures in a row', {
      provider: this.provider,
      failures: this.#failures,
      reason: error instanceof ModelError ? error.reason : null,
      restMs,
    });
  }
}

/** What never left the desk tells nothing of the provider, whatever it is called. */
function verdictOf(error: unknown): 'down' | 'there' | 'nothing' {
  return error instanceof ModelError && error.usage !== null ? verdicts[error.reason] : 'nothing';
}
