import { noSuchTicket } from '#src/api/carry-out.ts';
import { eventResourcesOf, ticketResourceOf } from '#src/api/resources.ts';
import { ticketPath, ticketWithEvents } from '#src/api/schemas.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

export const getTicket = defineFunction(
  {
    name: 'get-ticket',
    trigger: http({
      method: 'GET',
      path: '/v1/tickets/{id}',
      summary: 'A ticket with its events, oldest first.',
      pathSchema: ticketPath,
      success: { status: 200, description: 'The ticket and its log.' },
    }),
    needs: { eventLog: 'read', blobStore: 'read' },
    output: ticketWithEvents,
    timeoutMs: 10_000,
  },
  async ({ desk, context, path }) => {
    const { ticket } = await desk.eventLog.read(context, path.id);
    if (!ticket) throw noSuchTicket(path.id);
    const records = await desk.eventLog.log.read(context, path.id);
    const events = await eventResourcesOf(desk, context, records);
    return { ticket: ticketResourceOf(ticket), events };
  },
);
