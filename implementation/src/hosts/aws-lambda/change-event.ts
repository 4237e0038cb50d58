import * as z from 'zod';
import { callsOfChanges, type LogChange } from '../calls-of-changes.ts';
import { parsed } from '../parsed.ts';
import type { ReadEvent } from './event-reading.ts';

/** A stream of DynamoDB, as far as it matters here. Items that are no records have other keys. */
const changed = z.object({
  Records: z
    .array(
      z.object({
        eventSource: z.literal('aws:dynamodb'),
        eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
        dynamodb: z.object({
          Keys: z.looseObject({ log: z.looseObject({ S: z.string().optional() }).optional() }),
          SequenceNumber: z.string().min(1),
        }),
      }),
    )
    .min(1),
});

/** What was removed rings for nobody. The platform goes on at the first change that failed. */
export const changeEvent: ReadEvent = (event, _fn, carried) => {
  const changes = parsed(changed, event).Records.flatMap(({ eventName, dynamodb }) => {
    const log = eventName === 'REMOVE' ? null : logOf(dynamodb.Keys.log?.S);
    return log === null ? [] : [{ ...log, item: dynamodb.SequenceNumber }];
  });
  return { kind: 'batch', calls: callsOfChanges(changes, carried), unreadable: [] };
};

/** `tenant/subject`, both URI-encoded; null for what is no log's name. */
function logOf(key: string | undefined): LogChange | null {
  const [, tenant = '', subject = ''] = /^([^/]+)\/([^/]+)$/.exec(key ?? '') ?? [];
  try {
    if (subject === '') return null;
    return { tenant: decodeURIComponent(tenant), subject: decodeURIComponent(subject) };
  } catch {
    return null;
  }
}
