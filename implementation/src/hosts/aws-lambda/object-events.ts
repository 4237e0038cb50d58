import * as z from 'zod';
import type { Carried } from '../carried.ts';
import {
  decodedPart,
  type EventCall,
  parsed,
  type ReadEvent,
  strangeEvent,
} from './event-reading.ts';

/** A notification of S3 itself. */
const notification = z.object({
  Records: z
    .array(
      z.object({
        eventSource: z.literal('aws:s3'),
        eventName: z.string(),
        s3: z.object({ object: z.object({ key: z.string().min(1) }) }),
      }),
    )
    .min(1),
});

/** The same by EventBridge. */
const busEvent = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  detail: z.object({ object: z.object({ key: z.string().min(1) }) }),
});

/** Files that were put into the bucket. What stands for a folder, or was removed, is none. */
export const objectEvents: ReadEvent = (event, _fn, carried) => {
  const calls = keysOf(event)
    .filter((key) => !key.endsWith('/'))
    .map((key) => callOf(key, carried));
  return { kind: 'whole', calls };
};

function keysOf(event: unknown): readonly string[] {
  const isBus = event instanceof Object && 'detail-type' in event;
  if (isBus) return [parsed(busEvent, event).detail.object.key];
  return (
    parsed(notification, event)
      .Records.filter(({ eventName }) => eventName.startsWith('ObjectCreated:'))
      // S3 encodes keys as a form does; EventBridge gives them as they are.
      .map(({ s3 }) => decodedPart(s3.object.key.replaceAll('+', ' ')))
  );
}

/** A key is the tenant, URI-encoded, a slash, and the file's name. */
function callOf(key: string, carried: Carried): EventCall {
  const [tenant = ''] = key.split('/', 1);
  if (tenant === '' || tenant === key) {
    throw strangeEvent(`the object lies in no tenant's folder: ${key.slice(0, 200)}`);
  }
  return { input: { key }, carried: { ...carried, tenant: decodedPart(tenant) } };
}
