import type { DeskFunction } from '#src/functions/define-function.ts';
import type { CloudOptions, OpenHost } from '../cloud-options.ts';
import { bareFailure, openLogged } from '../reported-failures.ts';
import type { Handle } from './calls-of-event.ts';
import { keptAlive } from './kept-alive.ts';
import type { LambdaContext } from './lambda-context.ts';

/** What a bundle exports. Two arguments: with a third the client takes it for one with a callback. */
export type LambdaHandler = (event: unknown, context: LambdaContext) => Promise<unknown>;

/**
 * The handler of a function, for events that `handle` understands. `open` is asked at every call and
 * must remember. What fails is thrown with the code of its SupportError as its name, which is what a
 * state machine's `ErrorEquals` sees; of a batch, the items that failed are named.
 */
export function handlerOf(
  handle: Handle,
  fn: DeskFunction,
  open: OpenHost,
  options: CloudOptions,
): LambdaHandler {
  const opened = openLogged(fn, open, options);
  return async (event, context) => {
    try {
      return await keptAlive(() => handle(event, { fn, open: opened, context, options }));
    } catch (error) {
      throw bareFailure(fn, error);
    }
  };
}
