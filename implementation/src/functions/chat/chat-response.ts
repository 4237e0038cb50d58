import { freeUsage } from '#src/agents/agents.ts';
import type { ChatResponse } from '#src/api/schemas.ts';
import { readable } from '#src/domain/ticket/text.ts';
import type { Ticket, Turn } from '#src/domain/ticket/ticket.ts';
import { journeyIdOf } from '#src/foundation/identity.ts';

/** Where a customer's message went. */
export interface Message {
  readonly ticketId: string;
  readonly eventId: string;
}

export function responseOf(
  desk: { readonly keepsAnsweredTickets: boolean },
  ticket: Ticket,
  message: Message,
  turn: Turn,
): ChatResponse {
  const { reply } = turn;
  const handedOver = turn.from !== 'agent' || isHandoff(ticket, turn);
  return {
    conversationId: ticket.id,
    ticketId: handedOver || desk.keepsAnsweredTickets ? ticket.id : null,
    status: handedOver ? 'escalated' : 'answered',
    reply: readable(turn.text),
    confidence: reply?.confidence ?? 0,
    citations: [...(reply?.citations ?? [])],
    usage: reply?.usage ?? freeUsage,
    receipt: receiptOf(ticket, message, turn),
  };
}

/** The journey behind the agent's words says for good whether they came with an escalation. */
function isHandoff(ticket: Ticket, turn: Turn): boolean {
  const journey = ticket.journeys.get(turn.reply?.receipt?.journeyId ?? '');
  return journey?.ended?.outcome === 'escalated';
}

const unclassified = { intent: 'unknown', confidence: 0, urgency: 'normal' } as const;

function receiptOf(ticket: Ticket, message: Message, turn: Turn | null): ChatResponse['receipt'] {
  const receipt = turn?.reply?.receipt;
  if (receipt) return { ...receipt, classifier: receipt.classifier ?? unclassified };
  const journeyId = journeyIdOf(ticket.id, message.eventId);
  return {
    journeyId,
    steps: [],
    classifier: unclassified,
    model: 'none',
    promptHash: null,
    articles: [],
  };
}

const withPeople =
  'Your message is with our people now. One of them answers you here; nothing you wrote is lost.';

/** What is said while a person has the ticket and has not answered yet. */
export function waiting(ticket: Ticket, message: Message): ChatResponse {
  return {
    conversationId: ticket.id,
    ticketId: ticket.id,
    status: 'escalated',
    reply: withPeople,
    confidence: 0,
    citations: [],
    usage: freeUsage,
    receipt: receiptOf(ticket, message, null),
  };
}
