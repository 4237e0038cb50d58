import type { CloudEvent } from '@google-cloud/functions-framework';
import { type Carried, traceIdOf } from '../carried.ts';
import type { EventCall } from '../event-call.ts';

/** What an event means to a function; null where it means nothing and is done with. */
export type ReadEvent = (event: CloudEvent<unknown>) => EventCall | null;

/** An event's own carriers. Its id stays the same when it is delivered again. */
export function carriedBy(event: CloudEvent<unknown>, tenant: string): Carried {
  const { id, traceparent } = event;
  return {
    tenant,
    requestId: requestIdOfText(id),
    traceId: traceIdOf(typeof traceparent === 'string' ? traceparent : null),
    deadline: null,
  };
}

/** A platform's id where it is fit for logs and headers, or null: then the call gets its own. */
export const requestIdOfText = (text: unknown): string | null =>
  typeof text === 'string' && /^[\w.:-]{1,128}$/.test(text) ? text : null;
