import type { Ticket, Turn } from './ticket.ts';

/**
 * The answer that the customer has been silent after, or null. An answer is a reply of the agent
 * that quotes an article: silence after small talk says nothing. It is the last word, nobody is
 * waited for but the customer, and it has resolved the ticket at most once.
 */
export function silentAnswer(ticket: Ticket): Turn | null {
  if (ticket.status !== 'pending' || ticket.partial || ticket.ownedByPerson) return null;
  const last = ticket.turns.at(-1);
  if (last?.from !== 'agent' || !last.reply || last.reply.citations.length === 0) return null;
  const resolvedAt = ticket.resolutions.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  return resolvedAt < last.time ? last : null;
}
