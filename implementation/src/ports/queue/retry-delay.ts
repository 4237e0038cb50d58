import { queueLimits } from './queue-limits.ts';

export interface RetryDelays {
  /** After the first attempt; it doubles with each further one, up to the longest. */
  readonly firstRetryDelayMs: number;
  readonly longestRetryDelayMs: number;
}

/**
 * How long to wait after an attempt that failed: between half of the delay and all of it, so that
 * messages that failed together do not come again together.
 */
export function retryDelayMs(attempt: number, delays: RetryDelays, random: () => number): number {
  const { firstRetryDelayMs, longestRetryDelayMs } = delays;
  const longestMs = Math.min(longestRetryDelayMs, queueLimits.delayMs);
  const delayMs = Math.min(firstRetryDelayMs * 2 ** (attempt - 1), longestMs);
  return Math.round(delayMs * (0.5 + random() / 2));
}
