import * as z from 'zod';
import { earlier, traceIdOf } from '../carried.ts';
import { parsed, type ReadEvent, strangeEvent } from './event-call.ts';

/** The programming model reads every text as JSON where it can: ids of digits become numbers. */
const text = z.union([z.string(), z.number()]).transform(String);

const noTenant = { error: 'the message names no tenant' };

/**
 * What Service Bus says of a message beside its body, as far as it matters here. The programming
 * model makes the first letter of every key small, of `Diagnostic-Id` too.
 */
const metadata = z.object({
  messageId: text,
  deliveryCount: z.number().int().positive(),
  applicationProperties: z.object(
    {
      tenant: z.string(noTenant).min(1, noTenant),
      id: z.string().min(1).optional(),
      requestId: z.string().min(1).max(200).optional(),
      traceId: z
        .string()
        .regex(/^[0-9a-f]{32}$/, '32 hexadecimal digits')
        .optional(),
      deadline: text
        .pipe(z.string().regex(/^\d{1,15}$/, 'milliseconds since the epoch'))
        .transform(Number)
        .optional(),
      // What the SDKs of Azure write by themselves: the first is the older one.
      'diagnostic-Id': z.string().optional(),
      traceparent: z.string().optional(),
    },
    noTenant,
  ),
});

/** A message of a queue, from Service Bus. */
export const messageEvent: ReadEvent = (body, carried, context) => {
  const { messageId, deliveryCount, applicationProperties } = parsed(
    metadata,
    context.triggerMetadata,
  );
  const { tenant, id, requestId, traceId, deadline, traceparent } = applicationProperties;
  const sendersTrace = traceIdOf(traceparent) ?? traceIdOf(applicationProperties['diagnostic-Id']);
  return [
    {
      input: jsonOf(body),
      carried: {
        tenant,
        requestId: requestId ?? carried.requestId,
        traceId: traceId ?? sendersTrace ?? carried.traceId,
        deadline: earlier(deadline ?? null, carried.deadline),
      },
      delivery: { id: id ?? messageId, attempt: deliveryCount },
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
