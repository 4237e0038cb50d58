import type { Scope } from '#src/hosts/composition.ts';
import type { ForgettingProjectionStoreDriver } from '#src/ports/projection-store/driver.ts';
import type { Projector } from '#src/projections/projector.ts';
import { ticketListOn } from '../parts/stores.ts';
import { Forgetting } from './forgetting.ts';
import type { MemoryLimits } from './memory-limits.ts';

/** The ticket list of a desk that remembers so much and no more; all its drivers must forget. */
export async function forgettingListOn(
  scope: Scope,
  rows: ForgettingProjectionStoreDriver,
  limits: MemoryLimits,
): Promise<Projector> {
  // A function by itself is told of no log of its own that it could forget.
  if (scope.accessTo('journeys') === null) return ticketListOn(scope, rows);
  const { clock, logger, metrics } = scope.host;
  const [tickets, blobs] = [await scope.part('eventLog'), await scope.part('blobStore')];
  const results = await scope.part('stepResultStore');
  const stores = { eventLog: tickets.log, blobStore: blobs, stepResultStore: results };
  for (const [name, { capabilities }] of Object.entries(stores)) {
    if (!capabilities.forgets)
      throw new Error(
        `the driver of ${name} forgets nothing: take one that does, or ticketListOn, which drops none`,
      );
  }
  const forgetting = new Forgetting({
    limits,
    rows,
    clock,
    logger,
    metrics,
    tickets,
    blobs,
    results,
  });
  const help =
    'How much of the room for tickets is taken: at 1 the oldest are dropped for new ones.';
  metrics.gauge('supportmax_ticket_room_used_ratio', help, () => forgetting.ticketRoomUsed);
  return ticketListOn(scope, rows, (stored) => forgetting.onRows(stored));
}
