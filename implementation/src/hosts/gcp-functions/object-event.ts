import type { CloudEvent } from '@google-cloud/functions-framework';
import * as z from 'zod';
import type { EventCall } from '../event-call.ts';
import { fileOfObject } from '../file-of-object.ts';
import { parsed, strangeEvent } from '../parsed.ts';
import { carriedBy } from './event-reading.ts';

/** `google.cloud.storage.object.v1.finalized`, as far as it matters here. */
const finalized = z.object({ bucket: z.string().min(1), name: z.string().min(1) });

/**
 * A file that was put into the bucket, from a Storage event. What stands for a folder, a name with a
 * slash at its end, is no file.
 */
export function objectEvent(event: CloudEvent<unknown>): EventCall | null {
  const { name } = parsed(finalized, event.data);
  if (name.endsWith('/')) return null;
  const file = fileOfObject(name);
  if (file) return { input: { key: file.key }, carried: carriedBy(event, file.tenant) };
  throw strangeEvent(`the object lies in no tenant's folder: ${name.slice(0, 200)}`);
}
