import type { AnyEvent } from '#src/domain/ticket/events.ts';
import { compareEntries, entriesOf } from '#src/domain/ticket/fold.ts';
import type { LogRecord } from '#src/domain/ticket/record.ts';
import type { TextReference } from '#src/domain/ticket/text.ts';
import { textReference } from '#src/domain/ticket/text.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import type { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import type { EventResource, TicketResource } from './schemas.ts';

/** Where long texts are read from. */
interface LongTexts {
  readonly blobStore: Pick<BlobStore, 'getText'>;
}

/** A ticket as the API shows it: the same from the log and from the list. */
export function ticketResourceOf(ticket: Ticket | TicketRow): TicketResource {
  const { id, subject, status, escalated, priority, intent, assignee, tags, customer } = ticket;
  return {
    id,
    subject,
    status,
    escalated,
    priority,
    intent,
    assignee,
    tags: [...tags],
    customer,
    channel: ticket.channel,
    createdAt: new Date(ticket.createdAt).toISOString(),
    updatedAt: new Date(ticket.updatedAt).toISOString(),
    seen: { ...ticket.seen },
  };
}

/** The records' events in the order in which they count, with long texts read back in. */
export async function eventResourcesOf(
  desk: LongTexts,
  context: RequestContext,
  records: readonly LogRecord[],
): Promise<EventResource[]> {
  const entries = entriesOf(records).sort(compareEntries);
  return Promise.all(entries.map(({ event }) => eventResourceOf(desk, context, event)));
}

export async function eventResourceOf(
  desk: LongTexts,
  context: RequestContext,
  event: AnyEvent,
): Promise<EventResource> {
  const { id, type, version, time, actor, causedBy } = event;
  const data = { ...(event.data as Record<string, unknown>) };
  const reference = textReference.safeParse(data.text);
  if (reference.success) data.text = await longText(desk, context, reference.data);
  return {
    id,
    type,
    version,
    time: new Date(time).toISOString(),
    actor: { kind: actor.kind, ...(actor.id !== undefined && { id: actor.id }) },
    data,
    causedBy,
  };
}

const longText = (desk: LongTexts, context: RequestContext, reference: TextReference) =>
  desk.blobStore.getText(context, reference.blob);
