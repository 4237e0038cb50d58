import * as z from 'zod';
import { defineFunction } from '../define-function.ts';
import { sendAwaiting } from '../send-awaiting.ts';
import { feed } from '../trigger.ts';

/** Keeps the ticket list up with tickets that changed, and calls for the journeys that they await. */
export const project = defineFunction(
  {
    name: 'project',
    trigger: feed('eventLog'),
    needs: { projectionStore: 'write', journeyQueue: 'send' },
    input: z.strictObject({ subjects: z.array(z.string()).min(1) }),
    timeoutMs: 30_000,
  },
  async ({ desk, context, input }) => {
    const rows = await desk.projectionStore.project(context, input.subjects);
    await sendAwaiting(desk, context, rows);
  },
);
