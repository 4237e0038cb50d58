import type { CloudEvent } from '@google-cloud/functions-framework';
import * as z from 'zod';
import { carriedBy, type EventCall, strangeEvent } from './event-call.ts';

/** `google.cloud.storage.object.v1.finalized`, as far as it matters here. */
const finalized = z.object({ bucket: z.string().min(1), name: z.string().min(1) });

/**
 * A file that was put into the bucket, from a Storage event. Its name is the key: the tenant,
 * URI-encoded, a slash, the file's name. What stands for a folder, a name with a slash at its end,
 * is no file.
 */
export function objectEvent(event: CloudEvent<unknown>): EventCall | null {
  const { success, data } = finalized.safeParse(event.data);
  if (!success) throw strangeEvent(event, 'this is no object of Cloud Storage.');
  const { name } = data;
  if (name.endsWith('/')) return null;
  const [tenant = ''] = name.split('/', 1);
  if (tenant === '' || tenant === name) {
    throw strangeEvent(event, `the object lies in no tenant's folder: ${name.slice(0, 200)}`);
  }
  return { input: { key: name }, carried: carriedBy(event, tenantOf(event, tenant)) };
}

function tenantOf(event: CloudEvent<unknown>, segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw strangeEvent(event, `no tenant is called ${segment.slice(0, 100)}`);
  }
}
