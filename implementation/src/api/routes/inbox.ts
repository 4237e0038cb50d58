import * as z from 'zod';
import { escalationReason } from '#src/domain/ticket/vocabulary.ts';
import { ticketResourceOf } from '../resources.ts';
import { defineRoute } from '../route.ts';
import { pageOf, ticketResource } from '../schemas.ts';
import { listQuery, readPage } from './tickets.ts';

const inboxRow = z.strictObject({
  ticket: ticketResource.describe('The ticket.'),
  preview: z.string().describe('The beginning of the newest message.'),
  escalationReason: escalationReason
    .nullable()
    .describe('Why the agent handed it to people; null where it did not.'),
});

export const listInbox = defineRoute({
  method: 'GET',
  path: '/v1/inbox',
  operationId: 'listInbox',
  summary: 'Lists tickets with what a person who scans them wants to see beside each.',
  querySchema: listQuery,
  success: { status: 200, schema: pageOf(inboxRow), description: 'A page of the inbox.' },
  async run({ desk, context, query }) {
    const { rows, nextCursor } = await readPage(desk, context, query);
    const items = rows.map((row) => ({
      ticket: ticketResourceOf(row),
      preview: row.preview,
      escalationReason: row.escalationReason,
    }));
    return { items, nextCursor };
  },
});
