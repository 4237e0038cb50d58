import * as z from 'zod';
import type { Carried } from '../carried.ts';
import { parsed } from '../parsed.ts';
import type { BatchCall, ReadEvent } from './event-reading.ts';

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

/** The items that are changes of a log, by its subject. */
type Changed = Map<string, string[]>;

/**
 * Logs that changed, one call for each tenant; where that fails, one for each log. What was removed
 * rings for nobody. The platform goes on at the first change that failed.
 */
export const changeEvent: ReadEvent = (event, _fn, carried) => {
  const byTenant = new Map<string, Changed>();
  for (const { eventName, dynamodb } of parsed(changes, event).Records) {
    const log = eventName === 'REMOVE' ? undefined : dynamodb.Keys.log?.S;
    const [tenant, subject] = logOf(log) ?? [];
    if (tenant === undefined || subject === undefined) continue;
    const changed: Changed = byTenant.get(tenant) ?? new Map();
    byTenant.set(tenant, changed);
    changed.set(subject, [...(changed.get(subject) ?? []), dynamodb.SequenceNumber]);
  }
  const calls = [...byTenant].map(([tenant, changed]) => callOf(changed, { ...carried, tenant }));
  return { kind: 'batch', calls, unreadable: [] };
};

function callOf(changed: Changed, carried: Carried): BatchCall {
  const input = { subjects: [...changed.keys()] };
  const call = { items: [...changed.values()].flat(), input, carried };
  if (changed.size === 1) return call;
  return { ...call, apart: [...changed].map((one) => callOf(new Map([one]), carried)) };
}

/** `tenant/subject`, both URI-encoded; null for what is no log's name. */
function logOf(key: string | undefined): [string, string] | null {
  const [, tenant = '', subject = ''] = /^([^/]+)\/([^/]+)$/.exec(key ?? '') ?? [];
  try {
    return subject === '' ? null : [decodeURIComponent(tenant), decodeURIComponent(subject)];
  } catch {
    return null;
  }
}
