import type { Resolution, Ticket } from '#src/domain/ticket/ticket.ts';
import type { EscalationReason } from '#src/domain/ticket/vocabulary.ts';

/** What a row says in the ticket's own words. */
type Shown =
  | 'id'
  | 'subject'
  | 'status'
  | 'escalated'
  | 'priority'
  | 'intent'
  | 'assignee'
  | 'tags'
  | 'customer'
  | 'channel'
  | 'createdAt'
  | 'updatedAt'
  | 'seen'
  | 'resolution';

export interface AgentResolution extends Pick<Resolution, 'at'> {
  readonly kind: 'confirmed' | 'assumed';
  readonly reopenedAt: number | null;
}

/** What lists, dashboards and sweeps know of a ticket. Times are milliseconds since the epoch. */
export interface TicketRow extends Pick<Ticket, Shown> {
  readonly tenant: string;
  /** The beginning of the newest message. */
  readonly preview: string;
  readonly escalationReason: EscalationReason | null;
  /** Time of the first reply by the agent or a person, or null. */
  readonly firstReplyAt: number | null;
  readonly agentReplies: number;
  readonly personReplies: number;
  /** The message that still waits for a journey, and when another may take it up. */
  readonly awaiting: { readonly cause: string; readonly notBefore: number } | null;
  /** The answer that the customer has been silent after, and since when. */
  readonly silence: { readonly answer: string; readonly since: number } | null;
  /** The agent's resolutions, oldest first, and when each was taken back. */
  readonly resolutions: readonly AgentResolution[];
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
}
