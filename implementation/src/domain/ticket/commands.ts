import type { Actor } from './actor.ts';
import type { Customer, HandoffPacket, JourneyOutcome, NewEvent } from './events.ts';
import type { Seen } from './record.ts';
import type { Text } from './text.ts';
import type { Channel, EscalationReason, TicketPriority, TicketStatus } from './vocabulary.ts';

/** Everything that can be asked of a ticket. */
export type Command =
  | {
      readonly type: 'open';
      readonly actor: Actor;
      readonly subject: string;
      readonly channel: Channel;
      readonly customer: Customer;
      readonly text: Text;
      readonly externalId?: string;
      readonly automatic?: boolean;
    }
  | {
      readonly type: 'receive_message';
      readonly actor: Actor;
      readonly text: Text;
      readonly externalId?: string;
      readonly automatic?: boolean;
    }
  | { readonly type: 'reply'; readonly actor: Actor; readonly text: Text }
  | { readonly type: 'add_note'; readonly actor: Actor; readonly text: Text }
  | { readonly type: 'assign'; readonly actor: Actor; readonly assignee: string | null }
  | {
      readonly type: 'change_status';
      readonly actor: Actor;
      readonly status: Exclude<TicketStatus, 'new'>;
      readonly until?: number;
    }
  /** Silence after this answer, by its event's id, is taken for a resolution. */
  | { readonly type: 'assume_resolution'; readonly answer: string }
  | { readonly type: 'set_priority'; readonly actor: Actor; readonly priority: TicketPriority }
  | { readonly type: 'add_tag'; readonly actor: Actor; readonly tag: string }
  | { readonly type: 'remove_tag'; readonly actor: Actor; readonly tag: string }
  | {
      readonly type: 'hand_off';
      readonly actor: Actor;
      readonly reason: EscalationReason;
      readonly packet: HandoffPacket;
      /** Said by whoever hands it over; kept as a note. */
      readonly note?: string;
    }
  | {
      readonly type: 'start_journey';
      readonly journeyId: string;
      readonly cause: string;
      /** Wall time now, and until when the claim shall hold; milliseconds. */
      readonly now: number;
      readonly until: number;
    }
  | {
      readonly type: 'end_journey';
      readonly journeyId: string;
      /** What the journey had read when it decided. */
      readonly seen: Seen;
      readonly outcome: JourneyOutcome;
      readonly because: string;
      /** What the journey decided, without its `journey.ended`. */
      readonly events: readonly NewEvent[];
    };

export type RefusalReason =
  | 'ticket_not_found'
  | 'ticket_exists'
  | 'journey_claimed'
  | 'journey_ended'
  | 'journey_superseded'
  | 'journey_not_claimed'
  | 'already_escalated'
  | 'not_silent';

export interface Refusal {
  readonly refused: RefusalReason;
  readonly detail: string;
}
