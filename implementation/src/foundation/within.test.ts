import { expect, test } from 'vitest';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { within } from './within.ts';

const late = () => new Error('too late');

test('gives what comes in time, and leaves no timer behind', async () => {
  const clock = createVirtualClock();
  expect(await within(clock, 1_000, Promise.resolve('in time'), late)).toBe('in time');
  await expect(within(clock, 1_000, Promise.reject(new Error('no')), late)).rejects.toThrow('no');
});

test('throws once the time is up, and what comes later harms nobody', async () => {
  const clock = createVirtualClock();
  let fail: (error: Error) => void = () => {};
  const slow = new Promise<string>((_resolve, reject) => {
    fail = reject;
  });
  const waiting = within(clock, 1_000, slow, late);
  const result = expect(waiting).rejects.toThrow('too late');
  await clock.advance(1_000);
  await result;
  fail(new Error('after all'));
  await new Promise((resolve) => setImmediate(resolve));
});
