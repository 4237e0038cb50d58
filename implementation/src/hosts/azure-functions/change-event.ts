import * as z from 'zod';
import { parsed, type ReadEvent } from './event-call.ts';

/** Documents of the change feed; those that are no records of a log have other fields. */
const documents = z.array(z.looseObject({ tenant: z.unknown(), subject: z.unknown() }));

/** Logs that changed, one call for each tenant. */
export const changeEvent: ReadEvent = (data, carried) => {
  const byTenant = new Map<string, Set<string>>();
  for (const { tenant, subject } of parsed(documents, data)) {
    if (typeof tenant !== 'string' || typeof subject !== 'string') continue;
    if (tenant === '' || subject === '') continue;
    byTenant.set(tenant, (byTenant.get(tenant) ?? new Set()).add(subject));
  }
  return [...byTenant].map(([tenant, subjects]) => ({
    input: { subjects: [...subjects] },
    carried: { ...carried, tenant },
  }));
};
