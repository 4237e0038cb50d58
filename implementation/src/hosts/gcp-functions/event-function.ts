import type { CloudEvent } from '@google-cloud/functions-framework';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { OpenHost } from '../cloud-options.ts';
import { bareFailure, understood } from '../reported-failures.ts';
import type { ReadEvent } from './event-reading.ts';
import { type GcpOptions, withinPlatformTime } from './gcp-options.ts';

/**
 * A function that events set off. A failure, whatever its code, makes the framework answer 500: the
 * platform delivers again, and moves to the dead letters what failed too often.
 */
export function eventFunction(
  fn: DeskFunction,
  open: OpenHost,
  read: ReadEvent,
  options: GcpOptions,
): (event: CloudEvent<unknown>) => Promise<void> {
  return async (event) => {
    try {
      const call = understood(fn, options, () => read(event));
      if (call === null) return;
      // Its time runs, whatever it takes to open the function.
      const carried = withinPlatformTime(call.carried, options);
      const host = await open();
      await host.call(call.input, carried, call.delivery);
    } catch (error) {
      throw bareFailure(fn, error);
    }
  };
}
