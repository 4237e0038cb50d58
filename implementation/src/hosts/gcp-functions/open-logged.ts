import { errorFields } from '#src/foundation/logger.ts';
import { toSupportError } from '#src/foundation/support-error.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { FunctionHost } from '../function-host.ts';
import type { GcpOptions } from './gcp-options.ts';

/** Gives the function with what it needs: at the first call it is put together. */
export type OpenHost = () => Promise<FunctionHost>;

/** The same; that it could not be put together is in the log, which is where somebody looks. */
export function openLogged(fn: DeskFunction, open: OpenHost, { logger }: GcpOptions): OpenHost {
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
