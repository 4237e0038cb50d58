import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '#src/functions/define-function.ts';
import { feed } from '#src/functions/trigger.ts';
import type { LogBell } from '#src/ports/event-log/driver.ts';
import { bareDesk } from '#src/testing/gcp-functions/bare-desk.ts';
import { createRecordingLogger } from '#src/testing/recorders.ts';
import { pause } from '#src/testing/started-laptop.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { hostFunction } from '../function-host.ts';
import { FeedRunner } from './feed-runner.ts';

type Call = readonly [tenant: string, ...subjects: string[]];

/** A runner whose function notes what it is called for, and fails for some. */
async function aRunner(failsFor: (call: Call) => boolean | Promise<boolean> = () => false) {
  const clock = createVirtualClock();
  const logger = createRecordingLogger();
  const calls: Call[] = [];
  const fn = defineFunction(
    {
      name: 'hear',
      trigger: feed('eventLog', { batchSize: 64 }),
      needs: {},
      input: z.strictObject({ subjects: z.array(z.string()) }),
      timeoutMs: 1_000,
    },
    async ({ context, input }) => {
      const call: Call = [context.tenant, ...input.subjects];
      calls.push(call);
      if (await failsFor(call)) throw new SupportError('unavailable', 'Away.');
    },
  );
  const listeners = new Set<(bell: LogBell) => void>();
  const log = {
    subscribe(listener: (bell: LogBell) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const host = hostFunction(fn, bareDesk(logger, clock));
  const runner = new FeedRunner({ host, log, clock, random: () => 0.5, logger });
  await runner.start();
  const rings = (tenant: string, ...subjects: string[]) => {
    for (const subject of subjects) for (const ring of listeners) ring({ tenant, subject });
  };
  return { calls, clock, listeners, logger, rings, runner };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `ticket-${index}`);

describe('the feed of a laptop', () => {
  it('makes one call of a storm of changes to one log', async () => {
    const { calls, rings, runner } = await aRunner();
    for (let count = 0; count < 1_000; count += 1) rings('acme', 'ticket-1');
    await runner.settled();
    expect(calls).toEqual([['acme', 'ticket-1']]);
  });

  it('calls for many logs in batches, each once, and for each tenant by itself', async () => {
    const { calls, rings, runner } = await aRunner();
    rings('acme', ...many(150), ...many(150));
    await runner.settled();
    expect(calls.map((call) => call.length - 1)).toEqual([64, 64, 22]);
    rings('acme', 'a');
    rings('other', 'a', 'b');
    await runner.settled();
    expect(calls.slice(3)).toEqual([
      ['acme', 'a'],
      ['other', 'a', 'b'],
    ]);
  });

  it('hears what changes while it is at work', async () => {
    const gate = Promise.withResolvers<void>();
    const { calls, rings, runner } = await aRunner(() => gate.promise.then(() => false));
    rings('acme', 'ticket-1');
    await pause();
    rings('acme', 'ticket-1');
    gate.resolve();
    await runner.settled();
    expect(calls).toEqual([
      ['acme', 'ticket-1'],
      ['acme', 'ticket-1'],
    ]);
  });

  it('is not told of the bell that stands for all logs', async () => {
    const { calls, rings, runner } = await aRunner();
    rings('', '');
    await runner.settled();
    expect(calls).toEqual([]);
  });

  it('tries the others of a batch without the one that fails', async () => {
    const { calls, rings, runner } = await aRunner((call) => call.includes('bad'));
    rings('acme', 'a', 'bad', 'b');
    await runner.settled();
    expect(calls).toEqual([
      ['acme', 'a', 'bad', 'b'],
      ['acme', 'a'],
      ['acme', 'bad'],
      ['acme', 'b'],
    ]);
  });

  it('tries what failed again, later each time, and leaves it to the sweep in the end', async () => {
    const { calls, clock, logger, rings, runner } = await aRunner(() => true);
    const began = clock.now();
    rings('acme', 'bad');
    await runner.settled();
    const times = [0];
    for (let passed = 0; passed < 20_000; passed += 50) {
      await clock.advance(50);
      await pause(2);
      if (calls.length > times.length) times.push(clock.now() - began);
    }
    expect(calls).toHaveLength(5);
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const [index, pauseMs] of pauses.slice(1).entries()) {
      expect(pauseMs).toBeGreaterThan(pauses[index] ?? 0);
    }
    const told = logger.lines.filter(({ message }) => message !== 'a function failed');
    expect(told.map(({ message }) => message)).toEqual([
      ...Array(4).fill('a change failed and will be tried again'),
      'a change was left to the sweep',
    ]);
    expect(await runner.busy()).toBe(false);
  });

  it('tries a log again once at a time, however often it changes meanwhile', async () => {
    const { calls, clock, rings, runner } = await aRunner(() => true);
    for (let change = 0; change < 20; change += 1) {
      rings('acme', 'bad');
      await runner.settled();
    }
    expect(calls).toHaveLength(20);
    for (let passed = 0; passed < 20_000; passed += 50) {
      await clock.advance(50);
      await pause(2);
    }
    expect(calls).toHaveLength(24);
    rings('acme', 'bad');
    await runner.settled();
    await clock.advance(1_000);
    await runner.settled();
    expect(calls).toHaveLength(26);
  });

  it('keeps what one tenant breaks from the others', async () => {
    const { calls, rings, runner } = await aRunner(([tenant]) => tenant === 'acme');
    rings('acme', 'a');
    rings('other', 'b');
    rings('acme', 'c');
    rings('third', 'd');
    await runner.settled();
    expect(calls).toEqual([
      ['acme', 'a', 'c'],
      ['acme', 'a'],
      ['acme', 'c'],
      ['other', 'b'],
      ['third', 'd'],
    ]);
  });

  it('lets a call that runs end when it is stopped, and leaves the rest to the log', async () => {
    const gate = Promise.withResolvers<void>();
    const { calls, rings, runner } = await aRunner(() => gate.promise.then(() => true));
    rings('acme', ...many(150));
    rings('other', 'a');
    await pause();
    let isStopped = false;
    const stopped = runner.stop().then(() => {
      isStopped = true;
    });
    await pause();
    expect(isStopped).toBe(false);
    gate.resolve();
    await stopped;
    expect(calls.map((call) => call.length - 1)).toEqual([64]);
    expect(await runner.busy()).toBe(false);
  });

  it('begins nothing once it was stopped, and what was to be tried again is left', async () => {
    const { calls, clock, listeners, rings, runner } = await aRunner(() => true);
    rings('acme', 'bad');
    await runner.settled();
    await runner.stop();
    expect(listeners.size).toBe(0);
    rings('acme', 'other');
    await clock.advance(60_000);
    await pause();
    expect(calls).toHaveLength(1);
  });
});
