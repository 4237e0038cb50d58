import { systemClock } from '#src/foundation/time.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { describeQueueDriver } from './conformance.ts';
import { createInMemoryQueue } from './drivers/in-memory.ts';

describeQueueDriver('in memory', async () => {
  const clock = createVirtualClock();
  return {
    driver: createInMemoryQueue({ clock }),
    pass: (timeMs) => clock.advance(timeMs),
    isVirtual: true,
    shortMs: 1_000,
    patienceMs: 0,
    dispose: async () => {},
  };
});

// The suite itself has to hold where time cannot be moved, as for every queue that is a service.
describeQueueDriver('in memory, by the clock on the wall', async () => ({
  driver: createInMemoryQueue({ clock: systemClock }),
  pass: (timeMs) => systemClock.sleep(timeMs),
  isVirtual: false,
  shortMs: 500,
  patienceMs: 20,
  dispose: async () => {},
}));
