import type { Scope } from '#src/hosts/composition.ts';
import { CountedTicketLog } from '#src/ports/event-log/counted-ticket-log.ts';
import type { EventLogDriver } from '#src/ports/event-log/driver.ts';
import { EventLog } from '#src/ports/event-log/event-log.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';

/** One write region: replication between several comes with the version that has them. */
const site = 'local';

/** The ticket log on a driver, counted. */
export async function ticketLog(scope: Scope, driver: EventLogDriver): Promise<TicketLog> {
  const { host, facts } = scope;
  scope.onClose(() => driver.close());
  const blobs = await scope.part('blobStore');
  const log = new EventLog({ driver, blobs, clock: host.clock, site });
  const soleWriter = !driver.capabilities.shared;
  const { keepsAnsweredTickets } = facts;
  return new CountedTicketLog(log, { metrics: host.metrics, soleWriter, keepsAnsweredTickets });
}
