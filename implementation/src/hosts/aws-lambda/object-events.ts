import * as z from 'zod';
import { toSupportError } from '#src/foundation/support-error.ts';
import type { Carried } from '../carried.ts';
import type { EventCall } from '../event-call.ts';
import { fileOfObject } from '../file-of-object.ts';
import { parsed, strangeEvent } from '../parsed.ts';
import { decodedPart, type ReadEvent, type Unreadable } from './event-reading.ts';

/** A notification of S3 itself: no more than its form, so that each of its files is read alone. */
const notification = z.object({
  Records: z.array(z.looseObject({ eventSource: z.literal('aws:s3') })).min(1),
});

/** What was done to one object. */
const change = z.object({
  eventName: z.string(),
  s3: z.object({ object: z.object({ key: z.string().min(1) }) }),
});

/** The same by EventBridge. */
const busEvent = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  detail: z.object({ object: z.object({ key: z.string().min(1) }) }),
});

/**
 * Files that were put into the bucket. What stands for a folder, or was removed, is none. One that
 * cannot be read keeps no other from being taken in.
 */
export const objectEvents: ReadEvent = (event, _fn, carried) => {
  const isBus = event instanceof Object && 'detail-type' in event;
  const read = isBus
    ? [callOf(parsed(busEvent, event).detail.object.key, carried)]
    : parsed(notification, event).Records.map((record, at) => recordCall(record, at, carried));
  const known = read.filter((one) => one !== null);
  return {
    kind: 'whole',
    calls: known.filter((one) => 'input' in one),
    unreadable: known.filter((one) => 'error' in one),
  };
};

function recordCall(record: unknown, at: number, carried: Carried): EventCall | Unreadable | null {
  try {
    const { eventName, s3 } = parsed(change, record);
    if (!eventName.startsWith('ObjectCreated:')) return null;
    // S3 encodes keys as a form does; EventBridge gives them as they are.
    return callOf(decodedPart(s3.object.key.replaceAll('+', ' ')), carried);
  } catch (error) {
    return { item: `Records.${at}`, error: toSupportError(error) };
  }
}

function callOf(objectName: string, carried: Carried): EventCall | null {
  if (objectName.endsWith('/')) return null;
  const file = fileOfObject(objectName);
  if (file) return { input: { key: file.key }, carried: { ...carried, tenant: file.tenant } };
  throw strangeEvent(`the object lies in no tenant's folder: ${objectName.slice(0, 200)}`);
}
