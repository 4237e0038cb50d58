import type { NanoUsd } from '#src/foundation/money.ts';

export interface SpendLedgerCapabilities {
  readonly durable: boolean;
}

/** A day in UTC, `YYYY-MM-DD`. */
export type UtcDay = string;

/** Names one reservation. It belongs to the day on which it was made, whenever it is settled. */
export interface ReservationKey {
  readonly tenant: string;
  readonly day: UtcDay;
  readonly id: string;
}

/** What one call was billed for. */
export interface Spent {
  /** 0 when nothing was sent. */
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cost: NanoUsd;
  /** What may be billed beyond the cost, at most. */
  readonly unsure: NanoUsd;
}

/** What one tenant spent on one day. */
export interface DaySpending extends Spent {
  readonly tenant: string;
  readonly day: UtcDay;
  /** Held for calls under way, and for calls whose process died. */
  readonly reserved: NanoUsd;
}

/**
 * Sums by tenant and day, and the reservations that are not settled. All numbers are whole, not
 * negative, and safe integers.
 */
export interface SpendLedgerDriver {
  readonly name: string;
  readonly capabilities: SpendLedgerCapabilities;
  /**
   * Holds the amount, where cost, unsure and reserved of the day stay within the cap with it; tells
   * whether it did. Of many at once, no more are granted than fit.
   */
  reserve(key: ReservationKey, amount: NanoUsd, cap: NanoUsd): Promise<boolean>;
  /**
   * Takes the reservation back and adds what was spent, both or nothing. False, and nothing is
   * changed, where there is no such reservation (any more).
   */
  settle(key: ReservationKey, spent: Spent): Promise<boolean>;
  /** Days with anything in them, both ends included, oldest first. */
  totals(tenant: string, fromDay: UtcDay, toDay: UtcDay): Promise<readonly DaySpending[]>;
  close(): Promise<void>;
}
