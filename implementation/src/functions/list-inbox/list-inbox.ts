import * as z from 'zod';
import { ticketResourceOf } from '#src/api/resources.ts';
import { pageOf, ticketResource } from '#src/api/schemas.ts';
import { listQuery, readPage } from '#src/api/ticket-page.ts';
import { escalationReason } from '#src/domain/ticket/vocabulary.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

const inboxRow = z.strictObject({
  ticket: ticketResource.describe('The ticket.'),
  preview: z.string().describe('The beginning of the newest message.'),
  escalationReason: escalationReason
    .nullable()
    .describe('Why the agent handed it to people; null where it did not.'),
});

export const listInbox = defineFunction(
  {
    name: 'list-inbox',
    trigger: http({
      method: 'GET',
      path: '/v1/inbox',
      summary: 'Lists tickets with what a person who scans them wants to see beside each.',
      querySchema: listQuery,
      success: { status: 200, description: 'A page of the inbox.' },
    }),
    needs: { projectionStore: 'read' },
    output: pageOf(inboxRow),
    timeoutMs: 10_000,
  },
  async ({ desk, context, query }) => {
    const { rows, nextCursor } = await readPage(desk, context, query);
    const items = rows.map((row) => ({
      ticket: ticketResourceOf(row),
      preview: row.preview,
      escalationReason: row.escalationReason,
    }));
    return { items, nextCursor };
  },
);
