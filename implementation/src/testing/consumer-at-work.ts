import { createContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { nextTurn } from '#src/foundation/time.ts';
import type { BatchHandler } from '#src/ports/queue/batch-handling.ts';
import type { QueueDriver } from '#src/ports/queue/driver.ts';
import { createInMemoryQueue } from '#src/ports/queue/drivers/in-memory.ts';
import { type Delivery, Queue } from '#src/ports/queue/queue.ts';
import { type ConsumerLimits, QueueConsumer } from '#src/ports/queue/queue-consumer.ts';
import { createRecordingLogger } from './recorders.ts';
import { createVirtualClock } from './virtual-clock.ts';

export const sender = createContext({ tenant: 'tenant', requestId: 'request' });
export const away = new SupportError('unavailable', 'The mail server is away.');
export const wrong = new SupportError('invalid_argument', 'That is no address.');

export interface ConsumerCase {
  readonly handler: BatchHandler;
  readonly limits?: Partial<ConsumerLimits>;
  /** Replaces parts of the queue's driver. */
  readonly faults?: (own: QueueDriver) => Partial<QueueDriver>;
  readonly maxAttempts?: number;
}

/** A consumer at work, by a clock that stands still. */
export function openConsumer(given: ConsumerCase) {
  const { handler, limits = {}, faults = () => ({}), maxAttempts = 3 } = given;
  const clock = createVirtualClock();
  const own = createInMemoryQueue({ clock, maxAttempts });
  const driver = withFaults(own, faults(own));
  const logger = createRecordingLogger();
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const queue = new Queue({ name: 'mail', driver, clock, newId, logger });
  const random = () => 0;
  const consumer = new QueueConsumer({ queue, handler, clock, random, logger, limits });
  const stopping = new AbortController();
  let isOver = false;
  const run = consumer.run(stopping.signal).finally(() => {
    isOver = true;
  });
  const send = (...bodies: readonly unknown[]) =>
    Promise.all(bodies.map((body) => queue.send(sender, body)));
  const pass = async (timeMs = 0) => {
    await settle();
    await clock.advance(timeMs);
    await settle();
  };
  const stop = () => stopping.abort();
  return { queue, driver: own, logger, run, send, pass, stop, isOver: () => isOver };
}

function withFaults(own: QueueDriver, faults: Partial<QueueDriver>): QueueDriver {
  return new Proxy(own, {
    get(target, name: keyof QueueDriver) {
      const value = faults[name] ?? target[name];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Lets everything happen that needs no time to pass. */
const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await nextTurn();
};

export const bodiesOf = (batch: readonly Delivery[]) => batch.map(({ body }) => body);

/** A handler that notes what it got, and does with it what `answer` says. */
export function recorder(answer: (body: unknown, attempt: number) => unknown = () => undefined) {
  const handled: string[] = [];
  const handler: BatchHandler = async (batch) =>
    batch.flatMap(({ id, body, attempt }) => {
      handled.push(`${body} ${attempt}`);
      const error = answer(body, attempt);
      return error === undefined ? [] : [{ id, error }];
    });
  return { handler, handled };
}

/** What a queue holds that holds nothing. */
export const empty = { ready: 0, delayed: 0, inFlight: 0, dead: 0 };

/** A handler whose calls last until the test ends them. */
export function gates() {
  const calls: { bodies: unknown[]; signal: AbortSignal; end: () => void }[] = [];
  const handler: BatchHandler = (batch, signal) =>
    new Promise((resolve) => {
      calls.push({ bodies: bodiesOf(batch), signal, end: () => resolve([]) });
    });
  return { handler, calls };
}
