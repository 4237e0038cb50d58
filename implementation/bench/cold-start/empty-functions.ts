import * as z from 'zod';
import { type DeskFunction, defineFunction } from '#src/functions/define-function.ts';
import { http, queue } from '#src/functions/trigger.ts';

/** They take what chat and answer take, and do nothing with it. */
export const emptyFunctions: readonly DeskFunction[] = [
  defineFunction(
    {
      name: 'nothing-at-a-request',
      trigger: http({
        method: 'POST',
        path: '/v1/chat',
        summary: 'Does nothing.',
        success: { status: 200, description: 'Nothing was done.' },
      }),
      needs: {},
      input: z.strictObject({ message: z.string() }),
      output: z.strictObject({}),
      timeoutMs: 10_000,
    },
    async () => ({}),
  ),
  defineFunction(
    {
      name: 'nothing-at-a-message',
      trigger: queue('journeyQueue'),
      needs: {},
      input: z.strictObject({ ticketId: z.string(), cause: z.string() }),
      timeoutMs: 10_000,
    },
    async () => undefined,
  ),
];
