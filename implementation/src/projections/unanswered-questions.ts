import { choiceRead } from '#src/domain/ticket/choice-read.ts';
import type { TicketEvent } from '#src/domain/ticket/events.ts';
import { isKnown } from '#src/domain/ticket/events.ts';
import type { Entry } from '#src/domain/ticket/fold.ts';
import { compareEntries, entriesOf } from '#src/domain/ticket/fold.ts';
import { covers, type LogRecord } from '#src/domain/ticket/record.ts';
import { readable } from '#src/domain/ticket/text.ts';
import { upcast } from '#src/domain/ticket/upcast.ts';
import type { EscalationReason } from '#src/domain/ticket/vocabulary.ts';

export const unansweredReasons = ['not_sure', 'nothing_found', 'not_helped', 'taken_back'] as const;
/**
 * Why a question counts as not answered: the agent was not sure enough or found nothing, the answer
 * was no help, or what it had resolved was opened again.
 */
export type UnansweredReason = (typeof unansweredReasons)[number];

/** What a customer asked and the agent did not answer, as it was written. */
export interface UnansweredQuestion {
  /** The event of the first message that asked it. */
  readonly id: string;
  readonly ticketId: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  readonly why: UnansweredReason;
  readonly intent: string | null;
  /** What people replied, oldest first. */
  readonly replies: readonly string[];
}

export interface TicketQuestions {
  readonly questions: readonly UnansweredQuestion[];
  /** Who wrote, by name and address, as far as is known: to be taken out of the texts. */
  readonly people: readonly string[];
}

/**
 * Handed over for want of knowledge. Who asked for a person, or wrote of what always goes to one,
 * met no gap; nor did anybody whose language is not spoken, or whom a failure met.
 */
const gapReasons: Partial<Record<EscalationReason, UnansweredReason>> = {
  not_confident: 'not_sure',
  review_failed: 'not_sure',
  nothing_found: 'nothing_found',
};

/**
 * What of a ticket's log was asked and not answered. Of a log that holds what this release does not
 * understand it tells nothing: something in it may have been taken back.
 */
export function unansweredQuestions(
  ticketId: string,
  records: Iterable<LogRecord>,
): TicketQuestions {
  const reading = new TicketReading(ticketId);
  const read = new Set<string>();
  for (const entry of entriesOf(records).sort(compareEntries)) {
    const event = upcast(entry.event);
    if (!isKnown(event)) return { questions: [], people: [] };
    // A command that two sites carried out has the same events twice.
    if (!read.has(event.id)) reading.read(event, entry);
    read.add(event.id);
  }
  const { questions, people } = reading;
  return { questions, people };
}

type EventOf<Type extends TicketEvent['type']> = Extract<TicketEvent, { type: Type }>;

interface Message {
  readonly eventId: string;
  readonly text: string;
  readonly time: number;
  readonly origin: string;
  readonly seq: number;
}

class TicketReading {
  readonly questions: (UnansweredQuestion & { readonly replies: string[] })[] = [];
  people: readonly string[] = [];
  readonly #ticketId: string;
  #subject = '';
  #intent: string | null = null;
  /** What the customer wrote since the last reply that had seen it. */
  #waiting: readonly Message[] = [];
  /** What the agent's last reply was a reply to; and what its last answer answered. */
  #repliedTo: readonly Message[] = [];
  #answered: readonly Message[] = [];
  /** What the agent asked back about, while the customer has not said what is meant. */
  #askedBack: readonly Message[] = [];
  /** What the agent resolved by an answer, while it is resolved. */
  #resolved: readonly Message[] = [];
  /** Questions from here on are what a person replies to. */
  #openFrom = 0;
  #personReplied = false;

  constructor(ticketId: string) {
    this.#ticketId = ticketId;
  }

  read(event: TicketEvent, entry: Entry): void {
    switch (event.type) {
      case 'ticket.opened': {
        const { subject, customer } = event.data;
        this.#subject = subject.trim();
        this.people = [customer.name, customer.email].filter((one) => one !== undefined);
        break;
      }
      case 'message.received':
        if (event.data.automatic) break;
        this.#waiting = [...this.#waiting, messageOf(event, entry, this.#takeSubject(event))];
        break;
      case 'ticket.classified':
        this.#intent = event.data.intent;
        break;
      case 'reply.posted':
        if (event.actor.kind === 'person') this.#personReplies(readable(event.data.text));
        else this.#agentReplies(event, entry);
        break;
      case 'ticket.escalated':
        if (event.actor.kind === 'agent') this.#handedOver(event.data.reason);
        break;
      case 'status.changed':
        this.#statusChanged(event.data);
        break;
    }
  }

  /** The subject belongs to the first message, where it says more than that. */
  #takeSubject({ data }: EventOf<'message.received'>): string {
    const subject = this.#subject;
    this.#subject = '';
    return readable(data.text).startsWith(subject.replace(/…$/, '')) ? '' : subject;
  }

  #agentReplies({ data }: EventOf<'reply.posted'>, { seen }: Entry): void {
    const read = this.#waiting.filter(({ origin, seq }) => covers(seen, origin, seq));
    // Which of the options is meant says nothing more of what was asked.
    const choice = data.receipt ? choiceRead(data.receipt) : undefined;
    const isChoice = choice !== undefined && choice !== 'other';
    this.#repliedTo = [...this.#askedBack, ...(isChoice ? [] : read)];
    // Asking back answers nothing: what comes next is still about the same.
    this.#askedBack = data.options ? this.#repliedTo : [];
    this.#waiting = this.#waiting.filter(({ origin, seq }) => !covers(seen, origin, seq));
    if (data.citations.length > 0) this.#answered = this.#repliedTo;
  }

  #personReplies(text: string): void {
    this.#waiting = [];
    this.#askedBack = [];
    this.#personReplied = true;
    for (const { replies } of this.questions.slice(this.#openFrom)) replies.push(text);
  }

  #handedOver(reason: EscalationReason): void {
    if (reason === 'not_helped') this.#count(this.#answered, 'not_helped');
    const why = gapReasons[reason];
    if (why) this.#count(this.#repliedTo, why);
  }

  #statusChanged({ status, resolution }: EventOf<'status.changed'>['data']): void {
    if (status === 'resolved') {
      this.#resolved = resolution === 'person' || !resolution ? [] : this.#answered;
      this.#waiting = [];
      return;
    }
    this.#count(this.#resolved, 'taken_back');
    this.#resolved = [];
  }

  #count(messages: readonly Message[], why: UnansweredReason): void {
    const [first] = messages;
    if (first === undefined || this.questions.some(({ id }) => id === first.eventId)) return;
    // What people replied to is done with once something else is asked.
    if (this.#personReplied) this.#openFrom = this.questions.length;
    this.#personReplied = false;
    this.questions.push({
      id: first.eventId,
      ticketId: this.#ticketId,
      text: messages.map(({ text }) => text).join('\n\n'),
      askedAt: first.time,
      why,
      intent: this.#intent,
      replies: [],
    });
  }
}

function messageOf(
  { id, time, data }: EventOf<'message.received'>,
  { origin, seq }: Entry,
  subject: string,
): Message {
  const text = readable(data.text);
  const whole = subject === '' ? text : `${subject}\n\n${text}`;
  return { eventId: id, text: whole, time, origin, seq };
}
