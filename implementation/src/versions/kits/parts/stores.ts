import type { Queues } from '#src/functions/parts.ts';
import type { Scope } from '#src/hosts/composition.ts';
import { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import type { BlobStoreDriver } from '#src/ports/blob-store/driver.ts';
import type { ProjectionStoreDriver } from '#src/ports/projection-store/driver.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import type { QueueDriver } from '#src/ports/queue/driver.ts';
import { Queue } from '#src/ports/queue/queue.ts';
import type { StepResultStoreDriver } from '#src/ports/step-result-store/driver.ts';
import { StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';
import { Projector } from '#src/projections/projector.ts';

export function blobStoreOn(scope: Scope, driver: BlobStoreDriver): BlobStore {
  scope.onClose(() => driver.close());
  return new BlobStore(driver);
}

export function stepResultStoreOn(scope: Scope, driver: StepResultStoreDriver): StepResultStore {
  scope.onClose(() => driver.close());
  return new StepResultStore(driver);
}

/** The ticket list; `onRows` is told of every row after it was stored. */
export async function ticketListOn(
  scope: Scope,
  store: ProjectionStoreDriver,
  onRows?: (rows: readonly TicketRow[]) => void,
): Promise<Projector> {
  scope.onClose(() => store.close());
  const { settled } = scope.host;
  // Whoever only reads the list is not given the log.
  const tickets =
    scope.accessTo('projectionStore') === 'write' ? await scope.part('eventLog') : null;
  return new Projector({ tickets, store, settled, ...(onRows && { onRows }) });
}

export function queueOn(scope: Scope, name: keyof Queues, driver: QueueDriver): Queue {
  scope.onClose(() => driver.close());
  const { clock, newId, logger, metrics } = scope.host;
  return new Queue({ name, driver, clock, newId, logger, metrics });
}
