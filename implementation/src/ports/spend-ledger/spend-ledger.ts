import { mostNanoUsd, type NanoUsd } from '#src/foundation/money.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { Millis } from '#src/foundation/time.ts';
import type { DaySpending, ReservationKey, SpendLedgerDriver, Spent, UtcDay } from './driver.ts';

/** Whose money it is. A `RequestContext` says so. */
export type Payer = Pick<RequestContext, 'tenant'>;

export interface ReservationRequest {
  readonly day: UtcDay;
  readonly amount: NanoUsd;
  /** What the tenant may spend on that day. Null: as much as can be counted. */
  readonly cap: NanoUsd | null;
}

export interface Reservation {
  readonly id: string;
  readonly day: UtcDay;
  readonly amount: NanoUsd;
}

export interface SpendLedgerOptions {
  readonly driver: SpendLedgerDriver;
  /** A new name for each reservation, that no other process gives too. */
  readonly newId: () => string;
}

/**
 * What each tenant spends on models, by UTC day. A call reserves the most that it can cost before it
 * is made, and settles what it did cost afterwards: so calls that run at once never pass the cap
 * together. A reservation whose process died stays counted until its day is over: its call may well
 * have been billed.
 */
export class SpendLedger {
  readonly #driver: SpendLedgerDriver;
  readonly #newId: () => string;

  constructor({ driver, newId }: SpendLedgerOptions) {
    this.#driver = driver;
    this.#newId = newId;
  }

  /** Null where the cap would be passed. Throws `unavailable` where the store cannot be reached. */
  async reserve(payer: Payer, request: ReservationRequest): Promise<Reservation | null> {
    const { day, amount, cap } = request;
    assertDay(day);
    assertWhole({ amount, cap: cap ?? 0 });
    const id = this.#newId();
    // Without a cap, what a number can hold is one: 9 million dollars a day.
    const limit = cap ?? mostNanoUsd;
    const key = keyOf(payer, { id, day });
    const granted = await guarded(() => this.#driver.reserve(key, amount, limit));
    return granted ? { id, day, amount } : null;
  }

  /**
   * Books what the call cost in place of its reservation, on the reservation's day. Settling again
   * changes nothing. False where there was nothing to settle.
   */
  async settle(
    payer: Payer,
    reservation: Pick<Reservation, 'id' | 'day'>,
    spent: Spent,
  ): Promise<boolean> {
    assertWhole({ ...spent });
    return await guarded(() => this.#driver.settle(keyOf(payer, reservation), spent));
  }

  /** Days of the tenant with anything in them, both ends included, oldest first. */
  async totals(payer: Payer, fromDay: UtcDay, toDay: UtcDay): Promise<readonly DaySpending[]> {
    assertDay(fromDay);
    assertDay(toDay);
    const { tenant } = payer;
    const days = await guarded(() => this.#driver.totals(tenant, fromDay, toDay));
    for (const one of days) {
      if (one.tenant !== tenant || one.day < fromDay || one.day > toDay) {
        throw new SupportError('data_corrupt', 'The spend ledger returned a day of another list.');
      }
    }
    return days;
  }

  close(): Promise<void> {
    return this.#driver.close();
  }
}

/** The day in UTC that a moment belongs to. */
export const utcDayOf = (time: Millis): UtcDay => new Date(time).toISOString().slice(0, 10);

/** When a day in UTC is over. */
export const endOfDay = (day: UtcDay): Millis => Date.parse(`${day}T00:00:00Z`) + 86_400_000;

const keyOf = ({ tenant }: Payer, { id, day }: { id: string; day: UtcDay }): ReservationKey => ({
  tenant,
  day,
  id,
});

function assertDay(day: UtcDay): void {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN;
  if (!Number.isNaN(time) && utcDayOf(time) === day) return;
  throw new SupportError('invalid_argument', 'A day of spending is written YYYY-MM-DD.');
}

function assertWhole(numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isSafeInteger(value) && value >= 0) continue;
    throw new SupportError('invalid_argument', `${name} is no whole number of at least 0.`);
  }
}

async function guarded<Result>(use: () => Promise<Result>): Promise<Result> {
  try {
    return await use();
  } catch (error) {
    throw toSupportError(error, 'The spend ledger failed.');
  }
}
