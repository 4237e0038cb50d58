import { describe, expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { aMessage } from '#src/testing/queue-suite.ts';
import { createRecordingLogger, createRecordingMetrics } from '#src/testing/recorders.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import type { QueueDriver } from './driver.ts';
import { createInMemoryQueue } from './drivers/in-memory.ts';
import { contextOf, Queue } from './queue.ts';

const context = createContext({ tenant: 'tenant', requestId: 'request' });
const look = { max: 10, waitMs: 0, visibilityMs: 30_000 };

function openQueue(given: Partial<QueueDriver> = {}) {
  const clock = createVirtualClock();
  const own = createInMemoryQueue({ clock });
  const driver = new Proxy(own, {
    get(target, name: keyof QueueDriver) {
      const value = given[name] ?? target[name];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const logger = createRecordingLogger();
  const metrics = createRecordingMetrics();
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const queue = new Queue({ name: 'mail', driver, clock, newId, logger, metrics });
  return { queue, driver: own, clock, logger, metrics };
}

describe('what is sent', () => {
  it('is delivered with whom it is for and until when, and can be handled for them', async () => {
    const { queue, clock } = openQueue();
    const sender = createContext({
      tenant: 'acme',
      requestId: 'r-1',
      traceId: 't-1',
      deadline: clock.now() + 50,
    });
    const id = await queue.send(sender, { ticket: 7 });
    await clock.advance(20);
    const [delivery] = await queue.receive(look);
    expect(delivery).toEqual({
      id,
      tenant: 'acme',
      requestId: 'r-1',
      traceId: 't-1',
      deadline: sender.deadline,
      sentAt: clock.now() - 20,
      attempt: 1,
      receipt: expect.any(String),
      body: { ticket: 7 },
    });
    if (!delivery) return;
    const { signal } = new AbortController();
    expect(contextOf(delivery, signal)).toEqual({ ...sender, signal });
  });

  it.each([undefined, () => {}, Symbol('none'), 7n])('must be JSON, not %s', async (body) => {
    const { queue } = openQueue();
    await expect(queue.send(context, body)).rejects.toMatchObject({ code: 'invalid_argument' });
    const circle: unknown[] = [];
    circle.push(circle);
    await expect(queue.send(context, circle)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await queue.receive(look)).toEqual([]);
  });

  it.each([null, 0, '', false, [], 'text'])('may be any value: %j', async (body) => {
    const { queue } = openQueue();
    await queue.send(context, body);
    expect(await queue.receive(look)).toMatchObject([{ body }]);
  });

  it('has at most 256 KiB with all that goes along, counted as it is carried', async () => {
    const { queue } = openQueue();
    const refusal = { code: 'too_large', retryable: false };
    const room = 262_144 - 2_048 - 'tenant'.length - 'request'.length - 2;
    await queue.send(context, 'x'.repeat(room));
    await expect(queue.send(context, 'x'.repeat(room + 1))).rejects.toMatchObject(refusal);
    await expect(queue.send(context, '漢'.repeat(room / 2))).rejects.toMatchObject(refusal);
    const wide = { ...context, tenant: 'tenant-with-more' };
    await expect(queue.send(wide, 'x'.repeat(room))).rejects.toMatchObject(refusal);
    expect(await queue.counts()).toMatchObject({ ready: 1 });
  });
});

describe('the id of a message', () => {
  it('is the same for a message that is sent again, and the message is one', async () => {
    const { queue, clock } = openQueue();
    const again = { deduplicationId: 'ticket-7' };
    const id = await queue.send(context, 1, again);
    expect(await queue.send(context, 2, again)).toBe(id);
    expect(await queue.receive(look)).toMatchObject([{ id, body: 1 }]);
    await clock.advance(queue.capabilities.deduplicationWindowMs);
    expect(await queue.send(context, 3, again)).toBe(id);
    const bodies = (await queue.receive(look)).map(({ body }) => body);
    expect(bodies.sort()).toEqual([1, 3]);
  });

  it('is the same in another round, in which it is sent once more', async () => {
    const { queue } = openQueue();
    const ids = new Set<string>();
    for (const round of ['1', '1', '2', '1', '2']) {
      ids.add(await queue.send(context, round, { deduplicationId: 'ticket-7', round }));
    }
    expect(ids.size).toBe(1);
    const bodies = (await queue.receive(look)).map(({ body }) => body);
    expect(bodies.sort()).toEqual(['1', '2']);
  });

  it('is another for another tenant, another queue, and each message without one', async () => {
    const { queue } = openQueue();
    const again = { deduplicationId: 'same' };
    const clock = createVirtualClock();
    const driver = createInMemoryQueue({ clock });
    const other = new Queue({ name: 'other', driver, clock, newId: () => 'id-1' });
    const ids = [
      await queue.send(context, 1, again),
      await queue.send({ ...context, tenant: 'other' }, 1, again),
      await other.send(context, 1, again),
      await queue.send(context, 1),
      await queue.send(context, 1),
      await other.send(context, 1),
    ];
    expect(new Set(ids).size).toBe(6);
    expect(await queue.counts()).toMatchObject({ ready: 4 });
  });
});

describe('numbers', () => {
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 10 ** 9])(
    'that no queue service takes are refused: %d',
    async (wrong) => {
      const refusal = { code: 'invalid_argument' };
      const { queue } = openQueue();
      await expect(queue.send(context, 1, { delayMs: wrong })).rejects.toMatchObject(refusal);
      await queue.send(context, 1);
      for (const name of Object.keys(look)) {
        const receiving = queue.receive({ ...look, [name]: wrong });
        await expect(receiving).rejects.toMatchObject(refusal);
      }
      const [delivery] = await queue.receive(look);
      const { receipt = '' } = delivery ?? {};
      await expect(queue.retry(receipt, wrong)).rejects.toMatchObject(refusal);
      await expect(queue.extend(receipt, wrong)).rejects.toMatchObject(refusal);
      await expect(queue.deadLetters({ limit: wrong })).rejects.toMatchObject(refusal);
      expect(await queue.acknowledge(receipt)).toBe(true);
    },
  );
});

describe('a message that this port did not send', () => {
  const once = { delayMs: 0, deduplicationKey: null };

  it('goes to the dead letters as it is, and the others are delivered', async () => {
    const { queue, driver, logger } = openQueue();
    await driver.send(aMessage('torn', { text: '{"secret": "4111' }), once);
    await driver.send(aMessage('nobody', { tenant: '' }), once);
    await driver.send(aMessage('sound'), once);
    expect(await queue.receive(look)).toMatchObject([{ id: 'sound' }]);
    const { items } = await queue.deadLetters();
    const cause = { reason: 'unreadable', code: 'data_corrupt', attempts: 1 };
    expect(items.toSorted((left, right) => (left.id < right.id ? -1 : 1))).toMatchObject([
      { id: 'nobody', tenant: '', ...cause },
      { id: 'torn', text: '{"secret": "4111', ...cause },
    ]);
    expect(logger.lines).toMatchObject([
      { level: 'error', queue: 'mail' },
      { level: 'error', queue: 'mail' },
    ]);
    expect(JSON.stringify(logger.lines)).not.toContain('4111');
  });

  it('is met again where it could not be buried', async () => {
    const failing = async () => {
      throw new SupportError('unavailable', 'The queue is away.');
    };
    const { queue, driver, clock } = openQueue({ bury: failing });
    await driver.send(aMessage('torn', { text: '' }), once);
    expect(await queue.receive(look)).toEqual([]);
    expect(await queue.counts()).toMatchObject({ inFlight: 1 });
    await clock.advance(look.visibilityMs);
    expect(await queue.counts()).toMatchObject({ ready: 1 });
  });
});

it('the dead letters come in pages, as lists do', async () => {
  const { queue } = openQueue();
  for (let number = 0; number < 5; number += 1) {
    await queue.send(context, number);
    const [delivery] = await queue.receive(look);
    await queue.bury(delivery?.receipt ?? '', { reason: 'refused', code: 'not_found' });
  }
  const first = await queue.deadLetters({ limit: 3 });
  const second = await queue.deadLetters({ limit: 3, cursor: first.nextCursor });
  const texts = [...first.items, ...second.items].map(({ text }) => text);
  expect(texts).toEqual(['0', '1', '2', '3', '4']);
  expect(second.nextCursor).toBeNull();
  const wrong = queue.deadLetters({ cursor: 'somewhere' });
  await expect(wrong).rejects.toMatchObject({ code: 'invalid_argument' });
});

it('counts what was done with messages', async () => {
  const { queue, metrics, clock } = openQueue();
  for (let number = 0; number < 4; number += 1) await queue.send(context, number);
  const receipts = (await queue.receive(look)).map(({ receipt }) => receipt);
  const [one = '', two = '', three = '', four = ''] = receipts;
  await queue.acknowledge(one);
  await queue.retry(two, 0);
  await queue.bury(three, { reason: 'refused', code: 'not_found' });
  await clock.advance(look.visibilityMs);
  await queue.acknowledge(four);
  await queue.receive(look);
  const name = 'supportmax_queue_messages_total mail';
  expect(Object.fromEntries(metrics.counted)).toEqual({
    [`${name} sent`]: 4,
    [`${name} delivered`]: 6,
    [`${name} acknowledged`]: 1,
    [`${name} retried`]: 1,
    [`${name} buried`]: 1,
    [`${name} late`]: 1,
  });
});

it('passes on what a driver says of itself, and wraps the rest', async () => {
  const gone = new SupportError('unavailable', 'The queue is gone.');
  const failing = (error: Error) => async () => {
    throw error;
  };
  const away = openQueue({ send: failing(gone), counts: failing(new TypeError('no function')) });
  await expect(away.queue.send(context, 1)).rejects.toBe(gone);
  await expect(away.queue.counts()).rejects.toMatchObject({ code: 'internal' });
});
