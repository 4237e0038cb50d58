import type {
  Citation,
  Customer,
  HandoffPacket,
  JourneyOutcome,
  Option,
  Receipt,
  Usage,
} from './events.ts';
import type { Seen } from './record.ts';
import type { Text } from './text.ts';
import type { Channel, EscalationReason, TicketPriority, TicketStatus } from './vocabulary.ts';

/** One message of the conversation, by whomever. */
export interface Turn {
  readonly eventId: string;
  readonly from: 'customer' | 'person' | 'agent' | 'system';
  readonly text: Text;
  readonly time: number;
  /** Sent by a machine: never answered automatically. */
  readonly automatic: boolean;
  /** The record that holds it: what a reply's `seen` must cover to count as an answer to it. */
  readonly origin: string;
  readonly seq: number;
  readonly reply: {
    readonly seen: Seen;
    readonly causedBy: string | null;
    readonly confidence: number | null;
    readonly citations: readonly Citation[];
    /** Empty unless the reply asks which of these was meant. */
    readonly options: readonly Option[];
    readonly usage: Usage | null;
    readonly receipt: Receipt | null;
  } | null;
}

export interface JourneyState {
  readonly id: string;
  readonly cause: string;
  readonly attempt: number;
  /** Wall time until which the claim holds, milliseconds. */
  readonly until: number;
  readonly ended: { readonly outcome: JourneyOutcome; readonly because: string | null } | null;
}

export interface Escalation {
  readonly reason: EscalationReason;
  readonly packet: HandoffPacket;
  readonly time: number;
}

/** One time that the ticket was resolved, and whether that still stands. */
export interface Resolution {
  readonly kind: 'confirmed' | 'assumed' | 'person';
  readonly at: number;
  /** What took it back, or null. Thanks confirm a resolution: they do not take it back. */
  readonly reopened: { readonly at: number; readonly by: string } | null;
}

/** A ticket as its log tells it. Derived, never stored as truth. */
export interface Ticket {
  readonly id: string;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly snoozedUntil: number | null;
  readonly escalated: boolean;
  readonly escalation: Escalation | null;
  readonly priority: TicketPriority;
  readonly intent: string | null;
  readonly assignee: string | null;
  readonly tags: readonly string[];
  readonly customer: Customer;
  readonly channel: Channel;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly seen: Seen;
  /** The log holds events that this release does not understand: the agent stands back. */
  readonly partial: boolean;
  readonly turns: readonly Turn[];
  readonly journeys: ReadonlyMap<string, JourneyState>;
  /** How the newest resolution came about, while the ticket is resolved. */
  readonly resolution: Resolution['kind'] | null;
  /** Every resolution that there was, oldest first, those that were taken back too. */
  readonly resolutions: readonly Resolution[];
  /** A person has replied, taken it, or been promised: the agent does not answer by itself. */
  readonly ownedByPerson: boolean;
  /** Per origin, the newest record after which an older draft would talk past somebody. */
  readonly overtakings: Readonly<Record<string, { readonly seq: number; readonly type: string }>>;
}

/** The customer's messages since the last reply that had seen them, oldest first. */
export function unansweredTurns(ticket: Ticket): readonly Turn[] {
  let seen: Seen = {};
  for (let index = ticket.turns.length - 1; index >= 0; index -= 1) {
    const turn = ticket.turns[index];
    if (turn?.reply) {
      seen = turn.reply.seen;
      break;
    }
  }
  const unanswered: Turn[] = [];
  for (let index = ticket.turns.length - 1; index >= 0; index -= 1) {
    const turn = ticket.turns[index];
    if (turn?.from !== 'customer') continue;
    if ((seen[turn.origin] ?? 0) >= turn.seq) break;
    unanswered.push(turn);
  }
  return unanswered.reverse();
}

/**
 * The newest message that the customer wrote, or null. What a machine sent in the customer's name
 * does not count: an absence notice that follows a question must not take the question's place.
 */
export function lastCustomerTurn(ticket: Ticket): Turn | null {
  for (let index = ticket.turns.length - 1; index >= 0; index -= 1) {
    const turn = ticket.turns[index];
    if (turn?.from === 'customer' && !turn.automatic) return turn;
  }
  return null;
}
