import { bodyBytes } from '#src/api/body-limits.ts';
import { carryOut } from '#src/api/carry-out.ts';
import { commandIdOf } from '#src/api/idempotency.ts';
import { messageRequest, ticketPath, ticketWithEvents } from '#src/api/schemas.ts';
import { customerActor, personActor } from '#src/domain/ticket/actor.ts';
import type { Command } from '#src/domain/ticket/commands.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';

export const postMessage = defineFunction(
  {
    name: 'post-message',
    trigger: http({
      method: 'POST',
      path: '/v1/tickets/{id}/messages',
      summary: "Adds the customer's message, or a person's reply or note.",
      pathSchema: ticketPath,
      bodyLimitBytes: bodyBytes,
      success: { status: 201, description: 'The ticket and the new events.' },
    }),
    needs: { eventLog: 'append', blobStore: 'read', stepResultStore: 'write' },
    input: messageRequest,
    output: ticketWithEvents,
    timeoutMs: 10_000,
  },
  async (call) => {
    const { input, path } = call;
    const { from, kind, body: text } = input;
    const command: Command =
      from === 'customer'
        ? { type: 'receive_message', actor: customerActor, text }
        : { type: kind === 'note' ? 'add_note' : 'reply', actor: personActor, text };
    const commandId = await commandIdOf(call, `postMessage ${path.id}`, input);
    return carryOut(call, path.id, commandId, command);
  },
);
