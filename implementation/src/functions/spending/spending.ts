import { utcDayOf } from '#src/ports/spend-ledger/spend-ledger.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';
import { daysAsked, spendingOf, spendingQuery, spendingResource } from './spending-days.ts';

export const spending = defineFunction(
  {
    name: 'spending',
    trigger: http({
      method: 'GET',
      path: '/v1/spending',
      summary: 'What models cost, by day, and what is left of the day’s limit.',
      querySchema: spendingQuery,
      success: { status: 200, description: 'The spending of the tenant.' },
    }),
    needs: { spendLedger: 'read' },
    output: spendingResource,
    timeoutMs: 10_000,
  },
  async ({ desk, context, query }) => {
    const { spendLedger, clock } = desk;
    const today = utcDayOf(clock.now());
    const days = daysAsked(query, today);
    if (!spendLedger) return { dailyCapUsd: null, leftTodayUsd: null, items: [], nextCursor: null };
    return spendingOf(spendLedger, context, { ...days, today });
  },
);
