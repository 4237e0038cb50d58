import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';
import { resourceOfTotals, totalsResource } from './totals-resource.ts';

export const deskMetrics = defineFunction(
  {
    name: 'desk-metrics',
    trigger: http({
      method: 'GET',
      path: '/v1/metrics',
      summary: 'How the desk does: tickets, escalations, resolutions and money, with denominators.',
      success: { status: 200, description: 'Totals of the tenant.' },
    }),
    needs: { projectionStore: 'read', policy: 'read' },
    output: totalsResource,
    timeoutMs: 10_000,
  },
  async ({ desk, context }) => {
    await desk.projectionStore.settled();
    const { store } = desk.projectionStore;
    const now = desk.clock.now();
    const lastingMs = desk.policy.durableDays * 86_400_000;
    const [totals, lasting] = await Promise.all([
      store.totals(context.tenant),
      store.lasting(context.tenant, now - lastingMs, lastingMs),
    ]);
    return resourceOfTotals(totals, lasting, desk.policy, now);
  },
);
