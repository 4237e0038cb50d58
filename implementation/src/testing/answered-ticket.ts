import type { EventData, NewEvent } from '#src/domain/ticket/events.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import { lastCustomerTurn } from '#src/domain/ticket/ticket.ts';
import { journeyIdOf } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import { testContext } from './ticket-logs.ts';

const citations = [
  { articleId: 'export', title: 'Export', url: '/export', quote: 'Click Export.' },
];
const answer: EventData<'reply.posted'> = {
  text: 'Click Export.',
  confidence: 0.9,
  citations,
  usage: null,
  receipt: null,
};

/** Asks back instead. */
export const askingBack: EventData<'reply.posted'> = {
  ...answer,
  text: 'Is this what you mean?',
  citations: [],
  options: citations.map(({ articleId, title, url }) => ({ articleId, title, url })),
};

/** The customer writes, and the agent answers with a quote, as a journey does, or as it is told. */
export async function answerTicket(
  tickets: TicketLog,
  ticketId: string,
  options: {
    readonly context?: RequestContext;
    readonly subject?: string;
    readonly reply?: EventData<'reply.posted'>;
  } = {},
): Promise<{ readonly ticket: Ticket; readonly answer: string }> {
  const { context = testContext, subject = '', reply: said = answer } = options;
  const actor = { kind: 'customer' } as const;
  const text = 'How do I export my data?';
  const before = await tickets.read(context, ticketId);
  const number = Object.values(before.seen).reduce((sum, seq) => sum + seq, 0);
  const named = (what: string) => `${what}-${ticketId}-${number}`;
  const message = before.ticket
    ? ({ type: 'receive_message', actor, text } as const)
    : ({ type: 'open', actor, subject, channel: 'chat', customer: {}, text } as const);
  const asked = await tickets.execute(context, ticketId, named('ask'), message);
  const cause = (asked.snapshot.ticket && lastCustomerTurn(asked.snapshot.ticket)?.eventId) ?? '';
  const journeyId = journeyIdOf(ticketId, cause);
  const claim = { journeyId, cause, now: 0, until: 1 };
  const started = { type: 'start_journey', ...claim } as const;
  const { snapshot } = await tickets.execute(context, ticketId, named('start'), started);
  const events: readonly NewEvent[] = [
    { type: 'reply.posted', actor: { kind: 'agent' }, data: said, causedBy: cause },
  ];
  const { seen } = snapshot;
  const outcome = said.options ? 'asked' : 'answered';
  const end = { journeyId, seen, outcome, because: '', events } as const;
  const ended = await tickets.execute(context, ticketId, named('end'), {
    type: 'end_journey',
    ...end,
  });
  const { ticket } = ended.snapshot;
  if (!ticket) throw new Error('the ticket was not answered');
  return { ticket, answer: ticket.turns.at(-1)?.eventId ?? '' };
}
