import type { Customer } from '#src/domain/ticket/events.ts';
import type { Seen } from '#src/domain/ticket/record.ts';
import type {
  Channel,
  EscalationReason,
  TicketPriority,
  TicketStatus,
} from '#src/domain/ticket/vocabulary.ts';

/** What lists, dashboards and sweeps know of a ticket. Times are milliseconds since the epoch. */
export interface TicketRow {
  readonly tenant: string;
  readonly id: string;
  readonly subject: string;
  /** The beginning of the newest message. */
  readonly preview: string;
  readonly status: TicketStatus;
  readonly escalated: boolean;
  readonly escalationReason: EscalationReason | null;
  readonly priority: TicketPriority;
  readonly intent: string | null;
  readonly assignee: string | null;
  readonly tags: readonly string[];
  readonly customer: Customer;
  readonly channel: Channel;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly seen: Seen;
  readonly resolution: 'confirmed' | 'assumed' | 'person' | null;
  /** Time of the first reply by the agent or a person, or null. */
  readonly firstReplyAt: number | null;
  readonly agentReplies: number;
  readonly personReplies: number;
  /** The message that still waits for a journey, and when another may take it up. */
  readonly awaiting: { readonly cause: string; readonly notBefore: number } | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
}
