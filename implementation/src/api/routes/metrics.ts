import * as z from 'zod';
import { ticketStatus } from '#src/domain/ticket/vocabulary.ts';
import { defineRoute } from '../route.ts';

const count = z.int().nonnegative();
const share = z.strictObject({
  count,
  /** What it is a share of. */
  of: count,
  /** count / of, or null while there is nothing to divide by. */
  share: z.number().nullable(),
});

const deskMetrics = z.strictObject({
  tickets: count,
  byStatus: z.record(ticketStatus, count),
  /** Tickets that were handed to people, of all. */
  escalated: share,
  byEscalationReason: z.record(z.string(), count),
  /** Involvement: tickets that the agent replied to alone, of all. */
  handledByAgent: share,
  /** Resolution as known today, of the tickets that the agent handled alone. */
  resolution: z.strictObject({ confirmed: count, assumed: count, byPerson: count }),
  usage: z.strictObject({ inputTokens: count, outputTokens: count, costUsd: z.number() }),
});

const shareOf = (part: number, of: number) => ({
  count: part,
  of,
  share: of === 0 ? null : part / of,
});

export const getMetrics = defineRoute({
  method: 'GET',
  path: '/v1/metrics',
  operationId: 'deskMetrics',
  summary: 'How the desk does: tickets, escalations, resolutions and money, with denominators.',
  success: { status: 200, schema: deskMetrics, description: 'Totals of the tenant.' },
  async run({ desk, context }) {
    await desk.projector.settled();
    const totals = await desk.projector.store.totals(context.tenant);
    const { tickets, byStatus, byEscalationReason, byResolution } = totals;
    return {
      tickets,
      byStatus,
      escalated: shareOf(totals.escalated, tickets),
      byEscalationReason,
      handledByAgent: shareOf(totals.handledByAgent, tickets),
      resolution: {
        confirmed: byResolution.confirmed,
        assumed: byResolution.assumed,
        byPerson: byResolution.person,
      },
      usage: {
        inputTokens: totals.inputTokens,
        outputTokens: totals.outputTokens,
        costUsd: totals.costUsd,
      },
    };
  },
});
