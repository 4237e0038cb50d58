import type { DriverDelivery, QueueDriver, QueuedMessage } from '#src/ports/queue/driver.ts';

export interface OpenedQueue {
  /** An empty queue. */
  readonly driver: QueueDriver;
  /** Lets so much time pass for the queue: by a clock of the test's, or by waiting. */
  pass(timeMs: number): Promise<void>;
  /** Whether that takes no time, so that minutes may pass. */
  readonly isVirtual: boolean;
  /**
   * A time that this queue certainly tells from none: SQS counts in seconds. Where the queue fixes
   * the visibility, no less than that.
   */
  readonly shortMs: number;
  /** How long a look may wait for what is there; 0 where the queue knows at once. */
  readonly patienceMs: number;
  dispose(): Promise<void>;
}

export interface QueueSuite extends OpenedQueue {
  send(id: string, more?: Partial<QueuedMessage>, delayMs?: number): Promise<void>;
  /** One look: at most `max` deliveries, invisible for long unless told otherwise. */
  look(max?: number, visibilityMs?: number): Promise<readonly DriverDelivery[]>;
  /** Looks until so many came, or none came several times. */
  take(count: number, visibilityMs?: number): Promise<readonly DriverDelivery[]>;
  /** The one message that is there. */
  takeOne(visibilityMs?: number): Promise<DriverDelivery>;
  /** Lets a message have all attempts but the last, and returns the last delivery. */
  takeLast(visibilityMs?: number): Promise<DriverDelivery>;
}

/** Longer than any test takes. */
export const longMs = 300_000;

export const aMessage = (id: string, more: Partial<QueuedMessage> = {}): QueuedMessage => ({
  id,
  tenant: 'tenant',
  requestId: 'request',
  traceId: null,
  deadline: null,
  sentAt: 1_700_000_000_000,
  text: JSON.stringify({ id }),
  ...more,
});

export const idsOf = (messages: readonly { readonly id: string }[]) =>
  messages.map(({ id }) => id).sort();

export function openQueueSuite(opened: OpenedQueue): QueueSuite {
  const { driver, patienceMs } = opened;
  const suite: QueueSuite = {
    ...opened,
    send: (id, more, delayMs = 0) =>
      driver.send(aMessage(id, more), { delayMs, deduplicationKey: null }),
    look: (max = 10, visibilityMs = longMs) =>
      driver.receive({ max, waitMs: patienceMs, visibilityMs }),
    async take(count, visibilityMs) {
      const taken: DriverDelivery[] = [];
      for (let inVain = 0; taken.length < count && inVain < 3; ) {
        const found = await suite.look(Math.min(10, count - taken.length), visibilityMs);
        taken.push(...found);
        inVain = found.length > 0 ? 0 : inVain + 1;
      }
      return taken;
    },
    async takeOne(visibilityMs) {
      const [delivery] = await suite.take(1, visibilityMs);
      if (!delivery) throw new Error('no message came');
      return delivery;
    },
    async takeLast(visibilityMs) {
      for (let attempt = 1; attempt < driver.capabilities.maxAttempts; attempt += 1) {
        await driver.retry((await suite.takeOne()).receipt, 0);
      }
      return await suite.takeOne(visibilityMs);
    },
  };
  return suite;
}
