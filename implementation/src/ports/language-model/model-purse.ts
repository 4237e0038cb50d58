import { errorFields, type Logger } from '#src/foundation/logger.ts';
import { ModelError } from '#src/foundation/model-error.ts';
import { type NanoUsd, toNanoUsd, toUsd } from '#src/foundation/money.ts';
import { orAbort } from '#src/foundation/or-abort.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { Spent, UtcDay } from '#src/ports/spend-ledger/driver.ts';
import {
  endOfDay,
  type Payer,
  type Reservation,
  type SpendLedger,
  utcDayOf,
} from '#src/ports/spend-ledger/spend-ledger.ts';
import { CallTime, defaultModelLimits } from './call-time.ts';
import { CapWatch } from './cap-watch.ts';
import type { PaidCall } from './model-caller.ts';

export interface ModelPurseOptions {
  readonly ledger: SpendLedger;
  /** What a tenant may spend on a day in UTC, in US dollars. Null: no cap. */
  readonly dailyCapUsd: number | null;
  readonly provider: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long a call waits for the ledger at most. */
  readonly ledgerTimeoutMs: number;
}

/** What a tenant spent today, in US dollars. */
export interface SpendingToday {
  readonly day: UtcDay;
  readonly capUsd: number | null;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  /** What may have been billed beyond that, at most: of calls whose end is not known. */
  readonly unsureUsd: number;
  /** Held for calls under way, and for calls whose process died. */
  readonly reservedUsd: number;
}

/** The money for calls of models: what a call may cost is taken out first, and the rest put back. */
export class ModelPurse {
  readonly #options: ModelPurseOptions;
  readonly #cap: NanoUsd | null;
  readonly #watch = new CapWatch();
  readonly #settling = new Set<Promise<void>>();

  constructor(options: ModelPurseOptions) {
    this.#options = options;
    this.#cap = options.dailyCapUsd === null ? null : toNanoUsd(options.dailyCapUsd);
  }

  /** Throws `cap_reached`, or `not_counted` where the ledger fails or takes too long. */
  async reserve(call: PaidCall, amount: NanoUsd): Promise<Reservation> {
    const { ledger, provider, clock } = this.#options;
    const day = utcDayOf(clock.now());
    const time = this.#startTime(call);
    const reserving = ledger.reserve(call, { day, amount, cap: this.#cap });
    let reservation: Reservation | null;
    try {
      reservation = await orAbort(reserving, time.signal);
    } catch (error) {
      this.#giveBack(call, reserving);
      if (error instanceof ModelError && error.reason === 'cancelled') throw error;
      this.#log('error', 'A model is not called: its cost cannot be counted.', call, error);
      throw new ModelError({ provider, reason: 'not_counted' });
    } finally {
      time.end();
    }
    if (reservation) {
      this.#watch.remove(call.tenant);
      return reservation;
    }
    throw (await this.#isSpent(call, day, amount))
      ? this.#capReached(call, day, amount)
      : this.#capHeld(call, day);
  }

  /**
   * Books what was spent. An answer that was paid for is not lost by a ledger that fails: that is
   * logged, and the reservation stays counted. Nor is it held up beyond the end of its call.
   */
  async settle(call: PaidCall, reservation: Reservation, spent: Spent): Promise<void> {
    const settling = this.#book(call, reservation, spent);
    this.#settling.add(settling);
    settling.finally(() => this.#settling.delete(settling));
    let time: CallTime | undefined;
    try {
      time = this.#startTime(call);
      await orAbort(settling, time.signal);
    } catch {
      // It goes on by itself; `close` waits for it.
    } finally {
      time?.end();
    }
  }

  /** True once a call of the tenant was refused on that day, as far as this process knows. */
  capReached(tenant: string, day: UtcDay = this.#today()): boolean {
    return this.#watch.has(tenant, day);
  }

  tenantsAtCap(): number {
    return this.#watch.count(this.#today());
  }

  async spendingToday(payer: Payer): Promise<SpendingToday> {
    const day = this.#today();
    const [sum] = await this.#options.ledger.totals(payer, day, day);
    return {
      day,
      capUsd: this.#cap === null ? null : toUsd(this.#cap),
      calls: sum?.calls ?? 0,
      inputTokens: sum?.inputTokens ?? 0,
      outputTokens: sum?.outputTokens ?? 0,
      costUsd: toUsd(sum?.cost ?? 0),
      unsureUsd: toUsd(sum?.unsure ?? 0),
      reservedUsd: toUsd(sum?.reserved ?? 0),
    };
  }

  /** Waits for what is being booked. */
  async close(): Promise<void> {
    // What is booked while others are waited for is waited for too.
    while (this.#settling.size > 0) await Promise.all(this.#settling);
  }

  #today(): UtcDay {
    return utcDayOf(this.#options.clock.now());
  }

  /** Throws at once where the caller has gone or has no time left. */
  #startTime(call: PaidCall): CallTime {
    const { clock, provider, ledgerTimeoutMs: totalTimeoutMs } = this.#options;
    return new CallTime(
      { clock, provider, limits: { ...defaultModelLimits, totalTimeoutMs } },
      call,
    );
  }

  async #book(call: PaidCall, { id, day }: Reservation, spent: Spent): Promise<void> {
    try {
      if (await this.#options.ledger.settle(call, { id, day }, spent)) return;
      this.#log('error', 'what a model cost had no reservation and is not booked', call, null);
    } catch (error) {
      this.#log('error', 'what a model cost could not be booked', call, error);
    }
  }

  /** A reservation that came too late for its call. */
  #giveBack(call: PaidCall, reserving: Promise<Reservation | null>): void {
    const nothing = { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0, unsure: 0 };
    reserving.then(
      (late) => late && this.settle(call, late, nothing),
      () => {},
    );
  }

  /** Whether money is missing, and not merely held for calls that are under way. */
  async #isSpent(call: PaidCall, day: UtcDay, amount: NanoUsd): Promise<boolean> {
    const { ledger } = this.#options;
    const [sum] = await ledger.totals(call, day, day).catch(() => []);
    return this.#cap !== null && (sum?.cost ?? 0) + (sum?.unsure ?? 0) + amount > this.#cap;
  }

  #capHeld({ tenant, requestId }: PaidCall, day: UtcDay): ModelError {
    const { provider, logger } = this.#options;
    const detail = 'calls under way hold what is left of it';
    logger.log('info', 'a model is not called: calls under way hold what is left of the day', {
      tenant,
      requestId,
      day,
    });
    return new ModelError({ provider, reason: 'cap_reached', detail });
  }

  #capReached(call: PaidCall, day: UtcDay, amount: NanoUsd): ModelError {
    const { provider, clock, logger, dailyCapUsd } = this.#options;
    const end = endOfDay(day);
    const until = new Date(end).toISOString();
    if (this.#watch.add(call.tenant, day)) {
      const fields = { tenant: call.tenant, day, capUsd: dailyCapUsd, until };
      logger.log('warn', "the day's cap on spending is reached: no model is asked until it ends", {
        ...fields,
        neededUsd: toUsd(amount),
      });
    }
    const retryAfterMs = Math.max(0, end - clock.now());
    const detail = `the day ends at ${until}`;
    return new ModelError({ provider, reason: 'cap_reached', retryAfterMs, detail });
  }

  #log(level: 'error', message: string, call: PaidCall, error: unknown): void {
    const { tenant, requestId = null } = call;
    const { provider, logger } = this.#options;
    const fields = error === null ? {} : errorFields(error);
    logger.log(level, message, { tenant, requestId, provider, ...fields });
  }
}
