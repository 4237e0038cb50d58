import type { Clock } from '#src/foundation/time.ts';
import type { QueueDriver } from '#src/ports/queue/driver.ts';
import { createInMemoryQueue } from '#src/ports/queue/drivers/in-memory.ts';
import type { Became } from './became.ts';

/** A queue that keeps what became of each message, by its id. */
export interface WatchedQueue extends QueueDriver {
  readonly became: ReadonlyMap<string, Became>;
}

export function createWatchedQueue(clock: Clock): WatchedQueue {
  const own = createInMemoryQueue({ clock });
  const became = new Map<string, Became>();
  const ids = new Map<string, string>();
  const note = (receipt: string, what: Became) => became.set(ids.get(receipt) ?? '', what);
  return {
    name: own.name,
    capabilities: own.capabilities,
    became,
    send: (...message) => own.send(...message),
    async receive(request) {
      const taken = await own.receive(request);
      for (const { receipt, id } of taken) ids.set(receipt, id);
      return taken;
    },
    acknowledge(receipt) {
      note(receipt, 'done');
      return own.acknowledge(receipt);
    },
    retry(receipt, delayMs) {
      note(receipt, 'again');
      return own.retry(receipt, delayMs);
    },
    extend: (...which) => own.extend(...which),
    bury(receipt, cause) {
      note(receipt, 'dead');
      return own.bury(receipt, cause);
    },
    deadLetters: (...page) => own.deadLetters(...page),
    redrive: (handle) => own.redrive(handle),
    discard: (handle) => own.discard(handle),
    counts: () => own.counts(),
    close: () => own.close(),
  };
}
