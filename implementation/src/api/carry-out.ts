import type { Command } from '#src/domain/ticket/commands.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import { eventResourcesOf, ticketResourceOf } from './resources.ts';

export const noSuchTicket = (id: string) =>
  new SupportError('not_found', `There is no ticket ${id}.`);

interface Call {
  readonly desk: {
    readonly eventLog: TicketLog;
    readonly blobStore: Pick<BlobStore, 'getText'>;
  };
  readonly context: RequestContext;
}

/** Carries a command out on a ticket; gives the ticket and the events that came of it. */
export async function carryOut(
  { desk, context }: Call,
  id: string,
  commandId: string,
  command: Command,
  commandHash?: string,
) {
  const executed = await desk.eventLog.execute(context, id, commandId, command, commandHash);
  const { ticket } = executed.snapshot;
  if (!ticket) throw noSuchTicket(id);
  const newIds = new Set(
    executed.outcome === 'appended'
      ? executed.record.events.map((event) => event.id)
      : executed.outcome === 'repeated'
        ? executed.eventIds
        : [],
  );
  const records = newIds.size === 0 ? [] : await desk.eventLog.log.read(context, id);
  const added = records
    .map((record) => ({ ...record, events: record.events.filter((one) => newIds.has(one.id)) }))
    .filter((record) => record.events.length > 0);
  return {
    ticket: ticketResourceOf(ticket),
    events: await eventResourcesOf(desk, context, added),
  };
}
