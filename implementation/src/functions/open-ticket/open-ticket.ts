import { bodyBytes } from '#src/api/body-limits.ts';
import { commandIdOf } from '#src/api/idempotency.ts';
import { ticketResourceOf } from '#src/api/resources.ts';
import { ticketRequest, ticketResource } from '#src/api/schemas.ts';
import { customerActor } from '#src/domain/ticket/actor.ts';
import { ticketIdOf } from '#src/foundation/identity.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

export const openTicket = defineFunction(
  {
    name: 'open-ticket',
    trigger: http({
      method: 'POST',
      path: '/v1/tickets',
      summary: 'Opens a ticket; the agent takes it up right away.',
      bodyLimitBytes: bodyBytes,
      success: { status: 201, description: 'The ticket as it was opened.' },
    }),
    needs: { eventLog: 'append', stepResultStore: 'write' },
    input: ticketRequest,
    output: ticketResource,
    timeoutMs: 10_000,
  },
  async (call) => {
    const { desk, context, input } = call;
    const commandId = await commandIdOf(call, 'openTicket', input);
    const id = ticketIdOf(context.tenant, commandId);
    const { subject = '', body: text, customer, channel } = input;
    const command = {
      type: 'open',
      actor: customerActor,
      subject,
      channel,
      customer,
      text,
    } as const;
    const { snapshot } = await desk.eventLog.execute(context, id, commandId, command);
    if (!snapshot.ticket) throw new Error('a ticket was opened and is not there');
    return ticketResourceOf(snapshot.ticket);
  },
);
