import type { Question } from '#src/agents/agents.ts';
import { isChoice } from '#src/agents/choose/last-question.ts';
import { readable } from '#src/domain/ticket/text.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import { lastCustomerTurn, unansweredTurns } from '#src/domain/ticket/ticket.ts';
import { defineStep } from '../define-step.ts';
import type { Offered } from '../notes.ts';

/** Reads what the customer wants now, and whether it is the agent's turn at all. */
export const receive = defineStep(
  {
    name: 'receive',
    outcomes: ['ready', 'was_asked', 'person_has_it', 'not_understood', 'automatic', 'answered'],
    needs: {},
  },
  ({ ticket }) => {
    if (ticket.partial) return { outcome: 'not_understood' };
    if (ticket.ownedByPerson) return { outcome: 'person_has_it' };
    // Two machines that answer each other never stop.
    if (!lastCustomerTurn(ticket)) return { outcome: 'automatic' };
    const question = questionOf(ticket);
    if (!question) return { outcome: 'answered' };
    const offered = offeredIn(ticket);
    return offered
      ? { outcome: 'was_asked', notes: { question, offered } }
      : { outcome: 'ready', notes: { question } };
  },
);

/** What the agent's last word asked back with, and about which question; null where it did not. */
function offeredIn(ticket: Ticket): Offered | null {
  const at = ticket.turns.findLastIndex(({ reply }) => reply !== null);
  const { options = [] } = ticket.turns[at]?.reply ?? {};
  if (options.length === 0) return null;
  // Read as it was then, it is what was asked.
  const question = questionOf({ ...ticket, turns: ticket.turns.slice(0, at) });
  return question && { options, question };
}

/** What the customer wants now: a choice of what was asked back with is about what was asked. */
export function wantedIn(ticket: Ticket): Question | null {
  const newest = lastCustomerTurn(ticket);
  const isChosen = newest !== null && isChoice(ticket, ticket.turns.indexOf(newest));
  return (isChosen ? offeredIn(ticket)?.question : null) ?? questionOf(ticket);
}

/** Everything unanswered is one question, with the exchange before it as context. */
export function questionOf(ticket: Ticket): Question | null {
  const unanswered = unansweredTurns(ticket).filter((turn) => !turn.automatic);
  const first = unanswered[0];
  if (!first) return null;
  const messages = unanswered.map((turn) => readable(turn.text));
  const isFirstMessage = !ticket.turns.some(
    (turn) => turn.from === 'customer' && turn.time < first.time,
  );
  // An e-mail's subject often holds the question, and its body only the politeness.
  if (
    isFirstMessage &&
    ticket.subject &&
    !messages[0]?.startsWith(ticket.subject.replace(/…$/, ''))
  ) {
    messages.unshift(ticket.subject);
  }
  return { text: messages.join('\n\n'), previous: previousExchange(ticket, first.time) };
}

function previousExchange(ticket: Ticket, before: number): Question['previous'] {
  let articleIds: readonly string[] = [];
  for (let index = ticket.turns.length - 1; index >= 0; index -= 1) {
    const turn = ticket.turns[index];
    if (!turn || turn.time >= before) continue;
    if (turn.reply && articleIds.length === 0) {
      articleIds = turn.reply.citations.map((citation) => citation.articleId);
    }
    if (turn.from !== 'customer' || turn.automatic || isChoice(ticket, index)) continue;
    return { text: readable(turn.text), articleIds };
  }
  return null;
}
