/** Milliseconds since the Unix epoch, by the wall clock. */
export type Millis = number;

/** Where time comes from. Injected everywhere, so that a simulator can own it. */
export interface Clock {
  /** Wall clock, milliseconds since the Unix epoch. */
  now(): Millis;
  /** Monotonic clock for measuring durations, milliseconds with fractions. */
  monotonic(): number;
  /** Resolves after `delayMs`; rejects with the signal's reason when aborted. Never keeps a process alive. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', abort);
        resolve();
      }, delayMs);
      timer.unref();
      signal?.addEventListener('abort', abort, { once: true });
    }),
};

/** Lets everything that is ready to run go first. Not a matter of time: no clock owns it. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
