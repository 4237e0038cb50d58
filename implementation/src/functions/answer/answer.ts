import * as z from 'zod';
import { defineFunction } from '../define-function.ts';
import { queue } from '../trigger.ts';

/** What is sent for a journey: the ticket, and the event that waits for its answer. */
export const journeyCall = z.strictObject({ ticketId: z.string(), cause: z.string() });

/** Runs the journey that a ticket awaits; one that somebody else is at, or that is over, is left. */
export const answer = defineFunction(
  {
    name: 'answer',
    trigger: queue('journeyQueue', { batchSize: 8 }),
    needs: { journeys: 'run' },
    input: journeyCall,
    output: z.strictObject({ outcome: z.string() }),
    timeoutMs: 60_000,
    memoryMiB: 1024,
  },
  async ({ desk, context, input }) => {
    const { outcome } = await desk.journeys.run(context, input.ticketId, input.cause);
    return { outcome };
  },
);
