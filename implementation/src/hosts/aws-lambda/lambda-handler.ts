import { toSupportError } from '#src/foundation/support-error.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { TriggerKind } from '#src/functions/trigger.ts';
import { callsOfEvent, type Handle } from './calls-of-event.ts';
import { changeEvent } from './change-event.ts';
import { answerRequest } from './http-call.ts';
import { resultOf } from './http-result.ts';
import { keptAlive } from './kept-alive.ts';
import type { LambdaContext, LambdaOptions, OpenHost } from './lambda-context.ts';
import { messageEvents } from './message-events.ts';
import { objectEvents } from './object-events.ts';
import { bareFailure, bodyLogged, openLogged } from './reported-failures.ts';
import { scheduleEvent } from './schedule-event.ts';
import { stepEvent } from './step-event.ts';

/** What a bundle exports. Two arguments: with a third the client takes it for one with a callback. */
export type LambdaHandler = (event: unknown, context: LambdaContext) => Promise<unknown>;

const handles: Readonly<Record<TriggerKind, Handle>> = {
  http: async (event, invocation) => {
    const { response, ended } = await answerRequest(event, invocation);
    const { fn, options } = invocation;
    return await bodyLogged(fn, options, resultOf(response)).finally(ended);
  },
  queue: callsOfEvent(messageEvents),
  feed: callsOfEvent(changeEvent),
  schedule: callsOfEvent(scheduleEvent),
  blob: callsOfEvent(objectEvents),
  step: callsOfEvent(stepEvent),
};

/**
 * The handler of a function, for the events that its trigger stands for in AWS. `open` is asked at
 * every call and must remember. What fails is thrown with the code of its SupportError as its name,
 * which is what a state machine's `ErrorEquals` sees; of a batch, the items that failed are named.
 */
export function lambdaHandler(
  fn: DeskFunction,
  open: OpenHost,
  options: LambdaOptions,
): LambdaHandler {
  const opened = openLogged(fn, open, options);
  const handle = handles[fn.trigger.kind];
  return async (event, context) => {
    try {
      return await keptAlive(() => handle(event, { fn, open: opened, context, options }));
    } catch (error) {
      throw bareFailure(fn, toSupportError(error));
    }
  };
}
