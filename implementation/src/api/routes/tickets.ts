import * as z from 'zod';
import type { Command } from '#src/domain/ticket/commands.ts';
import { tag, ticketPriority, ticketStatus } from '#src/domain/ticket/vocabulary.ts';
import { ticketIdOf } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { sortValue, ticketSorts } from '#src/ports/projection-store/driver.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Desk } from '../desk.ts';
import { packetFor } from '../handoff-packet.ts';
import { commandIdOf } from '../idempotency.ts';
import { eventResourcesOf, ticketResourceOf } from '../resources.ts';
import { defineRoute } from '../route.ts';
import {
  bodyBytes,
  handoffRequest,
  identifier,
  messageRequest,
  pageOf,
  shortText,
  ticketPath,
  ticketRequest,
  ticketResource,
  ticketWithEvents,
} from '../schemas.ts';

const missing = (id: string) => new SupportError('not_found', `There is no ticket ${id}.`);

/** A person who works at the desk; who it is will come with sign-in. */
const person = { kind: 'person' } as const;
const customerActor = { kind: 'customer' } as const;

export const postTicket = defineRoute({
  method: 'POST',
  path: '/v1/tickets',
  operationId: 'openTicket',
  summary: 'Opens a ticket; the agent takes it up right away.',
  bodySchema: ticketRequest,
  bodyLimitBytes: bodyBytes,
  success: { status: 201, schema: ticketResource, description: 'The ticket as it was opened.' },
  async run(call) {
    const { desk, context, body } = call;
    const commandId = await commandIdOf(call, 'openTicket', body);
    const id = ticketIdOf(context.tenant, commandId);
    const { subject = '', body: text, customer, channel } = body;
    const command = {
      type: 'open',
      actor: customerActor,
      subject,
      channel,
      customer,
      text,
    } as const;
    const { snapshot } = await desk.tickets.execute(context, id, commandId, command);
    if (!snapshot.ticket) throw new Error('a ticket was opened and is not there');
    return ticketResourceOf(snapshot.ticket);
  },
});

/** A parameter is text: only digits are a number, not everything that JavaScript makes one of. */
const wholeNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

export const listQuery = z.strictObject({
  status: ticketStatus.optional().describe('Only tickets in this status.'),
  assignee: identifier
    .or(z.literal(''))
    .optional()
    .describe('Only tickets of this person; empty: tickets that nobody has.'),
  priority: ticketPriority.optional().describe('Only tickets of this priority.'),
  tag: tag.optional().describe('Only tickets with this tag.'),
  q: shortText(200)
    .optional()
    .describe(
      'Words that all occur in subject, newest message, or the customer’s name or address.',
    ),
  sort: z.enum(ticketSorts).default('updated_desc').describe('The order.'),
  cursor: z.string().max(500).optional().describe('The `nextCursor` of the page before.'),
  limit: z
    .preprocess(wholeNumber, z.int().min(1).max(200))
    .default(50)
    .describe('How many at most; 50 unless it is given.'),
});

export const listTickets = defineRoute({
  method: 'GET',
  path: '/v1/tickets',
  operationId: 'listTickets',
  summary: 'Lists tickets; an empty assignee means tickets that nobody has.',
  querySchema: listQuery,
  success: { status: 200, schema: pageOf(ticketResource), description: 'A page of tickets.' },
  async run({ desk, context, query }) {
    const { rows, nextCursor } = await readPage(desk, context, query);
    return { items: rows.map(ticketResourceOf), nextCursor };
  },
});

/** A page of the list's rows, and where the next one begins. */
export async function readPage(
  desk: Desk,
  context: RequestContext,
  query: z.infer<typeof listQuery>,
): Promise<{ rows: TicketRow[]; nextCursor: string | null }> {
  const { status, assignee, priority, tag, q, sort, cursor, limit } = query;
  // Whoever wrote a moment ago finds it in the list.
  await desk.projector.settled();
  const found = await desk.projector.store.list(context.tenant, {
    status,
    assignee: assignee === '' ? null : assignee,
    priority,
    tag,
    text: q,
    sort,
    after: cursor === undefined ? undefined : decodeCursor(cursor, sort),
    limit: limit + 1,
  });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const nextCursor =
    found.length > limit && last
      ? encodeCursor({ sort, value: sortValue(last, sort), id: last.id })
      : null;
  return { rows, nextCursor };
}

export const getTicket = defineRoute({
  method: 'GET',
  path: '/v1/tickets/{id}',
  operationId: 'getTicket',
  summary: 'A ticket with its events, oldest first.',
  pathSchema: ticketPath,
  success: { status: 200, schema: ticketWithEvents, description: 'The ticket and its log.' },
  async run({ desk, context, path }) {
    const { ticket } = await desk.tickets.read(context, path.id);
    if (!ticket) throw missing(path.id);
    const records = await desk.tickets.log.read(context, path.id);
    const events = await eventResourcesOf(desk, context, records);
    return { ticket: ticketResourceOf(ticket), events };
  },
});

export const postMessage = defineRoute({
  method: 'POST',
  path: '/v1/tickets/{id}/messages',
  operationId: 'postMessage',
  summary: "Adds the customer's message, or a person's reply or note.",
  pathSchema: ticketPath,
  bodySchema: messageRequest,
  bodyLimitBytes: bodyBytes,
  success: { status: 201, schema: ticketWithEvents, description: 'The ticket and the new events.' },
  async run(call) {
    const { body, path } = call;
    const { from, kind, body: text } = body;
    const command: Command =
      from === 'customer'
        ? { type: 'receive_message', actor: customerActor, text }
        : { type: kind === 'note' ? 'add_note' : 'reply', actor: person, text };
    const commandId = await commandIdOf(call, `postMessage ${path.id}`, body);
    return carryOut(call, path.id, commandId, command);
  },
});

export const postHandoff = defineRoute({
  method: 'POST',
  path: '/v1/tickets/{id}/handoff',
  operationId: 'handOff',
  summary: 'Hands the ticket to people. Asked for again it changes nothing.',
  pathSchema: ticketPath,
  bodySchema: handoffRequest,
  bodyLimitBytes: bodyBytes,
  success: { status: 200, schema: ticketWithEvents, description: 'The ticket and the new events.' },
  async run(call) {
    const { desk, context, body, path } = call;
    const { ticket } = await desk.tickets.read(context, path.id);
    if (!ticket) throw missing(path.id);
    const command: Command = {
      type: 'hand_off',
      actor: person,
      reason: 'person_requested',
      packet: packetFor(desk, ticket),
      ...(body.reason !== undefined && { note: body.reason }),
    };
    const commandId = await commandIdOf(call, `handOff ${path.id}`, body);
    return carryOut(call, path.id, commandId, command, `handOff ${body.reason ?? ''}`);
  },
});

type Call = Pick<Parameters<typeof commandIdOf>[0], 'desk' | 'context'>;

async function carryOut(
  { desk, context }: Call,
  id: string,
  commandId: string,
  command: Command,
  commandHash?: string,
) {
  const executed = await desk.tickets.execute(context, id, commandId, command, commandHash);
  const { ticket } = executed.snapshot;
  if (!ticket) throw missing(id);
  const newIds = new Set(
    executed.outcome === 'appended'
      ? executed.record.events.map((event) => event.id)
      : executed.outcome === 'repeated'
        ? executed.eventIds
        : [],
  );
  const records = newIds.size === 0 ? [] : await desk.tickets.log.read(context, id);
  const added = records
    .map((record) => ({ ...record, events: record.events.filter((one) => newIds.has(one.id)) }))
    .filter((record) => record.events.length > 0);
  return {
    ticket: ticketResourceOf(ticket),
    events: await eventResourcesOf(desk, context, added),
  };
}
