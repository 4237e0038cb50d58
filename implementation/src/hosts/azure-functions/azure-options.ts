import type { InvocationContext } from '@azure/functions';
import type { Logger } from '#src/foundation/logger.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { FunctionHost } from '../function-host.ts';

export interface AzureOptions {
  /** The claim of a verified principal that names the tenant; null: there is one tenant. */
  readonly tenantClaim: string | null;
  /**
   * Who tells of files: a subscription of Event Grid to the function itself, which is the default,
   * or the blob trigger, which loads each file into the worker before the function is called.
   */
  readonly filesBy?: 'event-grid' | 'blob-trigger';
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Gives the function with what it needs: at the first call it is put together. */
export type OpenHost = () => Promise<FunctionHost>;

/** A function that is registered. */
export interface Registration {
  readonly fn: DeskFunction;
  readonly open: OpenHost;
  readonly options: AzureOptions;
}

/** One invocation of a function. */
export interface Invocation extends Registration {
  readonly context: InvocationContext;
}
