import type { CloudEvent } from '@google-cloud/functions-framework';
import { type SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { ReadEvent } from './event-call.ts';
import { type GcpOptions, withinPlatformTime } from './gcp-options.ts';
import type { OpenHost } from './open-logged.ts';

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
  const understood = (event: CloudEvent<unknown>) => {
    try {
      return read(event);
    } catch (error) {
      const known = toSupportError(error);
      const fields = { function: fn.name, code: known.code, error: known.message };
      options.logger.log('error', 'an event could not be read', fields);
      throw known;
    }
  };
  return async (event) => {
    try {
      const call = understood(event);
      if (call === null) return;
      // Its time runs, whatever it takes to open the function.
      const carried = withinPlatformTime(call.carried, options);
      const host = await open();
      await host.call(call.input, carried, call.delivery);
    } catch (error) {
      throw bareFailure(fn, toSupportError(error));
    }
  };
}

/** The framework prints what is thrown, unredacted. The desk's own log has said the rest. */
function bareFailure({ name }: DeskFunction, { code }: SupportError): Error {
  const failure = new Error(`${name}: ${code}`);
  failure.stack = failure.message;
  return failure;
}
