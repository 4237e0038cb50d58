import * as z from 'zod';
import { callsOfChanges } from '../calls-of-changes.ts';
import { parsed } from '../parsed.ts';
import type { ReadEvent } from './handler-of.ts';

/** A document of the change feed that is a record of a log; others have other fields. */
const record = z.object({ tenant: z.string().min(1), subject: z.string().min(1) });

/** Logs that changed. */
export const changeEvent: ReadEvent = (data, carried) => {
  const documents = parsed(z.array(z.unknown()), data);
  const changes = documents.flatMap((document) => record.safeParse(document).data ?? []);
  return callsOfChanges(changes, carried);
};
