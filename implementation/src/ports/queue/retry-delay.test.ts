import { expect, it } from 'vitest';
import { retryDelayMs } from './retry-delay.ts';

const delays = { firstRetryDelayMs: 1_000, longestRetryDelayMs: 60_000 };

it.each([
  [1, 500, 1_000],
  [2, 1_000, 2_000],
  [5, 8_000, 16_000],
  [9, 30_000, 60_000],
  [5_000, 30_000, 60_000],
])('after attempt %d a message waits from %d to %d ms', (attempt, leastMs, mostMs) => {
  expect(retryDelayMs(attempt, delays, () => 0)).toBe(leastMs);
  expect(retryDelayMs(attempt, delays, () => 0.5)).toBe((leastMs + mostMs) / 2);
  expect(retryDelayMs(attempt, delays, () => 1 - Number.EPSILON)).toBe(mostMs);
});

it('no message waits longer than any queue service lets it', () => {
  const wide = { ...delays, longestRetryDelayMs: 10 ** 9 };
  expect(retryDelayMs(30, wide, () => 1 - Number.EPSILON)).toBe(600_000);
});
