import { errorFields } from '#src/foundation/logger.ts';
import { type SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { LambdaOptions, OpenHost } from './lambda-context.ts';

/** The same; that the function could not be put together is in the log, where somebody looks. */
export function openLogged(fn: DeskFunction, open: OpenHost, { logger }: LambdaOptions): OpenHost {
  return async () => {
    try {
      return await open();
    } catch (error) {
      const fields = { function: fn.name, ...errorFields(error) };
      logger.log('error', 'a function could not be opened', fields);
      throw toSupportError(error);
    }
  };
}

/** @param item Which one of a batch, by the name that the platform knows it by. */
export function logUnreadable(
  { name }: DeskFunction,
  { logger }: LambdaOptions,
  { code, message }: SupportError,
  item?: string,
): void {
  const fields = { function: name, code, error: message, ...(item !== undefined && { item }) };
  logger.log('error', 'an event could not be read', fields);
}

/** The same; an answer whose body broke off when it had begun is in the log. */
export async function bodyLogged<Read>(
  { name }: DeskFunction,
  { logger }: LambdaOptions,
  body: Promise<Read>,
): Promise<Read> {
  try {
    return await body;
  } catch (error) {
    const fields = { function: name, ...errorFields(error) };
    logger.log('error', 'an answer broke off', fields);
    throw toSupportError(error);
  }
}

/** Lambda's client prints what is thrown, unredacted. The desk's own log has said the rest. */
export function bareFailure({ name }: DeskFunction, { code }: SupportError): Error {
  const failure = new Error(`${name}: ${code}`);
  failure.name = code;
  failure.stack = failure.message;
  return failure;
}
