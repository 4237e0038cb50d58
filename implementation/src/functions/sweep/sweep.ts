import { defineFunction } from '../define-function.ts';
import { schedule } from '../trigger.ts';
import { sendAllAwaiting } from './send-all-awaiting.ts';

/** Finds what no bell reported: brings the list up with the log, and calls for what is overdue. */
export const sweep = defineFunction(
  {
    name: 'sweep',
    trigger: schedule(5),
    needs: { projectionStore: 'write', journeyQueue: 'send' },
    timeoutMs: 60_000,
  },
  async ({ desk, context }) => {
    const { projectionStore, stopping } = desk;
    // So no sweep goes on beside the next one, nor keeps a desk from stopping.
    const isOver = () => context.signal.aborted || stopping.aborted;
    try {
      await projectionStore.catchUp(isOver);
    } finally {
      // A list that cannot be brought up has journeys to call for all the same.
      await sendAllAwaiting(desk, context, isOver);
    }
  },
);
