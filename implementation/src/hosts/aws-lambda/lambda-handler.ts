import type { DeskFunction } from '#src/functions/define-function.ts';
import type { TriggerKind } from '#src/functions/trigger.ts';
import type { CloudOptions, OpenHost } from '../cloud-options.ts';
import { callsOfEvent, type Handle } from './calls-of-event.ts';
import { changeEvent } from './change-event.ts';
import { handlerOf, type LambdaHandler } from './handler-of.ts';
import { httpHandle } from './http-handle.ts';
import { messageEvents } from './message-events.ts';
import { objectEvents } from './object-events.ts';
import { scheduleEvent } from './schedule-event.ts';
import { stepEvent } from './step-event.ts';

const handles: Readonly<Record<TriggerKind, Handle>> = {
  http: httpHandle,
  queue: callsOfEvent(messageEvents),
  feed: callsOfEvent(changeEvent),
  schedule: callsOfEvent(scheduleEvent),
  blob: callsOfEvent(objectEvents),
  step: callsOfEvent(stepEvent),
};

/**
 * The handler of a function, whatever its trigger is. A bundle takes the one that its function needs,
 * by {@link handlerOf}: what events of other kinds look like costs it time.
 */
export const lambdaHandler = (
  fn: DeskFunction,
  open: OpenHost,
  options: CloudOptions,
): LambdaHandler => handlerOf(handles[fn.trigger.kind], fn, open, options);
