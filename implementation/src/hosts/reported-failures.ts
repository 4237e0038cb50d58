import { errorFields } from '#src/foundation/logger.ts';
import { type SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { CloudOptions, OpenHost } from './cloud-options.ts';

type Telling = Pick<CloudOptions, 'logger'>;

/** The same; that the function could not be put together is in the log, where somebody looks. */
export function openLogged({ name }: DeskFunction, open: OpenHost, { logger }: Telling): OpenHost {
  return async () => {
    try {
      return await open();
    } catch (error) {
      const fields = { function: name, ...errorFields(error) };
      logger.log('error', 'a function could not be opened', fields);
      throw toSupportError(error);
    }
  };
}

/** What `read` makes of an event; that it could make nothing of it is in the log. */
export function understood<Read>(fn: DeskFunction, options: Telling, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    const known = toSupportError(error);
    logUnreadable(fn, options, known);
    throw known;
  }
}

/** @param item Which part of an event, by the name that the platform knows it by. */
export function logUnreadable(
  { name }: DeskFunction,
  { logger }: Telling,
  { code, message }: SupportError,
  item?: string,
): void {
  const fields = { function: name, code, error: message, ...(item !== undefined && { item }) };
  logger.log('error', 'an event could not be read', fields);
}

/** An answer whose body ended in the middle: its status has been told already. */
export function logBrokenOff({ name }: DeskFunction, { logger }: Telling, error: unknown): void {
  logger.log('error', 'an answer broke off', { function: name, ...errorFields(error) });
}

/**
 * What a platform is told: it writes down what is thrown, unredacted, and the desk's own log has said
 * the rest. The code is the name, which is what a state machine sees, and in the message, which is
 * all that an orchestrator sees.
 */
export function bareFailure({ name }: DeskFunction, error: unknown): Error {
  const { code } = toSupportError(error);
  const failure = new Error(`${name}: ${code}`);
  failure.name = code;
  failure.stack = failure.message;
  return failure;
}
