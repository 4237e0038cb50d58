import type { RequestContext } from '#src/foundation/request-context.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import type { DeskFor } from './parts.ts';

/**
 * How long it is one message, by how long it has been due: what an outage has held up is called for
 * soon after its end, and what has been stuck for hours takes little of anybody's time.
 */
const rounds = [
  { dueForMs: 3_600_000, roundMs: 300_000 },
  { dueForMs: 600_000, roundMs: 60_000 },
  { dueForMs: 0, roundMs: 20_000 },
] as const;

/**
 * Calls for a journey for every ticket that awaits one now. Whoever sends the same again, because
 * bell and sweep both saw it, sends nothing, until its round is over or the journey's claim has run
 * out. What cannot be sent for one tenant keeps no other out: the first failure is thrown at the end.
 */
export async function sendAwaiting(
  { journeyQueue, clock }: DeskFor<{ journeyQueue: 'send' }>,
  context: RequestContext,
  rows: readonly TicketRow[],
): Promise<void> {
  const now = clock.now();
  const failures = new Map<string, unknown>();
  for (const { tenant, id: ticketId, awaiting, updatedAt } of rows) {
    // A log's time runs ahead of the clock where a ticket changes several times in a millisecond.
    if (!awaiting || awaiting.notBefore > Math.max(now, updatedAt)) continue;
    if (failures.has(tenant)) continue;
    const { cause, notBefore } = awaiting;
    const own = { ...context, tenant, requestId: `feed-${cause}`, deadline: null };
    const once = { deduplicationId: cause, round: `${notBefore}-${roundOf(now - notBefore)}` };
    try {
      await journeyQueue.send(own, { ticketId, cause }, once);
    } catch (error) {
      failures.set(tenant, error);
    }
  }
  for (const error of failures.values()) throw error;
}

function roundOf(ageMs: number): string {
  const { roundMs } = rounds.find(({ dueForMs }) => ageMs >= dueForMs) ?? rounds[2];
  return `${roundMs}-${Math.floor(ageMs / roundMs)}`;
}
