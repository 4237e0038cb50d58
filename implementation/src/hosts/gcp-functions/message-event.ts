import type { CloudEvent } from '@google-cloud/functions-framework';
import * as z from 'zod';
import { traceIdOf } from '../carried.ts';
import type { EventCall } from '../event-call.ts';
import { parsed } from '../parsed.ts';
import { messageIdOf, readCarried } from '../read-carried.ts';
import { carriedBy } from './event-reading.ts';

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
  const { message, deliveryAttempt } = parsed(published, event.data);
  const { attributes, data, messageId } = message;
  const beside = carriedBy(event, '');
  const traceId = traceIdOf(attributes.googclient_traceparent) ?? beside.traceId;
  const { carried, rest } = readCarried(attributes, { ...beside, traceId });
  const delivery = { id: messageIdOf(rest, messageId), attempt: deliveryAttempt };
  return { input: bodyOf(data), carried, delivery };
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
