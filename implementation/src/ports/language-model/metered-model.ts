import type { Logger } from '#src/foundation/logger.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import { ModelError } from '#src/foundation/model-error.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { UtcDay } from '#src/ports/spend-ledger/driver.ts';
import type { Payer, SpendLedger } from '#src/ports/spend-ledger/spend-ledger.ts';
import { boundOf } from './call-bound.ts';
import type { ModelResult } from './language-model.ts';
import { MeteredCall } from './metered-call.ts';
import type {
  CallerEvent,
  MeteredResult,
  ModelCaller,
  Paid,
  PaidCall,
  PaidModel,
} from './model-caller.ts';
import type { ModelPrice } from './model-price.ts';
import { ModelPurse, type SpendingToday } from './model-purse.ts';
import type { ModelRequest } from './model-request.ts';

export type { ModelCost } from '#src/foundation/model-error.ts';

export interface MeteredModelOptions {
  readonly caller: ModelCaller;
  readonly ledger: SpendLedger;
  /** What the models that are asked for cost; null for one of which nobody knows. */
  readonly prices: (model: string) => ModelPrice | null;
  /** What each tenant may spend on a day in UTC, in US dollars. Null: no cap. */
  readonly dailyCapUsd: number | null;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** How long a call waits for the ledger at most. Default 5,000. */
  readonly ledgerTimeoutMs?: number;
}

/**
 * A model whose calls are paid: what a call can cost is reserved before it is made, and what it did
 * cost is booked, counted and logged afterwards. A call that would pass the tenant's cap is not made.
 */
export class MeteredModel implements PaidModel {
  readonly #options: MeteredModelOptions;
  readonly #purse: ModelPurse;

  constructor(options: MeteredModelOptions) {
    this.#options = options;
    const { ledger, dailyCapUsd, clock, logger, ledgerTimeoutMs = 5_000 } = options;
    const { provider } = options.caller;
    this.#purse = new ModelPurse({ ledger, dailyCapUsd, provider, clock, logger, ledgerTimeoutMs });
  }

  get provider(): string {
    return this.#options.caller.provider;
  }

  get maxAttempts(): number {
    return this.#options.caller.maxAttempts;
  }

  /**
   * As its caller does, with what it cost; so does a `ModelError` that was paid for. Throws
   * `cap_reached` and `not_counted` before anything is sent.
   */
  async complete<Value = unknown>(
    request: ModelRequest<Value>,
    call: PaidCall,
  ): Promise<MeteredResult<Value>> {
    const metered = await this.#begin(request, call, false);
    let result: ModelResult<Value>;
    try {
      result = await this.#options.caller.complete(request, call);
    } catch (error) {
      throw await metered.failed(error, false);
    }
    return { ...result, cost: await metered.answered(result) };
  }

  /** As `complete`. A reader who goes away before the end has paid for what nobody knows. */
  async *stream<Value = unknown>(
    request: ModelRequest<Value>,
    call: PaidCall,
  ): AsyncGenerator<CallerEvent<Value, Paid>, void, undefined> {
    const metered = await this.#begin(request, call, true);
    let begun = false;
    let ended = false;
    try {
      for await (const event of this.#options.caller.stream(request, call)) {
        if (event.type === 'end') {
          ended = true;
          const cost = await metered.answered(event.result);
          yield { type: 'end', result: { ...event.result, cost } };
          return;
        }
        begun = true;
        yield event;
      }
      throw new ModelError({ provider: this.provider, reason: 'connection_lost' });
    } catch (error) {
      if (ended) throw error;
      ended = true;
      throw await metered.failed(error, begun);
    } finally {
      if (!ended) await metered.abandoned();
    }
  }

  /** True once a call of the tenant was refused on that day (today), as this process knows. */
  capReached(tenant: string, day?: UtcDay): boolean {
    return this.#purse.capReached(tenant, day);
  }

  /** How many tenants were refused a call today because of their cap, as this process knows. */
  tenantsAtCap(): number {
    return this.#purse.tenantsAtCap();
  }

  spendingToday(payer: Payer): Promise<SpendingToday> {
    return this.#purse.spendingToday(payer);
  }

  /** Ends all connections and waits for what is being booked. The ledger stays open. */
  async close(): Promise<void> {
    await this.#options.caller.close();
    await this.#purse.close();
  }

  async #begin(request: ModelRequest, call: PaidCall, streamed: boolean): Promise<MeteredCall> {
    const { prices, clock, metrics, logger } = this.#options;
    const { model } = request;
    const { provider, maxAttempts } = this;
    const { tenant, requestId = null } = call;
    const price = prices(model);
    if (!price) {
      throw new SupportError('invalid_argument', `No price is known for the model ${model}.`);
    }
    const bound = boundOf(request, price, { tenant, maxAttempts, streamed });
    const reservation = await this.#reserve(model, call, bound.call);
    return new MeteredCall({
      clock,
      metrics,
      logger: logger.child({ tenant, requestId, provider }),
      model,
      price,
      bound,
      book: (spent) => this.#purse.settle(call, reservation, spent),
    });
  }

  async #reserve(model: string, call: PaidCall, amount: number) {
    try {
      return await this.#purse.reserve(call, amount);
    } catch (error) {
      if (error instanceof ModelError) {
        const outcome = error.reason;
        this.#options.metrics.count('supportmax_model_calls_total', { model, outcome });
      }
      throw error;
    }
  }
}
