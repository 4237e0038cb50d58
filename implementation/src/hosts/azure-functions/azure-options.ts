import type { InvocationContext } from '@azure/functions';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { CloudOptions, OpenHost } from '../cloud-options.ts';

export interface AzureOptions extends CloudOptions {
  /**
   * Who tells of files: a subscription of Event Grid to the function itself, which is the default,
   * or the blob trigger, which loads each file into the worker before the function is called.
   */
  readonly filesBy?: 'event-grid' | 'blob-trigger';
}

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
