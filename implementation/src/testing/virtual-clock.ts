import type { Clock, Millis } from '#src/foundation/time.ts';

export interface VirtualClock extends Clock {
  /** Moves time on and wakes, in the order of their time, those who sleep until then. */
  advance(byMs: number): Promise<void>;
  /** Sets the wall clock, also backwards, as an administrator might. Sleepers sleep on. */
  setWallClock(time: Millis): void;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** Time that stands still until a test moves it. */
export function createVirtualClock(start: Millis = 1_700_000_000_000): VirtualClock {
  let elapsed = 0;
  let offset = start;
  const sleepers = new Set<Sleeper>();
  return {
    now: () => offset + elapsed,
    monotonic: () => elapsed,
    setWallClock(time) {
      offset = time - elapsed;
    },
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          due: elapsed + delayMs,
          wake: () => {
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', abort, { once: true });
      }),
    async advance(byMs) {
      const end = elapsed + byMs;
      for (;;) {
        const due = [...sleepers].filter((sleeper) => sleeper.due <= end);
        const next = due.sort((left, right) => left.due - right.due)[0];
        if (!next) break;
        elapsed = Math.max(elapsed, next.due);
        sleepers.delete(next);
        next.wake();
        // Whoever woke may sleep again before the end.
        await new Promise((resolve) => setImmediate(resolve));
      }
      elapsed = end;
    },
  };
}
