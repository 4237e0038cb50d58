import { bodyBytes, chatMessageBytes } from '#src/api/body-limits.ts';
import { chatRequest, chatResponse } from '#src/api/schemas.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';
import { answerChat } from './answer-chat.ts';

export const chat = defineFunction(
  {
    name: 'chat',
    trigger: http({
      method: 'POST',
      path: '/v1/chat',
      summary: 'Says something to the desk and waits for its answer or its handoff to a person.',
      bodyLimitBytes: bodyBytes,
      refersTo: 'conversationId',
      success: { status: 200, description: 'Answered, or handed to a person.' },
    }),
    needs: {
      eventLog: 'append',
      stepResultStore: 'write',
      policy: 'read',
      screener: 'ask',
      journeys: 'run',
    },
    input: chatRequest,
    output: chatResponse,
    // Beyond the longest promise to a customer and the handoff after it: those end it earlier.
    timeoutMs: 70_000,
    memoryMiB: 1024,
  },
  async (call) => {
    if (Buffer.byteLength(call.input.message) > chatMessageBytes) {
      throw new SupportError('too_large', `A message holds at most ${chatMessageBytes} bytes.`);
    }
    return answerChat(call);
  },
);
