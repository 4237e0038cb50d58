import * as z from 'zod';
import { toSupportError } from '#src/foundation/support-error.ts';
import { isQueue } from '#src/functions/define-function.ts';
import type { Carried } from '../carried.ts';
import type { BatchCall } from '../event-call.ts';
import { parsed, strangeEvent } from '../parsed.ts';
import { messageIdOf, readCarried } from '../read-carried.ts';
import { type ReadEvent, type Reading, wholeCall } from './event-reading.ts';
import { traceIdOfXRay } from './x-ray.ts';

const attribute = z.object({ stringValue: z.string().optional() });

/** A message of SQS, as far as it matters here. */
const message = z.object({
  messageId: z.string().min(1),
  body: z.string(),
  attributes: z.object({
    ApproximateReceiveCount: z.coerce.number().int().positive(),
    AWSTraceHeader: z.string().optional(),
  }),
  messageAttributes: z
    .record(z.string(), attribute)
    .transform((all) => Object.entries(all).map(([name, { stringValue }]) => [name, stringValue]))
    .transform((entries): unknown => Object.fromEntries(entries)),
});

/** Of a batch no more than its form: one message that cannot be read must not stop the others. */
const batch = z.object({
  Records: z
    .array(z.looseObject({ eventSource: z.literal('aws:sqs'), messageId: z.string().min(1) }))
    .min(1),
});

/** A message that came over an event bus of EventBridge; its type is the name of the queue. */
const busEvent = z.object({
  id: z.string().min(1),
  'detail-type': z.string(),
  detail: z.looseObject({ body: z.unknown() }),
});

/** Messages of a queue: a batch of SQS, or one by EventBridge. */
export const messageEvents: ReadEvent = (event, fn, carried) => {
  const isBus = event instanceof Object && 'detail-type' in event;
  if (!isBus) return ofBatch(parsed(batch, event).Records, carried);
  const { id, detail, 'detail-type': type } = parsed(busEvent, event);
  const queue = isQueue(fn) ? fn.trigger.queue : undefined;
  if (type !== queue) throw strangeEvent(`${type} is no message of ${queue}`);
  // The bus does not say how often it has tried.
  const { carried: own, rest } = readCarried(detail, carried);
  return wholeCall(detail.body, own, { id: messageIdOf(rest, id), attempt: 1 });
};

function ofBatch(
  records: readonly { readonly messageId: string }[],
  carried: Carried,
): Extract<Reading, { kind: 'batch' }> {
  const read = records.map((record) => {
    try {
      return messageCall(record, carried);
    } catch (error) {
      return { item: record.messageId, error: toSupportError(error) };
    }
  });
  return {
    kind: 'batch',
    calls: read.filter((one) => 'items' in one),
    unreadable: read.filter((one) => 'error' in one),
  };
}

function messageCall(record: unknown, carried: Carried): BatchCall {
  const { messageId, body, attributes, messageAttributes } = parsed(message, record);
  const traceId = traceIdOfXRay(attributes.AWSTraceHeader) ?? carried.traceId;
  const { carried: own, rest } = readCarried(messageAttributes, { ...carried, traceId });
  return {
    items: [messageId],
    input: jsonOf(body),
    carried: own,
    delivery: {
      id: messageIdOf(rest, messageId),
      attempt: attributes.ApproximateReceiveCount,
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw strangeEvent('the body of the message is not JSON');
  }
}
