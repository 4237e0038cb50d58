import * as z from 'zod';
import type { Carried } from '../carried.ts';
import { type BatchCall, parsed, type ReadEvent } from './event-reading.ts';

/** A stream of DynamoDB, as far as it matters here. Items that are no records have other keys. */
const changes = z.object({
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

interface Changed {
  readonly subjects: Set<string>;
  readonly items: string[];
}

/**
 * Logs that changed, one call for each tenant. What was removed rings for nobody. All changes of a
 * tenant fail together: the platform goes on at the first one that failed.
 */
export const changeEvent: ReadEvent = (event, _fn, carried) => {
  const byTenant = new Map<string, Changed>();
  for (const { eventName, dynamodb } of parsed(changes, event).Records) {
    const log = eventName === 'REMOVE' ? undefined : dynamodb.Keys.log?.S;
    const [tenant, subject] = logOf(log) ?? [];
    if (tenant === undefined || subject === undefined) continue;
    const changed = byTenant.get(tenant) ?? { subjects: new Set(), items: [] };
    byTenant.set(tenant, changed);
    changed.subjects.add(subject);
    changed.items.push(dynamodb.SequenceNumber);
  }
  const calls = [...byTenant].map((entry) => callOf(entry, carried));
  return { kind: 'batch', calls, unreadable: [] };
};

const callOf = ([tenant, { subjects, items }]: [string, Changed], carried: Carried): BatchCall => ({
  items,
  input: { subjects: [...subjects] },
  carried: { ...carried, tenant },
});

/** `tenant/subject`, both URI-encoded; null for what is no log's name. */
function logOf(key: string | undefined): [string, string] | null {
  const [, tenant = '', subject = ''] = /^([^/]+)\/([^/]+)$/.exec(key ?? '') ?? [];
  try {
    return subject === '' ? null : [decodeURIComponent(tenant), decodeURIComponent(subject)];
  } catch {
    return null;
  }
}
