import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SpendLedgerDriver, Spent } from './driver.ts';
import { SpendLedger } from './spend-ledger.ts';

export interface OpenedSpendLedger {
  readonly driver: SpendLedgerDriver;
  dispose(): Promise<void>;
}

const day = '2026-03-01';
const nothing: Spent = { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0, unsure: 0 };
const spent = (cost: number, unsure = 0): Spent => ({
  calls: 1,
  inputTokens: 100,
  outputTokens: 20,
  cost,
  unsure,
});

/** What every driver of the spend ledger must do, alone and below the portable class. */
export function describeSpendLedgerDriver(
  name: string,
  open: () => Promise<OpenedSpendLedger>,
  options: { readonly skip?: boolean } = {},
): void {
  describe.skipIf(options.skip)(`spend ledger driver: ${name}`, () => {
    let opened: OpenedSpendLedger;
    let tenants = 0;
    let tenant: string;
    beforeAll(async () => {
      opened = await open();
    });
    beforeEach(() => {
      tenants += 1;
      tenant = `tenant-${tenants}`;
    });
    afterAll(async () => {
      await opened?.driver.close();
      await opened?.dispose();
    });

    const reserve = (id: string, amount: number, cap: number, on = day) =>
      opened.driver.reserve({ tenant, day: on, id }, amount, cap);
    const settle = (id: string, what: Spent, on = day) =>
      opened.driver.settle({ tenant, day: on, id }, what);
    const totals = async (from = day, to = from) => [
      ...(await opened.driver.totals(tenant, from, to)),
    ];

    it('holds what is reserved, and refuses what would pass the cap', async () => {
      expect(await reserve('a', 60, 100)).toBe(true);
      expect(await reserve('b', 41, 100)).toBe(false);
      expect(await reserve('c', 40, 100)).toBe(true);
      expect(await reserve('d', 1, 100)).toBe(false);
      expect(await reserve('e', 0, 100)).toBe(true);
      expect(await reserve('f', 1, 101)).toBe(true);
      expect(await totals()).toEqual([{ tenant, day, ...nothing, reserved: 101 }]);
    });

    it('leaves nothing of what was refused at once', async () => {
      expect(await reserve('a', 101, 100)).toBe(false);
      expect(await reserve('a', 1, 0)).toBe(false);
      expect(await totals()).toEqual([]);
      expect(await settle('a', spent(1))).toBe(false);
      expect(await totals()).toEqual([]);
    });

    it('books what was spent in place of what was reserved, once', async () => {
      await reserve('a', 60, 100);
      await reserve('b', 40, 100);
      expect(await settle('a', spent(10, 5))).toBe(true);
      const once = { tenant, day, ...spent(10, 5), reserved: 40 };
      expect(await totals()).toEqual([once]);
      expect(await settle('a', spent(10, 5))).toBe(false);
      expect(await settle('unknown', spent(10))).toBe(false);
      expect(await totals()).toEqual([once]);
      // Cost, what is unsure and what is reserved count against the cap alike.
      expect(await reserve('c', 46, 100)).toBe(false);
      expect(await reserve('c', 45, 100)).toBe(true);
    });

    it('gives a reservation back whole where nothing was spent', async () => {
      await reserve('a', 100, 100);
      await settle('a', nothing);
      expect(await totals()).toEqual([{ tenant, day, ...nothing, reserved: 0 }]);
      expect(await reserve('b', 100, 100)).toBe(true);
    });

    it('keeps days and tenants apart', async () => {
      const next = '2026-03-02';
      await reserve('a', 100, 100);
      expect(await reserve('a', 100, 100, next)).toBe(true);
      expect(await opened.driver.reserve({ tenant: 'other', day, id: 'a' }, 100, 100)).toBe(true);
      await settle('a', spent(70));
      expect(await totals(day, next)).toEqual([
        { tenant, day, ...spent(70), reserved: 0 },
        { tenant, day: next, ...nothing, reserved: 100 },
      ]);
      expect(await totals('2026-02-01', '2026-02-28')).toEqual([]);
      expect(await totals(next, day)).toEqual([]);
    });

    it('counts as far as numbers go', async () => {
      const most = Number.MAX_SAFE_INTEGER;
      expect(await reserve('a', most, most)).toBe(true);
      expect(await reserve('b', 1, most)).toBe(false);
      await settle('a', { ...spent(most - 1), inputTokens: most });
      expect(await reserve('c', 1, most)).toBe(true);
      expect(await reserve('d', 1, most)).toBe(false);
      expect(await totals()).toMatchObject([{ cost: most - 1, inputTokens: most, reserved: 1 }]);
    });

    it('never grants more than the cap to many who come at once', async () => {
      const ids = Array.from({ length: 60 }, (_, index) => `raced-${index}`);
      const granted = await Promise.all(ids.map((id) => reserve(id, 10, 255)));
      expect(granted.filter(Boolean)).toHaveLength(25);
      expect(await totals()).toMatchObject([{ reserved: 250 }]);
    });

    it('loses nothing when many reserve and settle at once, some of them twice', async () => {
      const cap = 200;
      const passed: number[] = [];
      const callOf = async (id: string) => {
        if (!(await reserve(id, 30, cap))) return false;
        const [first, second] = await Promise.all([
          settle(id, spent(3, 1)),
          settle(id, spent(3, 1)),
        ]);
        expect([first, second].filter(Boolean)).toHaveLength(1);
        const [sum] = await totals();
        if (sum) passed.push(sum.cost + sum.unsure + sum.reserved);
        return true;
      };
      const ids = Array.from({ length: 50 }, (_, index) => `call-${index}`);
      const calls = await Promise.all(ids.map(callOf));
      const count = calls.filter(Boolean).length;
      expect(Math.max(...passed)).toBeLessThanOrEqual(cap);
      expect(count).toBeGreaterThan(5);
      expect(await totals()).toEqual([
        {
          tenant,
          day,
          calls: count,
          inputTokens: 100 * count,
          outputTokens: 20 * count,
          cost: 3 * count,
          unsure: count,
          reserved: 0,
        },
      ]);
    });

    it('serves the portable class', async () => {
      let ids = 0;
      const newId = () => {
        ids += 1;
        return `portable-${ids}`;
      };
      const ledger = new SpendLedger({ driver: opened.driver, newId });
      const held = await ledger.reserve({ tenant }, { day, amount: 50, cap: 60 });
      expect(held).toEqual({ id: 'portable-1', day, amount: 50 });
      expect(await ledger.reserve({ tenant }, { day, amount: 50, cap: 60 })).toBeNull();
      expect(await ledger.reserve({ tenant }, { day, amount: 50, cap: null })).not.toBeNull();
      expect(await ledger.settle({ tenant: 'other' }, { id: 'portable-1', day }, nothing)).toBe(
        false,
      );
      expect(await ledger.settle({ tenant }, { id: 'portable-1', day }, spent(7))).toBe(true);
      const sum = { tenant, day, ...spent(7), reserved: 50 };
      expect(await ledger.totals({ tenant }, day, '2026-12-31')).toEqual([sum]);
    });
  });
}
