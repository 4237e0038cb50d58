import { errorFields } from '#src/foundation/logger.ts';
import { type SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { OpenHost, Registration } from './azure-options.ts';

/** Opens the function; that it could not be put together is in the log, where somebody looks. */
export function openLogged({ fn, open, options }: Registration): OpenHost {
  return async () => {
    try {
      return await open();
    } catch (error) {
      const fields = { function: fn.name, ...errorFields(error) };
      options.logger.log('error', 'a function could not be opened', fields);
      throw toSupportError(error);
    }
  };
}

export function logUnreadable({ fn, options }: Registration, { code, message }: SupportError) {
  const fields = { function: fn.name, code, error: message };
  options.logger.log('error', 'an event could not be read', fields);
}

/**
 * What the platform is told: it writes down what is thrown, unredacted, and the desk's own log has
 * said the rest. Durable Functions gives an orchestrator no more than the message of an error.
 */
export function bareFailure({ fn }: Registration, { code }: SupportError): Error {
  const failure = new Error(`${fn.name}: ${code}`);
  failure.name = code;
  failure.stack = failure.message;
  return failure;
}
