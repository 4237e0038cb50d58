import type { Clock, Millis } from '#src/foundation/time.ts';

/** Time that stands still while people and desk talk, and leaps over days between. */
export interface SimulatedClock extends Clock {
  /**
   * Leaps forward, as for a machine that was asleep: whoever slept until some moment in between
   * wakes once, at the end. A day of waking every five seconds would take longer than the talking.
   */
  leap(byMs: number): void;
}

export function createSimulatedClock(start: Millis): SimulatedClock {
  let elapsed = 0;
  const sleepers = new Set<{ readonly due: number; readonly wake: () => void }>();
  return {
    now: () => start + elapsed,
    monotonic: () => elapsed,
    leap(byMs) {
      elapsed += byMs;
      const due = [...sleepers].filter((sleeper) => sleeper.due <= elapsed);
      for (const sleeper of due.sort((left, right) => left.due - right.due)) {
        sleepers.delete(sleeper);
        sleeper.wake();
      }
    },
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const wake = () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        };
        const sleeper = { due: elapsed + delayMs, wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', abort, { once: true });
      }),
  };
}
