import type { NanoUsd } from '#src/foundation/money.ts';
import type { DaySpending, SpendLedgerDriver, UtcDay } from '../driver.ts';

interface Day {
  spending: DaySpending;
  readonly reservations: Map<string, NanoUsd>;
}

/** More than a year, so that a year can be compared with the one before. */
const keptDays = 400;

/**
 * Spending in this process, for tests and for versions that persist nothing: a restart forgets it,
 * and with it what was spent of the day's cap. Keeps the newest 400 days of each tenant.
 */
export function createInMemorySpendLedger(): SpendLedgerDriver {
  const tenants = new Map<string, Map<UtcDay, Day>>();
  const dayOf = (tenant: string, day: UtcDay) => tenants.get(tenant)?.get(day);
  const newDay = (tenant: string, day: UtcDay): Day => {
    const days = tenants.get(tenant) ?? new Map<UtcDay, Day>();
    tenants.set(tenant, days);
    const fresh: Day = { spending: { tenant, day, ...nothing }, reservations: new Map() };
    days.set(day, fresh);
    if (days.size > keptDays) days.delete([...days.keys()].sort()[0] ?? '');
    return fresh;
  };

  return {
    name: 'in-memory',
    capabilities: { durable: false },

    async reserve({ tenant, day, id }, amount, cap) {
      const { cost, unsure, reserved } = dayOf(tenant, day)?.spending ?? nothing;
      if (cost + unsure + reserved + amount > cap) return false;
      const known = dayOf(tenant, day) ?? newDay(tenant, day);
      known.reservations.set(id, amount);
      known.spending = { ...known.spending, reserved: reserved + amount };
      return true;
    },

    async settle({ tenant, day, id }, spent) {
      const known = dayOf(tenant, day);
      const amount = known?.reservations.get(id);
      if (!known || amount === undefined) return false;
      known.reservations.delete(id);
      const sum = known.spending;
      known.spending = {
        ...sum,
        calls: sum.calls + spent.calls,
        inputTokens: sum.inputTokens + spent.inputTokens,
        outputTokens: sum.outputTokens + spent.outputTokens,
        cost: sum.cost + spent.cost,
        unsure: sum.unsure + spent.unsure,
        reserved: sum.reserved - amount,
      };
      return true;
    },

    async totals(tenant, fromDay, toDay) {
      const days = [...(tenants.get(tenant)?.values() ?? [])].map(({ spending }) => spending);
      return days
        .filter(({ day }) => day >= fromDay && day <= toDay)
        .sort((left, right) => (left.day < right.day ? -1 : 1));
    },

    async close() {},
  };
}

const nothing = { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0, unsure: 0, reserved: 0 };
