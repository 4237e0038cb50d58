import type {
  Classification,
  Draft,
  ModelPart,
  Offer,
  Passage,
  Question,
} from '#src/agents/agents.ts';
import type { NewEvent, Option } from '#src/domain/ticket/events.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import type { EscalationReason } from '#src/domain/ticket/vocabulary.ts';

/** What is known before the first step: which ticket, and what set the journey off. */
export interface JourneyCause {
  readonly journeyId: string;
  readonly ticketId: string;
  /** The id of the event that is being answered. */
  readonly cause: string;
}

/** What the steps have found out so far. Each step adds its own part and reads the earlier ones. */
export interface JourneyNotes extends JourneyCause {
  /** The ticket as it stood when the journey claimed its cause. */
  readonly ticket: Ticket;
  /** Wall time at which the claim runs out, milliseconds: then another worker may be at it. */
  readonly claimedUntil: number;
  readonly question?: Question;
  /** What the agent asked back with before, where this message comes after that. */
  readonly offered?: Offered;
  /** Of that, what the customer said not to mean. */
  readonly declined?: readonly Option[];
  /** In which the customer is spoken to, as a base code; null where it cannot be told. */
  readonly language?: string | null;
  readonly classification?: Classification;
  readonly passages?: readonly Passage[];
  readonly draft?: Draft;
  /** What to ask the customer back with. */
  readonly offer?: Offer;
  /** What asking models led to, in the order in which they were asked. */
  readonly modelParts?: readonly ModelPart[];
  readonly escalation?: { readonly reason: EscalationReason };
  readonly smallTalk?: 'greeting' | 'thanks';
  /** The events that the journey will append, without its `journey.ended`. */
  readonly decided?: readonly NewEvent[];
  readonly trace: readonly StepTrace[];
}

/** What was asked back with, and the question that it was about. */
export interface Offered {
  readonly options: readonly Option[];
  /** Calibrated probability that what was meant is among them, 0–1. */
  readonly sureness: number;
  readonly question: Question;
  /** How often they were shown because it was not clear what was meant. */
  readonly times: number;
  /** One was chosen and answered from; another can be, and what else is said is a new matter. */
  readonly isPast: boolean;
}

/** What is asked back with and still open, or null. */
export const openOffer = ({ offered }: Pick<JourneyNotes, 'offered'>): Offered | null =>
  offered && !offered.isPast ? offered : null;

export interface StepTrace {
  readonly name: string;
  readonly outcome: string;
  readonly millis: number;
}

/** The notes after a step: what it found out, and its line in the trace. */
export function notesAfter(
  before: JourneyNotes,
  name: string,
  { outcome, notes }: { readonly outcome: string; readonly notes?: Partial<JourneyNotes> },
  tookMs: number,
): JourneyNotes {
  const millis = Math.round(Math.max(0, tookMs) * 1_000) / 1_000;
  return { ...before, ...notes, trace: [...before.trace, { name, outcome, millis }] };
}

/** Who is known to take part in a ticket, by name and address: what is taken out of texts. */
export const peopleOf = (ticket: Ticket | null): string[] =>
  [ticket?.customer.name, ticket?.customer.email].filter((one) => one !== undefined);

/** Says that a table led to a step before the steps it builds on: a programmer's error. */
export function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined)
    throw new Error(`the journey has no ${name} yet: a step before this one has to note it`);
  return value;
}
