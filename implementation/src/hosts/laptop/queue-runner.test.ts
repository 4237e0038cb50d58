import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '#src/functions/define-function.ts';
import { queue as queueTrigger } from '#src/functions/trigger.ts';
import { createInMemoryQueue } from '#src/ports/queue/drivers/in-memory.ts';
import { Queue } from '#src/ports/queue/queue.ts';
import { bareDesk } from '#src/testing/gcp-functions/bare-desk.ts';
import { createRecordingLogger } from '#src/testing/recorders.ts';
import { pause } from '#src/testing/started-laptop.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { hostFunction } from '../function-host.ts';
import { QueueRunner } from './queue-runner.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface Seen {
  readonly tenant: string;
  readonly requestId: string;
  readonly traceId: string | null;
  readonly id: string;
  readonly attempt: number;
  readonly what: string;
}

/** A function that does what its messages say, by a clock that stands still. */
async function aRunner(
  work: (seen: Seen) => Promise<void> | void = () => {},
  { starts = true, maxAttempts = 3 } = {},
) {
  const clock = createVirtualClock();
  const logger = createRecordingLogger();
  let named = 0;
  const newId = () => {
    named += 1;
    return `name-${named}`;
  };
  const driver = createInMemoryQueue({ clock, maxAttempts: 3 });
  const queue = new Queue({ name: 'journeyQueue', driver, clock, newId, logger });
  const seen: Seen[] = [];
  const fn = defineFunction(
    {
      name: 'do-it',
      trigger: queueTrigger('journeyQueue', { batchSize: 4, maxAttempts }),
      needs: {},
      input: z.strictObject({ what: z.string() }),
      timeoutMs: 60_000,
    },
    async ({ context, input, delivery }) => {
      const { tenant, requestId, traceId } = context;
      const one = { tenant, requestId, traceId, ...delivery, ...input };
      seen.push(one);
      await work(one);
    },
  );
  const host = hostFunction(fn, bareDesk(logger, clock));
  const stopping = new AbortController();
  const { signal } = stopping;
  const random = () => 0.5;
  const runner = new QueueRunner({ host, queue, clock, random, logger, stopping: signal });
  if (starts) await runner.start();
  stops.push(() => runner.stop());
  const context = createContext({ tenant: 'acme', requestId: 'r-1', traceId: 'a'.repeat(32) });
  const send = (...whats: unknown[]) =>
    Promise.all(whats.map((what) => queue.send(context, { what })));
  const passes = async (milliseconds: number) => {
    await clock.advance(milliseconds);
    await pause(16);
  };
  return { clock, logger, passes, queue, runner, seen, send, stopping };
}

describe('the queue of a laptop', () => {
  it('calls once for each message, with whom it is for and which delivery it is', async () => {
    const { queue, runner, seen, send } = await aRunner();
    const [id] = await send('work', 'rest');
    await runner.settled();
    const whose = { tenant: 'acme', requestId: 'r-1', traceId: 'a'.repeat(32), attempt: 1 };
    expect(seen).toEqual([
      { ...whose, id, what: 'work' },
      { ...whose, id: expect.any(String), what: 'rest' },
    ]);
    expect(await queue.counts()).toEqual({ ready: 0, delayed: 0, inFlight: 0, dead: 0 });
  });

  it('works on as many at once as a batch has, and no more', async () => {
    const gate = Promise.withResolvers<void>();
    const { runner, seen, send } = await aRunner(({ what }) =>
      what === 'slow' ? gate.promise : undefined,
    );
    await send('slow', 'slow', 'slow', 'slow', 'a');
    await pause(16);
    expect(seen).toHaveLength(4);
    gate.resolve();
    await runner.settled();
    expect(seen).toHaveLength(5);
  });

  it('keeps no message waiting for a slow one', async () => {
    const gate = Promise.withResolvers<void>();
    const { seen, send } = await aRunner(({ what }) =>
      what === 'slow' ? gate.promise : undefined,
    );
    await send('slow', 'a', 'b', 'c', 'd', 'e');
    await pause(40);
    expect(seen.map(({ what }) => what)).toEqual(['slow', 'a', 'b', 'c', 'd', 'e']);
    gate.resolve();
  });

  it('delivers what failed again, later each time; after the last attempt it is a dead letter', async () => {
    const { clock, passes, queue, runner, seen, send } = await aRunner(({ what }) => {
      if (what === 'bad') throw new SupportError('unavailable', 'Away.');
    });
    const began = clock.now();
    await send('good', 'bad', 'fine');
    await runner.settled();
    expect(seen.map(({ what }) => what)).toEqual(['good', 'bad', 'fine']);
    expect(await queue.counts()).toMatchObject({ delayed: 1, dead: 0 });
    const times = [];
    for (let passed = 0; passed < 20_000; passed += 50) {
      const before = seen.length;
      await passes(50);
      if (seen.length > before) times.push(clock.now() - began);
    }
    const [second = 0, third = 0] = times;
    expect(third - second).toBeGreaterThan(second);
    expect(seen.slice(3)).toMatchObject([
      { what: 'bad', attempt: 2 },
      { what: 'bad', attempt: 3 },
    ]);
    const { items } = await queue.deadLetters();
    expect(items).toMatchObject([{ reason: 'attempts', code: 'unavailable', attempts: 3 }]);
    expect(new Set(seen.slice(3).map(({ id }) => id)).size).toBe(1);
  });

  it('gives up after as many attempts as the function wants, and not only after the queue’s own', async () => {
    const work = () => {
      throw new SupportError('unavailable', 'Away.');
    };
    const { passes, queue, seen, send } = await aRunner(work, { maxAttempts: 2 });
    await send('bad');
    for (let count = 0; count < 3; count += 1) await passes(60_000);
    expect(seen.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect((await queue.deadLetters()).items).toMatchObject([{ reason: 'attempts', attempts: 2 }]);
    await expect(aRunner(work, { maxAttempts: 4 })).rejects.toThrow('do-it wants 4 attempts');
  });

  it('makes a dead letter at once of what is refused for good, or does not fit', async () => {
    const { queue, runner, seen, send } = await aRunner(() => {
      throw new SupportError('conflict', 'It is otherwise.');
    });
    await send('work', 7);
    await runner.settled();
    expect(seen).toHaveLength(1);
    const { items } = await queue.deadLetters();
    const told = items.map(({ reason, code, attempts }) => [reason, code, attempts]);
    expect(told.sort()).toEqual([
      ['refused', 'conflict', 1],
      ['refused', 'invalid_argument', 1],
    ]);
  });

  it('tries what nobody foresaw to the last attempt', async () => {
    const { passes, queue, seen, send } = await aRunner(() => {
      throw new TypeError('undefined is not a function');
    });
    await send('work');
    for (let count = 0; count < 3; count += 1) await passes(60_000);
    expect(seen).toHaveLength(3);
    expect((await queue.deadLetters()).items).toMatchObject([{ code: 'internal', attempts: 3 }]);
  });

  it('keeps a message for a function that takes long, and ends one that takes too long', async () => {
    const { passes, queue, seen, send } = await aRunner(({ attempt }) =>
      attempt === 1 ? new Promise(() => {}) : undefined,
    );
    await send('work');
    await pause();
    // Longer than it is visible to nobody else without a sign of life.
    for (let passed = 0; passed < 59_000; passed += 1_000) await passes(1_000);
    expect(await queue.counts()).toMatchObject({ inFlight: 1 });
    expect(seen).toHaveLength(1);
    await passes(1_000);
    expect(await queue.counts()).toMatchObject({ inFlight: 0, delayed: 1 });
    await passes(1_000);
    expect(seen.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(await queue.counts()).toEqual({ ready: 0, delayed: 0, inFlight: 0, dead: 0 });
  });

  it('takes what a process left that is gone, once its visibility is over', async () => {
    const { passes, queue, seen, send, runner } = await aRunner(() => {}, { starts: false });
    await send('work');
    const [left] = await queue.receive({ max: 1, waitMs: 0, visibilityMs: 30_000 });
    await runner.start();
    await passes(29_999);
    expect(seen).toEqual([]);
    await passes(1);
    expect(seen).toMatchObject([{ id: left?.id, what: 'work', attempt: 2 }]);
    expect(await queue.counts()).toMatchObject({ ready: 0, inFlight: 0 });
  });

  it('lets what runs end when it is stopped, and takes nothing more', async () => {
    const gate = Promise.withResolvers<void>();
    const { queue, runner, seen, send } = await aRunner(() => gate.promise);
    await send('a');
    await pause();
    const stopped = runner.stop();
    await send('b');
    gate.resolve();
    await stopped;
    expect(seen.map(({ what }) => what)).toEqual(['a']);
    expect(await queue.counts()).toMatchObject({ ready: 1, inFlight: 0, dead: 0 });
    // That one is for the next process.
    await runner.settled();
  });

  it('takes nothing more once the desk was told to stop, and gives back what takes too long', async () => {
    const { clock, queue, runner, seen, send, stopping } = await aRunner(
      () => new Promise(() => {}),
    );
    await send('a');
    await pause();
    stopping.abort('told to stop');
    await send('b');
    await pause(16);
    expect(seen.map(({ what }) => what)).toEqual(['a']);
    const stopped = runner.stop();
    await clock.advance(7_999);
    expect(await queue.counts()).toMatchObject({ ready: 1, inFlight: 1 });
    await clock.advance(1);
    await stopped;
    // The next process has all of it at once.
    expect(await queue.counts()).toMatchObject({ ready: 2, inFlight: 0, dead: 0 });
  });
});
