import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock, Millis } from '#src/foundation/time.ts';

/** What is left of a platform's time for saying how a call ended, in milliseconds. */
export const farewellMs = 250;

export interface PlatformEnd {
  /** Aborted when the platform's time is nearly over: then an answer has to end. */
  readonly over: AbortSignal;
  /** To be called when the answer has ended by itself. */
  readonly stop: () => void;
}

/** @param deadline When the platform ends a call, less the farewell; null where nobody knows. */
export function platformEnd(clock: Clock, deadline: Millis | null): PlatformEnd {
  const [late, stopped] = [new AbortController(), new AbortController()];
  if (deadline !== null) {
    clock.sleep(Math.max(0, deadline - clock.now()), stopped.signal).then(
      () => late.abort(new SupportError('deadline_exceeded', "The platform's time is over.")),
      () => {},
    );
  }
  return { over: late.signal, stop: () => stopped.abort('ended') };
}
