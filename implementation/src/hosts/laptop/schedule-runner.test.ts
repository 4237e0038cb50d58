import { expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '#src/functions/define-function.ts';
import { schedule } from '#src/functions/trigger.ts';
import { bareDesk } from '#src/testing/gcp-functions/bare-desk.ts';
import { createRecordingLogger } from '#src/testing/recorders.ts';
import { pause } from '#src/testing/started-laptop.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { hostFunction } from '../function-host.ts';
import { ScheduleRunner } from './schedule-runner.ts';

/** A schedule of every ten seconds. */
function aRunner(work: (call: number) => Promise<void> = async () => {}) {
  const clock = createVirtualClock();
  const logger = createRecordingLogger();
  const calls: { readonly at: number; readonly tenant: string }[] = [];
  const began = clock.now();
  const fn = defineFunction(
    { name: 'tick', trigger: schedule(10), needs: {}, timeoutMs: 60_000 },
    async ({ context }) => {
      calls.push({ at: clock.now() - began, tenant: context.tenant });
      await work(calls.length);
    },
  );
  const host = hostFunction(fn, bareDesk(logger, clock));
  const stopping = new AbortController();
  const runner = new ScheduleRunner({ host, clock, stopping: stopping.signal });
  return { calls, clock, logger, runner, stopping };
}

/** Work that runs until it is let go, from the given call on. */
function heldFrom(call: number) {
  const { promise, resolve: letGo } = Promise.withResolvers<void>();
  return { letGo, work: async (number: number) => (number < call ? undefined : promise) };
}

it('calls at the start, which waits for it, and then again and again, for nobody in particular', async () => {
  const { calls, clock, runner } = aRunner();
  await runner.start();
  expect(calls).toEqual([{ at: 0, tenant: '' }]);
  await clock.advance(35_000);
  expect(calls.map(({ at }) => at)).toEqual([0, 10_000, 20_000, 30_000]);
  await runner.stop();
  await clock.advance(60_000);
  expect(calls).toHaveLength(4);
});

it('never calls twice at once: the pause begins when a call has ended', async () => {
  const { letGo, work } = heldFrom(2);
  const { calls, clock, runner } = aRunner(work);
  await runner.start();
  await clock.advance(45_000);
  expect(calls).toHaveLength(2);
  expect(await runner.busy()).toBe(true);
  letGo();
  await pause();
  expect(await runner.busy()).toBe(false);
  await clock.advance(9_999);
  expect(calls).toHaveLength(2);
  await clock.advance(1);
  expect(calls).toHaveLength(3);
  await runner.stop();
});

it('goes on after a call that failed, at the start too, and the log has it', async () => {
  const { calls, clock, logger, runner } = aRunner(async (call) => {
    if (call < 3) throw new SupportError('unavailable', 'Away.');
  });
  await runner.start();
  await clock.advance(20_000);
  expect(calls).toHaveLength(3);
  expect(logger.lines.map(({ message }) => message)).toEqual([
    'a function failed',
    'a function failed',
  ]);
  await runner.stop();
});

it('settles when a call has ended, and not before', async () => {
  const { letGo, work } = heldFrom(2);
  const { clock, runner } = aRunner(work);
  await runner.start();
  await runner.settled();
  await clock.advance(10_000);
  let isSettled = false;
  const settled = runner.settled().then(() => {
    isSettled = true;
  });
  await pause();
  expect(isSettled).toBe(false);
  letGo();
  await settled;
  expect(await runner.busy()).toBe(false);
  await runner.stop();
});

it('waits for the call that runs when it is stopped', async () => {
  const { letGo, work } = heldFrom(2);
  const { calls, clock, runner } = aRunner(work);
  await runner.start();
  await clock.advance(10_000);
  let isStopped = false;
  const stopped = runner.stop().then(() => {
    isStopped = true;
  });
  await pause();
  expect(isStopped).toBe(false);
  letGo();
  await stopped;
  await clock.advance(60_000);
  expect(calls).toHaveLength(2);
});

it('is stopped while it starts: nobody waits for its first call but who stops it', async () => {
  const { letGo, work } = heldFrom(1);
  const { calls, clock, runner, stopping } = aRunner(work);
  const started = runner.start();
  stopping.abort('told to stop');
  await started;
  let isStopped = false;
  const stopped = runner.stop().then(() => {
    isStopped = true;
  });
  await pause();
  expect(isStopped).toBe(false);
  letGo();
  await stopped;
  await runner.start();
  await clock.advance(60_000);
  expect(calls).toHaveLength(1);
});

it('begins no call once the desk was told to stop', async () => {
  const { calls, clock, runner, stopping } = aRunner();
  await runner.start();
  stopping.abort('told to stop');
  await clock.advance(60_000);
  expect(calls).toHaveLength(1);
  await runner.stop();
});
