import type { RequestContext } from '#src/foundation/request-context.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import type { DeskFor } from './parts.ts';

/**
 * Calls for a journey for every ticket that awaits one now. Whoever sends the same again, because
 * bell and sweep both saw it, sends nothing: until the journey's claim runs out it is one message.
 */
export async function sendAwaiting(
  { journeyQueue, clock }: DeskFor<{ journeyQueue: 'send' }>,
  context: RequestContext,
  rows: readonly TicketRow[],
): Promise<void> {
  const now = clock.now();
  for (const { tenant, id: ticketId, awaiting, updatedAt } of rows) {
    // A log's time runs ahead of the clock where a ticket changes several times in a millisecond.
    if (!awaiting || awaiting.notBefore > Math.max(now, updatedAt)) continue;
    const { cause, notBefore } = awaiting;
    const own = { ...context, tenant, requestId: `feed-${cause}`, deadline: null };
    const deduplicationId = `${cause}-${notBefore}`;
    await journeyQueue.send(own, { ticketId, cause }, { deduplicationId });
  }
}
