import * as z from 'zod';
import { ticketStatus } from '#src/domain/ticket/vocabulary.ts';
import type { TicketTotals } from '#src/ports/projection-store/driver.ts';

const count = z.int().nonnegative();
const ratio = z.number().nullable();
const share = z
  .strictObject({
    count: count.describe('How many.'),
    of: count.describe('Of how many: the denominator.'),
    share: ratio.describe('count / of; null while there is nothing to divide by.'),
  })
  .meta({ title: 'Share' });

const resolution = z.strictObject({
  confirmed: share.meta({
    description: 'The customer said so: of the tickets that the agent handled alone.',
  }),
  assumed: share.meta({
    description:
      'The customer stayed silent after an answer: of the tickets that the agent handled alone. Comes later: nothing assumes a resolution yet, so the count is 0. Nor are durable resolutions (no reopening in 7 days) known yet.',
  }),
  byPerson: share.meta({
    description: 'A person decided: of all tickets, for most of these were not the agent’s alone.',
  }),
});

const automation = z.strictObject({
  involvement: share.meta({ description: 'Tickets that the agent handled alone, of all.' }),
  resolution: share.meta({
    description: 'Confirmed and assumed resolutions, of the tickets that the agent handled alone.',
  }),
  share: ratio.meta({
    description: 'involvement × resolution; null while one of them has nothing to divide by.',
  }),
});

/** How the desk does, with denominators. */
export const totalsResource = z.strictObject({
  tickets: count.describe('All tickets.'),
  byStatus: z.record(ticketStatus, count).describe('Tickets by status.'),
  escalated: share.meta({ description: 'Tickets that were handed to people, of all.' }),
  byEscalationReason: z
    .record(z.string(), count)
    .describe('Tickets that were handed to people, by why.'),
  handledByAgent: share.meta({
    description: 'Involvement: tickets that the agent replied to alone, of all.',
  }),
  resolution: resolution.meta({ description: 'How tickets are resolved, as known today.' }),
  automation: automation.meta({
    description:
      'What the agent did without people. Only confirmed resolutions count so far: assumed and durable ones come later.',
  }),
  usage: z
    .strictObject({
      inputTokens: count.describe('Tokens that models read.'),
      outputTokens: count.describe('Tokens that models wrote.'),
      costUsd: z.number().describe('What they cost, US dollars.'),
    })
    .describe('What models cost for the replies that stand in tickets.'),
});

const shareOf = (part: number, of: number) => ({
  count: part,
  of,
  share: of === 0 ? null : part / of,
});

const productOf = (one: number | null, other: number | null) =>
  one === null || other === null ? null : one * other;

/** The totals of the list as the API shows them. */
export function resourceOfTotals(totals: TicketTotals): z.input<typeof totalsResource> {
  const { tickets, byStatus, byEscalationReason, byResolution, handledByAgent } = totals;
  const involvement = shareOf(handledByAgent, tickets);
  const { confirmed, assumed, person } = byResolution;
  const resolved = shareOf(confirmed + assumed, handledByAgent);
  return {
    tickets,
    byStatus,
    escalated: shareOf(totals.escalated, tickets),
    byEscalationReason,
    handledByAgent: involvement,
    resolution: {
      confirmed: shareOf(confirmed, handledByAgent),
      assumed: shareOf(assumed, handledByAgent),
      byPerson: shareOf(person, tickets),
    },
    automation: {
      involvement,
      resolution: resolved,
      share: productOf(involvement.share, resolved.share),
    },
    usage: {
      inputTokens: totals.inputTokens,
      outputTokens: totals.outputTokens,
      costUsd: totals.costUsd,
    },
  };
}
