import type { CloudEvent } from '@google-cloud/functions-framework';
import * as z from 'zod';
import { traceIdOf } from '../carried.ts';
import { deadlineOf, traceIdOfText } from './carriers.ts';
import { carriedBy, type EventCall, requestIdOfText, strangeEvent } from './event-call.ts';

/** `google.cloud.pubsub.topic.v1.messagePublished`, as far as it matters here. */
const published = z.object({
  message: z.object({
    data: z.string().default(''),
    attributes: z.record(z.string(), z.string()).default({}),
    messageId: z.string().min(1),
  }),
  // Only there where the subscription has a topic for dead letters.
  deliveryAttempt: z.number().int().positive().default(1),
});

/**
 * A message of a queue, from a Pub/Sub event. What the sender put into the attributes goes before
 * what the event says of its own transport.
 */
export function messageEvent(event: CloudEvent<unknown>): EventCall {
  const { success, data } = published.safeParse(event.data);
  if (!success) throw strangeEvent(event, 'this is no message of Pub/Sub.');
  const { message, deliveryAttempt } = data;
  const { tenant, requestId, traceId, deadline, id } = message.attributes;
  const { googclient_traceparent: senderTrace } = message.attributes;
  if (!tenant) throw strangeEvent(event, 'the message names no tenant: it is none of ours.');
  const carried = carriedBy(event, tenant);
  return {
    input: bodyOf(message.data),
    carried: {
      ...carried,
      requestId: requestIdOfText(requestId) ?? carried.requestId,
      traceId: traceIdOfText(traceId) ?? traceIdOf(senderTrace) ?? carried.traceId,
      deadline: deadlineOf(deadline),
    },
    delivery: { id: id || message.messageId, attempt: deliveryAttempt },
  };
}

/** What is no JSON stays a text: the function's schema refuses it, with everything else. */
function bodyOf(base64: string): unknown {
  const text = Buffer.from(base64, 'base64').toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
