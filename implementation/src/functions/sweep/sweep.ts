import { defineFunction } from '../define-function.ts';
import { sendAwaiting } from '../send-awaiting.ts';
import { schedule } from '../trigger.ts';

const sweepSize = 200;

/** Finds what no bell reported: brings the list up with the log, and calls for what is overdue. */
export const sweep = defineFunction(
  {
    name: 'sweep',
    trigger: schedule(5),
    needs: { projectionStore: 'write', journeyQueue: 'send' },
    timeoutMs: 60_000,
  },
  async ({ desk, context }) => {
    const { projectionStore, clock, stopping } = desk;
    // So no sweep goes on beside the next one, nor keeps a desk from stopping.
    const isOver = () => context.signal.aborted || stopping.aborted;
    try {
      await projectionStore.catchUp(isOver);
    } finally {
      // A list that cannot be brought up has journeys to call for all the same.
      const rows = await projectionStore.store.awaiting(clock.now(), sweepSize);
      await sendAwaiting(desk, context, rows);
    }
  },
);
