import { bodyBytes } from '#src/api/body-limits.ts';
import { carryOut, noSuchTicket } from '#src/api/carry-out.ts';
import { packetFor } from '#src/api/handoff-packet.ts';
import { commandIdOf } from '#src/api/idempotency.ts';
import { handoffRequest, ticketPath, ticketWithEvents } from '#src/api/schemas.ts';
import { personActor } from '#src/domain/ticket/actor.ts';
import type { Command } from '#src/domain/ticket/commands.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

export const handOff = defineFunction(
  {
    name: 'hand-off',
    trigger: http({
      method: 'POST',
      path: '/v1/tickets/{id}/handoff',
      summary: 'Hands the ticket to people. Asked for again it changes nothing.',
      pathSchema: ticketPath,
      bodyLimitBytes: bodyBytes,
      success: { status: 200, description: 'The ticket and the new events.' },
    }),
    needs: { eventLog: 'append', blobStore: 'read', stepResultStore: 'write', policy: 'read' },
    input: handoffRequest,
    output: ticketWithEvents,
    timeoutMs: 10_000,
  },
  async (call) => {
    const { desk, context, input, path } = call;
    const { ticket } = await desk.eventLog.read(context, path.id);
    if (!ticket) throw noSuchTicket(path.id);
    const command: Command = {
      type: 'hand_off',
      actor: personActor,
      reason: 'person_requested',
      packet: packetFor(desk, ticket),
      ...(input.reason !== undefined && { note: input.reason }),
    };
    const commandId = await commandIdOf(call, `handOff ${path.id}`, input);
    return carryOut(call, path.id, commandId, command, `handOff ${input.reason ?? ''}`);
  },
);
