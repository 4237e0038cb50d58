import * as z from 'zod';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import { ticketStatus } from '#src/domain/ticket/vocabulary.ts';
import type { LastingResolutions, TicketTotals } from '#src/ports/projection-store/driver.ts';

const count = z.int().nonnegative();
const ratio = z.number().nullable();
const share = z
  .strictObject({
    count: count.describe('How many.'),
    of: count.describe('Of how many: the denominator.'),
    share: ratio.describe('count / of; null while there is nothing to divide by.'),
  })
  .meta({ title: 'Share' });

const time = z.iso.datetime();

const terms = z.strictObject({
  silence: z
    .strictObject({
      days: z.number().describe('So many days.'),
      of: z.enum(['all', 'business']).describe('All days, or those on which people are there.'),
    })
    .nullable()
    .describe('What silence after an answer is a resolution; null: none is.'),
  durableDays: z.number().describe('Days without a reopening after which a resolution is durable.'),
});

const period = z.strictObject({
  from: time.nullable().describe('When the first ticket was opened; null while there is none.'),
  until: time.describe(
    'The moment of the request: confirmed, assumed and byPerson are as of then.',
  ),
  durableUntil: time.describe('Later resolutions are not counted under `durable` yet.'),
});

const resolution = z.strictObject({
  confirmed: share.meta({
    description:
      'The customer said so, and the ticket is resolved now: of the tickets that the agent handled alone.',
  }),
  assumed: share.meta({
    description:
      'The customer was silent after an answer for as long as the policy wants, and the ticket is resolved now: of the tickets that the agent handled alone. A reopening takes it back, as it does a confirmed one.',
  }),
  durable: share.meta({
    description:
      'Nobody reopened it in `terms.durableDays` days: of all resolutions by the agent, confirmed and assumed, those taken back included, that are at least as old. A ticket that was resolved twice counts twice. Thanks do not reopen a resolution, they confirm it.',
  }),
  byPerson: share.meta({
    description: 'A person decided: of all tickets, for most of these were not the agent’s alone.',
  }),
  terms: terms.meta({ description: 'What the policy takes for a resolution.' }),
  period: period.meta({ description: 'Of which time these figures are.' }),
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
  resolution: resolution.meta({
    description: 'How tickets are resolved, each figure with its denominator.',
  }),
  automation: automation.meta({
    description: 'What the agent did without people: tickets that it resolved alone, of all.',
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

const isoTime = (millis: number) => new Date(millis).toISOString();

/** The totals of the list as the API shows them; `now` is wall time, milliseconds. */
export function resourceOfTotals(
  totals: TicketTotals,
  lasting: LastingResolutions,
  { silence, durableDays }: Pick<DeskPolicy, 'silence' | 'durableDays'>,
  now: number,
): z.input<typeof totalsResource> {
  const { tickets, since, byStatus, byEscalationReason, byResolution, handledByAgent } = totals;
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
      durable: shareOf(lasting.durable, lasting.resolutions),
      byPerson: shareOf(person, tickets),
      terms: { silence: silence ?? null, durableDays },
      period: {
        from: since === null ? null : isoTime(since),
        until: isoTime(now),
        durableUntil: isoTime(now - durableDays * 86_400_000),
      },
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
