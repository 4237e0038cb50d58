import { describe, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import type { DaySpending, SpendLedgerDriver } from './driver.ts';
import { createInMemorySpendLedger } from './drivers/in-memory.ts';
import { endOfDay, SpendLedger, utcDayOf } from './spend-ledger.ts';

const payer = { tenant: 'tenant' };
const day = '2026-03-01';
const spent = { calls: 1, inputTokens: 1, outputTokens: 1, cost: 1, unsure: 0 };
const ledgerOf = (given: Partial<SpendLedgerDriver> = {}) => {
  const driver = { ...createInMemorySpendLedger(), ...given };
  return new SpendLedger({ driver, newId: () => 'id' });
};

describe('days', () => {
  it.each([
    ['2026-02-28T23:59:59.999Z', '2026-02-28', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T00:00:00.000Z', '2026-03-01', '2026-03-02T00:00:00.000Z'],
    ['2028-02-29T12:00:00.000Z', '2028-02-29', '2028-03-01T00:00:00.000Z'],
  ])('%s is in %s', (time, expected, end) => {
    expect(utcDayOf(Date.parse(time))).toBe(expected);
    expect(new Date(endOfDay(expected)).toISOString()).toBe(end);
  });

  it.each(['2026-3-1', '2026-02-30', '2026-13-01', '', 'today', '2026-03-01T00:00:00Z'])(
    '"%s" is none',
    async (wrong) => {
      const refusal = { code: 'invalid_argument' };
      const ledger = ledgerOf();
      const reserving = ledger.reserve(payer, { day: wrong, amount: 1, cap: 1 });
      await expect(reserving).rejects.toMatchObject(refusal);
      await expect(ledger.totals(payer, wrong, day)).rejects.toMatchObject(refusal);
      await expect(ledger.totals(payer, day, wrong)).rejects.toMatchObject(refusal);
    },
  );
});

describe('money', () => {
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('is not %d', async (wrong) => {
    const refusal = { code: 'invalid_argument' };
    const ledger = ledgerOf();
    const reserving = ledger.reserve(payer, { day, amount: wrong, cap: null });
    await expect(reserving).rejects.toMatchObject(refusal);
    const capped = ledger.reserve(payer, { day, amount: 1, cap: wrong });
    await expect(capped).rejects.toMatchObject(refusal);
    await ledger.reserve(payer, { day, amount: 1, cap: null });
    for (const name of Object.keys(spent)) {
      const settling = ledger.settle(payer, { id: 'id', day }, { ...spent, [name]: wrong });
      await expect(settling).rejects.toMatchObject(refusal);
    }
    expect(await ledger.totals(payer, day, day)).toMatchObject([{ cost: 0, reserved: 1 }]);
  });

  it('is never booked for another tenant, whatever the driver returns', async () => {
    const other: DaySpending = { tenant: 'other', day, ...spent, reserved: 0 };
    for (const wrong of [other, { ...other, tenant: 'tenant', day: '2026-03-02' }]) {
      const ledger = ledgerOf({ totals: async () => [wrong] });
      const failure = { code: 'data_corrupt' };
      await expect(ledger.totals(payer, day, day)).rejects.toMatchObject(failure);
    }
  });

  it('is settled on the day it was reserved for, also after midnight', async () => {
    const ledger = ledgerOf();
    const reservation = await ledger.reserve(payer, { day, amount: 9, cap: 10 });
    await ledger.reserve(payer, { day: '2026-03-02', amount: 10, cap: 10 });
    if (reservation) await ledger.settle(payer, reservation, spent);
    expect(await ledger.totals(payer, day, '2026-03-02')).toMatchObject([
      { day, cost: 1, reserved: 0 },
      { day: '2026-03-02', cost: 0, reserved: 10 },
    ]);
  });
});

it('passes on what a store says of itself, and wraps the rest', async () => {
  const gone = new SupportError('unavailable', 'The database is gone.');
  const fails = (error: Error) => ({
    reserve: async () => {
      throw error;
    },
  });
  const request = { day, amount: 1, cap: null };
  await expect(ledgerOf(fails(gone)).reserve(payer, request)).rejects.toBe(gone);
  const broken = ledgerOf(fails(new TypeError('undefined is no function')));
  await expect(broken.reserve(payer, request)).rejects.toMatchObject({ code: 'internal' });
});

it('forgets the oldest days in memory, not the newest', async () => {
  const ledger = ledgerOf();
  const start = Date.parse('2026-01-01');
  const dayAt = (index: number) => utcDayOf(start + index * 86_400_000);
  for (let index = 0; index < 450; index += 1) {
    await ledger.reserve(payer, { day: dayAt(index), amount: 1, cap: null });
  }
  const kept = await ledger.totals(payer, '2000-01-01', '2100-01-01');
  expect(kept).toHaveLength(400);
  expect(kept.at(0)?.day).toBe(dayAt(50));
  expect(kept.at(-1)?.day).toBe(dayAt(449));
});
