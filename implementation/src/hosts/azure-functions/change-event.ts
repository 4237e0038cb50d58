import * as z from 'zod';
import type { Carried } from '../carried.ts';
import { parsed } from '../parsed.ts';
import type { EventCall, ReadEvent } from './event-call.ts';

/** A document of the change feed that is a record of a log; others have other fields. */
const record = z.object({ tenant: z.string().min(1), subject: z.string().min(1) });

/** Logs that changed, one call for each tenant; where that fails, one for each log. */
export const changeEvent: ReadEvent = (data, carried) => {
  const byTenant = new Map<string, Set<string>>();
  for (const document of parsed(z.array(z.unknown()), data)) {
    const { success, data: changed } = record.safeParse(document);
    if (!success) continue;
    const { tenant, subject } = changed;
    byTenant.set(tenant, (byTenant.get(tenant) ?? new Set()).add(subject));
  }
  return [...byTenant].map(([tenant, subjects]) => callOf([...subjects], { ...carried, tenant }));
};

function callOf(subjects: readonly string[], carried: Carried): EventCall {
  const call = { input: { subjects }, carried };
  if (subjects.length === 1) return call;
  return { ...call, apart: subjects.map((one) => callOf([one], carried)) };
}
