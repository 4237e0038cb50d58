import * as z from 'zod';
import { traceIdOf } from '../carried.ts';
import { parsed, strangeEvent } from '../parsed.ts';
import { messageIdOf, readCarried } from '../read-carried.ts';
import type { ReadEvent } from './handler-of.ts';

/** The programming model reads every text as JSON where it can: ids of digits become numbers. */
const text = z.union([z.string(), z.number()]).transform(String);

/** What the SDKs of Azure write by themselves: the first is the older one. */
const traces = z.object({
  'diagnostic-Id': z.string().optional(),
  traceparent: z.string().optional(),
});

/**
 * What Service Bus says of a message beside its body, as far as it matters here. The programming
 * model makes the first letter of every key small, of `Diagnostic-Id` too.
 */
const metadata = z.object({
  messageId: text,
  deliveryCount: z.number().int().positive(),
  applicationProperties: z.record(z.string(), z.unknown()).default({}),
});

/** A message of a queue, from Service Bus. */
export const messageEvent: ReadEvent = (body, beside, context) => {
  const { messageId, deliveryCount, applicationProperties } = parsed(
    metadata,
    context.triggerMetadata,
  );
  const { traceparent, 'diagnostic-Id': diagnosticId } = parsed(traces, applicationProperties);
  const traceId = traceIdOf(traceparent) ?? traceIdOf(diagnosticId) ?? beside.traceId;
  const { carried, rest } = readCarried(applicationProperties, { ...beside, traceId });
  return [
    {
      input: jsonOf(body),
      carried,
      delivery: { id: messageIdOf(rest, messageId), attempt: deliveryCount },
    },
  ];
};

/** The programming model has read JSON already, unless the body came as bytes. */
function jsonOf(body: unknown): unknown {
  if (!(body instanceof Uint8Array) && typeof body !== 'string') return body;
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    throw strangeEvent('the body of the message is not JSON');
  }
}
