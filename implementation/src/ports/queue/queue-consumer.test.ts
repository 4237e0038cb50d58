import { describe, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import { nextTurn } from '#src/foundation/time.ts';
import {
  away,
  bodiesOf,
  empty,
  openConsumer,
  recorder,
  sender,
  wrong,
} from '#src/testing/consumer-at-work.ts';
import { aMessage } from '#src/testing/queue-suite.ts';
import type { BatchHandler } from './batch-handling.ts';
import type { Queue } from './queue.ts';

const lettersOf = async (queue: Queue) =>
  (await queue.deadLetters()).items.map(({ text, reason, code, attempts }) =>
    [text, reason, code, attempts].join(' '),
  );

describe('what a handler does', () => {
  it('ends what it was given, in batches', async () => {
    const batches: unknown[][] = [];
    const handler: BatchHandler = async (batch) => {
      batches.push(bodiesOf(batch));
      return [];
    };
    const { queue, send, pass } = openConsumer({ handler, limits: { batchSize: 4 } });
    await send(1, 2, 3, 4, 5, 6);
    await pass();
    expect(batches.flat().sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(4);
    expect(await queue.counts()).toEqual(empty);
  });

  it('ends what did not fail of a batch, and only that', async () => {
    const { handler, handled } = recorder((body, attempt) =>
      body === 'bad' && attempt < 3 ? away : undefined,
    );
    const { queue, send, pass } = openConsumer({ handler });
    await send('good', 'bad', 'fine');
    await pass();
    expect(handled.sort()).toEqual(['bad 1', 'fine 1', 'good 1']);
    expect(await queue.counts()).toEqual({ ...empty, delayed: 1 });
    await pass(10_000);
    expect(handled.slice(3)).toEqual(['bad 2', 'bad 3']);
    expect(await queue.counts()).toEqual(empty);
  });

  it('is tried again later each time, and no more once it was tried often enough', async () => {
    const { handler, handled } = recorder(() => away);
    const limits = { firstRetryDelayMs: 1_000, longestRetryDelayMs: 3_000 };
    const { queue, send, pass, logger } = openConsumer({ handler, limits, maxAttempts: 4 });
    await send('bad');
    // By a random number of 0 a delay is half of 1, 2, and then 3 seconds.
    for (const delayMs of [500, 1_000, 1_500]) {
      const before = handled.length;
      await pass(delayMs - 1);
      expect(handled).toHaveLength(Math.max(1, before));
      await pass(1);
    }
    await pass(600_000);
    expect(handled).toEqual(['bad 1', 'bad 2', 'bad 3', 'bad 4']);
    expect(await lettersOf(queue)).toEqual(['"bad" attempts unavailable 4']);
    expect(logger.lines.at(-1)).toMatchObject({ level: 'error', tenant: 'tenant', attempt: 4 });
  });

  it('puts poison to the dead letters at once, with its code', async () => {
    const { handler, handled } = recorder((body) => (body === 'poison' ? wrong : undefined));
    const { queue, send, pass } = openConsumer({ handler });
    await send('poison', 'good');
    await pass(600_000);
    expect(handled.sort()).toEqual(['good 1', 'poison 1']);
    expect(await lettersOf(queue)).toEqual(['"poison" refused invalid_argument 1']);
  });

  it('tries an error that says nothing of itself up to the limit', async () => {
    const { handler, handled } = recorder((body) =>
      body === 'bug' ? new TypeError('no function') : new SupportError('internal', 'Something.'),
    );
    const { queue, send, pass } = openConsumer({ handler });
    await send('bug', 'unforeseen');
    await pass(600_000);
    expect(handled).toHaveLength(6);
    expect((await lettersOf(queue)).sort()).toEqual([
      '"bug" attempts internal 3',
      '"unforeseen" attempts internal 3',
    ]);
  });

  it('of a batch that it refuses whole is done one by one, so that only poison dies', async () => {
    const batches: unknown[][] = [];
    const handler: BatchHandler = async (batch) => {
      batches.push(bodiesOf(batch));
      if (bodiesOf(batch).includes('poison')) throw wrong;
      return [];
    };
    const { queue, send, pass } = openConsumer({ handler });
    const sending = send('a', 'poison', 'b');
    await sending;
    await pass();
    expect(batches.filter(({ length }) => length === 1).flat()).toContain('poison');
    expect(await queue.counts()).toEqual({ ...empty, dead: 1 });
    expect(await lettersOf(queue)).toEqual(['"poison" refused invalid_argument 1']);
  });

  it('fails as a whole where it throws, or names what it was not given', async () => {
    let calls = 0;
    const handler: BatchHandler = async () => {
      calls += 1;
      if (calls === 1) throw away;
      return calls === 2 ? [{ id: 'unknown', error: wrong }] : [];
    };
    const { queue, send, pass } = openConsumer({ handler });
    await send('message');
    await pass();
    expect(await queue.counts()).toEqual({ ...empty, delayed: 1 });
    await pass(1_000);
    expect(await queue.counts()).toEqual({ ...empty, delayed: 1 });
    await pass(10_000);
    expect([calls, await queue.counts()]).toEqual([3, empty]);
  });

  it('never meets what is no JSON: that goes to the dead letters', async () => {
    const { handler, handled } = recorder();
    const { queue, driver, pass } = openConsumer({ handler });
    await driver.send(aMessage('torn', { text: 'torn' }), { delayMs: 0, deduplicationKey: null });
    await pass(600_000);
    expect(handled).toEqual([]);
    expect(await lettersOf(queue)).toEqual(['torn unreadable data_corrupt 1']);
  });
});

it('the messages of one tenant do not keep those of another waiting', async () => {
  const handled: string[] = [];
  const handler: BatchHandler = async (batch) => {
    for (const { tenant } of batch) handled.push(tenant);
    await nextTurn();
    return [];
  };
  const { queue, pass } = openConsumer({ handler, limits: { batchSize: 2, batchesAtOnce: 1 } });
  await Promise.all(
    Array.from({ length: 300 }, () => queue.send({ ...sender, tenant: 'loud' }, 'flood')),
  );
  await queue.send({ ...sender, tenant: 'quiet' }, 'one');
  const before = handled.length;
  await pass();
  expect(handled.slice(before, before + 4)).toContain('quiet');
});

it.each(['batchSize', 'batchesAtOnce', 'waitMs', 'visibilityMs'])(
  'no consumer has %s 0',
  (name) => {
    const { handler } = recorder();
    const opening = () => openConsumer({ handler, limits: { [name]: 0 } });
    expect(opening).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
  },
);
