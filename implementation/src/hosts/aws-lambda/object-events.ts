import * as z from 'zod';
import type { Carried } from '../carried.ts';
import { fileOfObject } from '../file-of-object.ts';
import { parsed, strangeEvent } from '../parsed.ts';
import { decodedPart, type EventCall, type ReadEvent } from './event-reading.ts';

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
  const calls = objectNamesOf(event)
    .filter((name) => !name.endsWith('/'))
    .map((name) => callOf(name, carried));
  return { kind: 'whole', calls };
};

function objectNamesOf(event: unknown): readonly string[] {
  const isBus = event instanceof Object && 'detail-type' in event;
  if (isBus) return [parsed(busEvent, event).detail.object.key];
  return (
    parsed(notification, event)
      .Records.filter(({ eventName }) => eventName.startsWith('ObjectCreated:'))
      // S3 encodes keys as a form does; EventBridge gives them as they are.
      .map(({ s3 }) => decodedPart(s3.object.key.replaceAll('+', ' ')))
  );
}

function callOf(objectName: string, carried: Carried): EventCall {
  const file = fileOfObject(objectName);
  if (file) return { input: { key: file.key }, carried: { ...carried, tenant: file.tenant } };
  throw strangeEvent(`the object lies in no tenant's folder: ${objectName.slice(0, 200)}`);
}
