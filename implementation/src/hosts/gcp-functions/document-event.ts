import type { CloudEvent } from '@google-cloud/functions-framework';
import type { EventCall } from '../event-call.ts';
import { carriedBy } from './event-reading.ts';

/** `tenants/{tenant}/logs/{subject}/records/{record}`, the record of an append. */
const recordPath = /^(?:documents\/)?tenants\/([^/]+)\/logs\/([^/]+)\/records\/[^/]+$/;

/**
 * A log that changed, from a Firestore event. Where the document lies says all that a doorbell has
 * to say: its data, a protobuf, is not read. A deleted record rings for nobody, and so does what is
 * no record: delivered again it would be none either.
 */
export function documentEvent(event: CloudEvent<unknown>): EventCall | null {
  if (event.type.startsWith('google.cloud.firestore.document.v1.deleted')) return null;
  const path = typeof event.document === 'string' ? event.document : (event.subject ?? '');
  const [, tenant = '', subject = ''] = recordPath.exec(path) ?? [];
  if (subject === '') return null;
  try {
    return {
      input: { subjects: [decoded(subject)] },
      carried: carriedBy(event, decoded(tenant)),
    };
  } catch {
    return null;
  }
}

/**
 * CloudEvents' binding to HTTP has senders encode each `%` of an attribute once more, and the
 * framework does not take that back; a structured event has it as it is. Names of tenants and logs
 * hold no text that looks encoded, so both forms are told apart by what is left.
 */
function decoded(segment: string): string {
  const once = decodeURIComponent(segment);
  return /%[0-9a-f]{2}/i.test(once) ? decodeURIComponent(once) : once;
}
