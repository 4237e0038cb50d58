import type { Clock, Millis } from '#src/foundation/time.ts';

/** The same clock, had this moment been now: what was valid then is valid again. */
export function clockAt(clock: Clock, atMs: Millis): Clock {
  const began = clock.now();
  return {
    now: () => atMs + clock.now() - began,
    monotonic: () => clock.monotonic(),
    sleep: (delayMs, signal) => clock.sleep(delayMs, signal),
  };
}
