import { ticketResourceOf } from '#src/api/resources.ts';
import { pageOf, ticketResource } from '#src/api/schemas.ts';
import { listQuery, readPage } from '#src/api/ticket-page.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

export const listTickets = defineFunction(
  {
    name: 'list-tickets',
    trigger: http({
      method: 'GET',
      path: '/v1/tickets',
      summary: 'Lists tickets; an empty assignee means tickets that nobody has.',
      querySchema: listQuery,
      success: { status: 200, description: 'A page of tickets.' },
    }),
    needs: { projectionStore: 'read' },
    output: pageOf(ticketResource),
    timeoutMs: 10_000,
  },
  async ({ desk, context, query }) => {
    const { rows, nextCursor } = await readPage(desk, context, query);
    return { items: rows.map(ticketResourceOf), nextCursor };
  },
);
