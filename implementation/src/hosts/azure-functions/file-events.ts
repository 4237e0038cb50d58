import * as z from 'zod';
import type { Carried } from '../carried.ts';
import type { EventCall } from '../event-call.ts';
import { fileOfObject } from '../file-of-object.ts';
import { parsed, strangeEvent } from '../parsed.ts';
import { incomingContainer } from './binding-names.ts';
import type { ReadEvent } from './handler-of.ts';

/** What the blob trigger says beside the file itself: `container/name`. */
const metadata = z.object({ blobTrigger: z.string().min(1) });

/** A file, from the blob trigger. Its content is left where it is: the function reads it itself. */
export const blobEvent: ReadEvent = (_content, carried, context) => {
  const { blobTrigger } = parsed(metadata, context.triggerMetadata);
  const [container = ''] = blobTrigger.split('/', 1);
  return callsFor(container, blobTrigger.slice(container.length + 1), carried);
};

/** An event about a blob, in the schema of Event Grid itself or as a CloudEvent. */
const gridEvent = z
  .object({
    subject: z.string(),
    eventType: z.string().optional(),
    type: z.string().optional(),
  })
  .transform(({ subject, eventType, type }) => ({ subject, type: eventType ?? type ?? '' }));

const blobSubject = /^\/blobServices\/[^/]+\/containers\/([^/]+)\/blobs\/(.+)$/;

/** A file, from Event Grid. What is told of files that go away, or change their tier, is none. */
export const gridFileEvent: ReadEvent = (data, carried) => {
  const { subject, type } = parsed(gridEvent, data);
  if (type !== 'Microsoft.Storage.BlobCreated') return [];
  const [, container = '', name = ''] = blobSubject.exec(subject) ?? [];
  return callsFor(container, name, carried);
};

/** A folder's mark is no file. */
function callsFor(container: string, blobName: string, carried: Carried): EventCall[] {
  if (container !== incomingContainer) {
    throw strangeEvent(`the file lies in another container: ${container.slice(0, 100)}`);
  }
  if (blobName.endsWith('/')) return [];
  const file = fileOfObject(blobName);
  if (file) return [{ input: { key: file.key }, carried: { ...carried, tenant: file.tenant } }];
  throw strangeEvent(`the file lies in no tenant's folder: ${blobName.slice(0, 200)}`);
}
