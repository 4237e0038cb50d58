import { createContext } from '#src/foundation/request-context.ts';
import type { Clock } from '#src/foundation/time.ts';
import { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import type { EventLogDriver } from '#src/ports/event-log/driver.ts';
import { EventLog } from '#src/ports/event-log/event-log.ts';
import { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import { createVirtualClock } from './virtual-clock.ts';

export const testContext = createContext({ tenant: 'tenant', requestId: 'request' });

/** A ticket log over a driver, as one process of a site has it. */
export function aTicketLog(
  driver: EventLogDriver,
  options: { readonly site?: string; readonly clock?: Clock; readonly cachedRecords?: number } = {},
): TicketLog {
  const { site = 'site', clock = createVirtualClock(), cachedRecords } = options;
  const blobs = new BlobStore(createInMemoryBlobStore());
  const log = new EventLog({ driver, blobs, clock, site });
  return new TicketLog(log, cachedRecords === undefined ? {} : { cachedRecords });
}
