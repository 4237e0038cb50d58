import { errorFields, type Logger } from '#src/foundation/logger.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import {
  type ModelCost,
  ModelError,
  type ModelFailureReason,
  type ModelUsage,
} from '#src/foundation/model-error.ts';
import { type NanoUsd, toUsd } from '#src/foundation/money.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { Spent } from '#src/ports/spend-ledger/driver.ts';
import type { CallBound } from './call-bound.ts';
import type { ModelResult } from './language-model.ts';
import type { ModelPrice } from './model-price.ts';
import { costOf } from './model-prices.ts';

export interface MeteredCallOptions {
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** Knows who asks which provider. */
  readonly logger: Logger;
  /** As the request names it. */
  readonly model: string;
  readonly price: ModelPrice;
  readonly bound: CallBound;
  /** Books what was spent in place of what was reserved. Never throws. */
  readonly book: (spent: Spent) => Promise<void>;
}

interface End {
  readonly outcome: 'ok' | ModelFailureReason;
  /** Null: nothing was sent. */
  readonly usage: ModelUsage | null;
  readonly requestId?: string | null;
  readonly error?: unknown;
}

const nothing: ModelUsage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  usageTrusted: true,
  unsureRequests: 0,
};
const unsure = { usageTrusted: false, unsureRequests: 1 };
/** Nobody knows how far the call came: all that it may cost is unsure. */
const anything: ModelUsage = {
  ...nothing,
  ...unsure,
  unsureRequests: Number.MAX_SAFE_INTEGER,
};

/** One call between its reservation and its bill. It ends once, in one of three ways. */
export class MeteredCall {
  readonly #options: MeteredCallOptions;
  readonly #start: number;

  constructor(options: MeteredCallOptions) {
    this.#options = options;
    this.#start = options.clock.monotonic();
  }

  answered({ usage, requestId }: ModelResult): Promise<ModelCost> {
    return this.#end({ outcome: 'ok', usage, requestId });
  }

  /**
   * The error with what the call cost.
   *
   * @param begun Words of the answer had arrived: something was billed, even if nothing was reported.
   */
  async failed(error: unknown, begun: boolean): Promise<unknown> {
    if (!(error instanceof ModelError)) {
      await this.#end({ outcome: 'server_failed', usage: anything, error });
      return error;
    }
    const { reason: outcome, requestId } = error;
    const untold = begun && error.usage?.unsureRequests === 0 && error.usage.inputTokens === 0;
    const usage = untold ? { ...nothing, ...unsure } : error.usage;
    const cost = await this.#end({ outcome, usage, requestId, error });
    return usage === null ? error : error.withCost(cost);
  }

  /** Whoever read the answer went away before its end. */
  async abandoned(): Promise<void> {
    await this.#end({ outcome: 'cancelled', usage: anything });
  }

  async #end(end: End): Promise<ModelCost> {
    const durationMs = this.#options.clock.monotonic() - this.#start;
    const { price, bound, model } = this.#options;
    const usage = end.usage ?? nothing;
    const certain = usage.unsureRequests === 0;
    const reported = costOf(price, usage);
    // A report that cannot be trusted counts for no more than was reserved; one that can is the truth.
    const cost = certain ? reported : Math.min(reported, bound.call);
    const rest = Math.max(0, bound.call - cost);
    const mayBeMore = Math.min(rest, bound.request * usage.unsureRequests);
    this.#count(end, cost, durationMs);
    this.#tell(end, { cost, unsure: mayBeMore, durationMs });
    const { inputTokens, outputTokens } = usage;
    const calls = end.usage === null ? 0 : 1;
    await this.#options.book({ calls, inputTokens, outputTokens, cost, unsure: mayBeMore });
    return { model, inputTokens, outputTokens, costUsd: toUsd(cost), certain };
  }

  #count({ outcome, usage }: End, cost: NanoUsd, durationMs: number): void {
    const { metrics, model } = this.#options;
    const { inputTokens, outputTokens } = usage ?? nothing;
    metrics.count('supportmax_model_calls_total', { model, outcome });
    if (usage === null) return;
    metrics.count('supportmax_tokens_total', { direction: 'input', model }, inputTokens);
    metrics.count('supportmax_tokens_total', { direction: 'output', model }, outputTokens);
    metrics.count('supportmax_cost_usd_total', { model }, toUsd(cost));
    metrics.observe('supportmax_model_call_duration_seconds', durationMs / 1000, { model });
  }

  #tell(end: End, sums: { cost: NanoUsd; unsure: NanoUsd; durationMs: number }): void {
    const { outcome, requestId = null, error } = end;
    const { inputTokens, outputTokens, cachedInputTokens } = end.usage ?? nothing;
    const known = error === undefined || error instanceof ModelError;
    const level = outcome === 'ok' ? 'info' : known ? 'warn' : 'error';
    const message = end.usage === null ? 'a model was not called' : 'a model was called';
    this.#options.logger.log(level, message, {
      model: this.#options.model,
      outcome,
      providerRequestId: requestId,
      inputTokens,
      outputTokens,
      cachedInputTokens,
      costUsd: toUsd(sums.cost),
      unsureUsd: toUsd(sums.unsure),
      durationMs: Math.round(sums.durationMs),
      ...(known ? {} : errorFields(error)),
    });
  }
}
