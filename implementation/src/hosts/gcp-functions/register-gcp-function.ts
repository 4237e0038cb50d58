import { cloudEvent, http } from '@google-cloud/functions-framework';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { TriggerKind } from '#src/functions/trigger.ts';
import type { OpenHost } from '../cloud-options.ts';
import { openLogged } from '../reported-failures.ts';
import { documentEvent } from './document-event.ts';
import { eventFunction } from './event-function.ts';
import type { ReadEvent } from './event-reading.ts';
import { answerFrameworkRefusals } from './framework-refusals.ts';
import type { GcpOptions } from './gcp-options.ts';
import { messageEvent } from './message-event.ts';
import { objectEvent } from './object-event.ts';
import { scheduleOverHttp, stepOverHttp } from './posted-call.ts';
import { requestsOverHttp } from './requests-over-http.ts';
import { serveWeb, type WebHandler } from './serve-web.ts';

/**
 * Registers a function with the framework of Google Cloud, under its own name; the framework serves
 * it once it has loaded the module that did so. `open` is asked at every call and must remember.
 */
export function registerGcpFunction(fn: DeskFunction, open: OpenHost, options: GcpOptions): void {
  answerFrameworkRefusals();
  registrars[fn.trigger.kind](fn, openLogged(fn, open, options), options);
}

type Register = typeof registerGcpFunction;

const asWeb =
  (handlerOf: (open: OpenHost, options: GcpOptions) => WebHandler): Register =>
  (fn, open, options) =>
    http(fn.name, serveWeb(handlerOf(open, options)));

const asEvent =
  (read: ReadEvent): Register =>
  (fn, open, options) =>
    cloudEvent(fn.name, eventFunction(fn, open, read, options));

const registrars: Readonly<Record<TriggerKind, Register>> = {
  http: asWeb(requestsOverHttp),
  step: asWeb(stepOverHttp),
  // Over HTTP too, which Pub/Sub and Eventarc speak as well: so either can be its clock.
  schedule: asWeb(scheduleOverHttp),
  queue: asEvent(messageEvent),
  feed: asEvent(documentEvent),
  blob: asEvent(objectEvent),
};
