import type { Question } from '#src/agents/agents.ts';
import { isChoice } from '#src/agents/choose/last-question.ts';
import { choiceRead } from '#src/domain/ticket/choice-read.ts';
import type { Option } from '#src/domain/ticket/events.ts';
import { readable } from '#src/domain/ticket/text.ts';
import type { Ticket, Turn } from '#src/domain/ticket/ticket.ts';
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

/**
 * What the agent asked back with, and about which question, where that was its last word or a choice
 * of it was answered since; null where it was not.
 */
function offeredIn({ turns, ...ticket }: Ticket): Offered | null {
  const replies = [...turns.keys()].filter((at) => turns[at]?.reply);
  const isPast = wasChosen(turns[replies.at(-1) ?? -1]);
  const asking = isPast
    ? replies.slice(0, replies.findLastIndex((at) => isAsking(turns[at])) + 1)
    : replies;
  const last = turns[asking.at(-1) ?? -1]?.reply;
  if (!last || last.options.length === 0) return null;
  // The same list shown again is about what it was shown for at first.
  const other = asking.findLastIndex((at) => !sameOptions(turns[at]?.reply?.options, last.options));
  const first = asking[other + 1] ?? 0;
  const question = questionOf({ ...ticket, turns: turns.slice(0, first) });
  if (!question) return null;
  const times = asking.slice(other + 1).filter((at) => wasUnclear(turns[at])).length;
  return { options: last.options, sureness: last.confidence ?? 0, question, times, isPast };
}

const isAsking = (turn: Turn | undefined): boolean => (turn?.reply?.options.length ?? 0) > 0;

const wasChosen = (turn: Turn | undefined): boolean => {
  const receipt = turn?.reply?.receipt;
  return receipt ? choiceRead(receipt) === 'chosen' : false;
};

/** Shown for want of clarity, and not again to somebody polite. */
const wasUnclear = (turn: Turn | undefined): boolean =>
  turn?.reply?.receipt?.steps.at(-1)?.outcome === 'unclear';

const sameOptions = (some: readonly Option[] = [], others: readonly Option[]): boolean =>
  some.length === others.length &&
  some.every(({ articleId }, at) => articleId === others[at]?.articleId);

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

/** What was asked before, and answered from; greetings and thanks are no exchange. */
function previousExchange(ticket: Ticket, before: number): Question['previous'] {
  const smallTalk = new Set(
    [...ticket.journeys.values()].flatMap(({ cause, ended }) =>
      ended?.outcome === 'acknowledged' ? cause : [],
    ),
  );
  let articleIds: readonly string[] = [];
  for (let index = ticket.turns.length - 1; index >= 0; index -= 1) {
    const turn = ticket.turns[index];
    if (!turn || turn.time >= before) continue;
    if (turn.reply && articleIds.length === 0) {
      articleIds = turn.reply.citations.map((citation) => citation.articleId);
    }
    if (turn.from !== 'customer' || turn.automatic || isChoice(ticket, index)) continue;
    if (smallTalk.has(turn.eventId)) continue;
    return { text: readable(turn.text), articleIds };
  }
  return null;
}
