import { orAbort } from './or-abort.ts';
import type { Clock } from './time.ts';

/** What the promise gives, or `late()` thrown once the time is up. What is under way goes on. */
export async function within<Result>(
  clock: Clock,
  timeMs: number,
  promise: Promise<Result>,
  late: () => Error,
): Promise<Result> {
  const [timeout, done] = [new AbortController(), new AbortController()];
  clock.sleep(timeMs, done.signal).then(
    () => timeout.abort(late()),
    () => {},
  );
  try {
    return await orAbort(promise, timeout.signal);
  } finally {
    // With a reason: an abort without one makes an exception with its stack, for nobody.
    done.abort('in time');
  }
}
