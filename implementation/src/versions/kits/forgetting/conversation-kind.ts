import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';

/**
 * `answered`: a chat that left no ticket. `settled`: a ticket that nobody waits for. `open`: a
 * ticket for people, or for the agent to take up.
 */
export type ConversationKind = 'answered' | 'settled' | 'open';

/** Who needs the conversation still; null for a chat that waits for its answer right now. */
export function kindOf(row: TicketRow): ConversationKind | null {
  const { channel, status, escalated, escalationReason, assignee, awaiting } = row;
  const withPeople = escalated || assignee !== null || row.personReplies > 0;
  const isTicket = channel !== 'chat' || escalationReason !== null || withPeople;
  if (!isTicket) return awaiting ? null : 'answered';
  if (status === 'resolved') return 'settled';
  const answeredByAgent = status === 'pending' && !awaiting && !withPeople;
  return answeredByAgent ? 'settled' : 'open';
}
