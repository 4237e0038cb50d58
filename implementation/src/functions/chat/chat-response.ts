import { freeUsage } from '#src/agents/agents.ts';
import { spokenLanguage } from '#src/agents/speaking/spoken-language.ts';
import { wordsFor } from '#src/agents/speaking/words-for.ts';
import type { ChatResponse } from '#src/api/schemas.ts';
import { readable } from '#src/domain/ticket/text.ts';
import type { Ticket, Turn } from '#src/domain/ticket/ticket.ts';
import { journeyIdOf } from '#src/foundation/identity.ts';
import type { GivenFor } from '#src/foundation/needs.ts';
import type { StepPartAccess } from '#src/journey/define-step.ts';

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
    ...(reply && reply.options.length > 0 && { options: [...reply.options] }),
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

/** What tells in which language the customer waits. */
type Speaking = GivenFor<StepPartAccess, { policy: 'read'; screener: 'ask' }>;

/** What is said while a person has the ticket and has not answered yet. */
export function waiting(desk: Speaking, ticket: Ticket, message: Message): ChatResponse {
  const asked = ticket.turns.find(({ eventId }) => eventId === message.eventId);
  const language = spokenLanguage(ticket, asked ? readable(asked.text) : '', desk.screener);
  return {
    conversationId: ticket.id,
    ticketId: ticket.id,
    status: 'escalated',
    reply: wordsFor(language, desk.policy.languages).withPeople,
    confidence: 0,
    citations: [],
    usage: freeUsage,
    receipt: receiptOf(ticket, message, null),
  };
}
