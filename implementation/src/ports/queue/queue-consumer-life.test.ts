import { describe, expect, it } from 'vitest';
import {
  away,
  empty,
  gates,
  openConsumer,
  recorder,
  wrong,
} from '#src/testing/consumer-at-work.ts';
import { aMessage } from '#src/testing/queue-suite.ts';
import type { BatchHandler } from './batch-handling.ts';
import type { QueueDriver, ReceiveRequest } from './driver.ts';

describe('work that takes long', () => {
  it('runs in so many batches at once and no more; the rest is left for others', async () => {
    const { handler, calls } = gates();
    const limits = { batchSize: 1, batchesAtOnce: 3, handlerTimeoutMs: 600_000 };
    const { queue, send, pass } = openConsumer({ handler, limits });
    await send(1, 2, 3, 4, 5);
    await pass();
    expect(calls).toHaveLength(3);
    expect(await queue.counts()).toEqual({ ...empty, ready: 2, inFlight: 3 });
    calls[1]?.end();
    await pass();
    expect(calls).toHaveLength(4);
    expect(await queue.counts()).toEqual({ ...empty, ready: 1, inFlight: 3 });
  });

  it('keeps its messages as long as it runs, and they come to nobody else', async () => {
    const { handler, calls } = gates();
    const limits = { visibilityMs: 3_000, handlerTimeoutMs: 600_000 };
    const { queue, send, pass } = openConsumer({ handler, limits });
    await send('long');
    await pass(300_000);
    expect(calls).toHaveLength(1);
    expect(await queue.counts()).toEqual({ ...empty, inFlight: 1 });
    calls[0]?.end();
    await pass();
    expect(await queue.counts()).toEqual(empty);
  });

  it('keeps its messages also where the queue and not the consumer says for how long', async () => {
    const { handler, calls } = gates();
    const visibilityMs = 3_000;
    const faults = (own: QueueDriver) => ({
      capabilities: { ...own.capabilities, fixedVisibilityMs: visibilityMs },
      receive: (request: ReceiveRequest) => own.receive({ ...request, visibilityMs }),
      extend: (receipt: string) => own.extend(receipt, visibilityMs),
    });
    const limits = { visibilityMs: 60_000, handlerTimeoutMs: 600_000 };
    const { send, pass } = openConsumer({ handler, limits, faults });
    await send('long');
    await pass(100_000);
    expect(calls).toHaveLength(1);
  });

  it('survives a queue that cannot extend for a moment', async () => {
    const { handler, calls } = gates();
    let extensions = 0;
    const faults = (own: QueueDriver) => ({
      async extend(receipt: string, visibilityMs: number) {
        extensions += 1;
        if (extensions % 2 === 1) throw away;
        return await own.extend(receipt, visibilityMs);
      },
    });
    const limits = { visibilityMs: 3_000, handlerTimeoutMs: 600_000 };
    const { queue, send, pass } = openConsumer({ handler, limits, faults });
    await send('long');
    await pass(30_000);
    expect(calls).toHaveLength(1);
    calls[0]?.end();
    await pass();
    expect(await queue.counts()).toEqual(empty);
  });

  it('settles nothing while an extension is under way, which would undo it', async () => {
    const { handler, calls } = gates();
    const done: string[] = [];
    let answers = () => {};
    const faults = (own: QueueDriver) => ({
      async extend(receipt: string, visibilityMs: number) {
        await new Promise<void>((resolve) => {
          answers = resolve;
        });
        done.push('extended');
        return await own.extend(receipt, visibilityMs);
      },
      async acknowledge(receipt: string) {
        done.push('acknowledged');
        return await own.acknowledge(receipt);
      },
    });
    const { queue, send, pass } = openConsumer({
      handler,
      limits: { visibilityMs: 3_000 },
      faults,
    });
    await send('message');
    await pass(1_000);
    calls[0]?.end();
    await pass();
    answers();
    await pass();
    expect(done).toEqual(['extended', 'acknowledged']);
    expect(await queue.counts()).toEqual(empty);
  });

  it('is told of once when its message has gone to others', async () => {
    const { handler } = gates();
    const limits = { visibilityMs: 3_000, handlerTimeoutMs: 600_000 };
    const faults = () => ({ extend: async () => false });
    const { send, pass, logger } = openConsumer({ handler, limits, faults, maxAttempts: 1 });
    await send('lost');
    await pass(30_000);
    const told = logger.lines.filter(({ level }) => level === 'warn');
    expect(told).toMatchObject([{ message: 'a message went to others while it was handled' }]);
  });

  it('is left when its time is over, is told so, and is tried again', async () => {
    const { handler, calls } = gates();
    const limits = { handlerTimeoutMs: 5_000, firstRetryDelayMs: 1_000 };
    const { queue, send, pass } = openConsumer({ handler, limits });
    await send('hangs');
    await pass(5_000);
    expect(calls[0]?.signal.reason).toMatchObject({ code: 'deadline_exceeded' });
    expect(await queue.counts()).toEqual({ ...empty, delayed: 1 });
    await pass(500);
    expect(calls).toHaveLength(2);
    // The first of them ends after all: that changes nothing for the second.
    calls[0]?.end();
    await pass();
    expect(await queue.counts()).toEqual({ ...empty, inFlight: 1 });
    calls[1]?.end();
    await pass();
    expect(await queue.counts()).toEqual(empty);
  });

  it('whose message went to others meanwhile ends nothing of theirs', async () => {
    const { handler, calls } = gates();
    const limits = { visibilityMs: 3_000, handlerTimeoutMs: 600_000 };
    const faults = () => ({
      extend: async () => {
        throw away;
      },
    });
    const { queue, send, pass, logger } = openConsumer({ handler, limits, faults });
    await send('slow');
    await pass(3_000);
    expect(calls).toHaveLength(2);
    calls[0]?.end();
    await pass();
    expect(await queue.counts()).toEqual({ ...empty, inFlight: 1 });
    expect(logger.lines.at(-1)?.message).toBe('a message was settled too late and comes again');
    calls[1]?.end();
    await pass();
    expect(await queue.counts()).toEqual(empty);
  });
});

describe('a queue that fails', () => {
  it('is asked again, later each time, until it is there; then at once as before', async () => {
    const { handler, handled } = recorder();
    let [looks, isAway] = [0, true];
    const faults = (own: QueueDriver) => ({
      async receive(request: ReceiveRequest) {
        looks += 1;
        if (isAway) throw away;
        return await own.receive(request);
      },
    });
    const { send, pass } = openConsumer({ handler, faults });
    await pass();
    // By a random number of 0 a delay is half of 1, 2, 4, 8, 16 and then 20 seconds.
    for (const delayMs of [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
      const before = looks;
      await pass(delayMs - 1);
      expect(looks).toBe(before);
      await pass(1);
      expect(looks).toBe(before + 1);
    }
    await send('patient');
    isAway = false;
    await pass(10_000);
    expect(handled).toEqual(['patient 1']);
    isAway = true;
    await send('again');
    await pass();
    const before = looks;
    await pass(500);
    expect(looks).toBe(before + 1);
  });

  it('that cannot settle delivers again what was handled', async () => {
    const { handler, handled } = recorder();
    let acknowledgements = 0;
    const faults = (own: QueueDriver) => ({
      async acknowledge(receipt: string) {
        acknowledgements += 1;
        if (acknowledgements === 1) throw away;
        return await own.acknowledge(receipt);
      },
    });
    const { queue, send, pass } = openConsumer({ handler, faults });
    await send('twice');
    await pass(60_000);
    expect(handled).toEqual(['twice 1', 'twice 2']);
    expect(await queue.counts()).toEqual(empty);
  });
});

describe('the end', () => {
  it('comes at once where nothing is under way, also while it waits for messages', async () => {
    const { handler } = recorder();
    const { run, pass, stop } = openConsumer({ handler });
    await pass();
    stop();
    await run;
  });

  it('waits for handlers that run, takes nothing new, and ends what they did', async () => {
    const { handler, calls } = gates();
    const limits = { batchSize: 1, batchesAtOnce: 2 };
    const { queue, send, pass, stop, run, isOver } = openConsumer({ handler, limits });
    await send(1, 2, 3);
    await pass();
    stop();
    await pass(4_000);
    expect([isOver(), calls.length]).toEqual([false, 2]);
    for (const call of calls) call.end();
    await run;
    expect(await queue.counts()).toEqual({ ...empty, ready: 1 });
    await send(4);
    await pass(60_000);
    expect(calls).toHaveLength(2);
  });

  it('leaves handlers that take too long, and gives back what they have at once', async () => {
    const { handler, calls } = gates();
    const { queue, send, pass, stop, isOver } = openConsumer({ handler });
    await send('hangs');
    await pass();
    stop();
    await pass(4_999);
    expect(isOver()).toBe(false);
    await pass(1);
    expect(isOver()).toBe(true);
    expect(calls[0]?.signal.aborted).toBe(true);
    expect(await queue.counts()).toEqual({ ...empty, ready: 1 });
  });

  it('begins no message of a batch any more whose messages were being done one by one', async () => {
    const sizes: number[] = [];
    const handler: BatchHandler = async (batch) => {
      sizes.push(batch.length);
      if (batch.length > 1) throw wrong;
      return await new Promise(() => {});
    };
    const { queue, driver, pass, stop, isOver } = openConsumer({ handler });
    const once = { delayMs: 100, deduplicationKey: null };
    for (const id of ['one', 'two', 'three']) await driver.send(aMessage(id), once);
    await pass(100);
    stop();
    await pass(5_000);
    expect([isOver(), sizes]).toEqual([true, [3, 1]]);
    expect(await queue.counts()).toEqual({ ...empty, ready: 3 });
  });

  it('gives back at once what was taken and not begun', async () => {
    const { handler, handled } = recorder();
    let arrives = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrives = resolve;
    });
    // A service that had sent its answer when it was told that nobody waits.
    const faults = (own: QueueDriver) => ({
      async receive(request: ReceiveRequest) {
        const { signal: _, ...rest } = request;
        const taken = await own.receive(rest);
        await arrival;
        return taken;
      },
    });
    const { queue, send, pass, stop, run } = openConsumer({ handler, faults });
    await send('unbegun');
    await pass();
    expect(await queue.counts()).toEqual({ ...empty, inFlight: 1 });
    stop();
    arrives();
    await run;
    expect(handled).toEqual([]);
    expect(await queue.counts()).toEqual({ ...empty, ready: 1 });
  });

  it('comes also where the queue settles nothing any longer', async () => {
    const { handler, calls } = gates();
    const faults = () => ({ retry: () => new Promise<boolean>(() => {}) });
    const { send, pass, stop, isOver, logger } = openConsumer({ handler, faults });
    await send('hangs');
    await pass();
    stop();
    await pass(10_000);
    expect(isOver()).toBe(true);
    expect(calls).toHaveLength(1);
    expect(logger.lines.at(-1)?.message).toBe('messages were left unsettled');
  });
});
