import type { Carried } from './carried.ts';
import type { BatchCall } from './event-call.ts';

/** A change of a log: all of it that is read. */
export interface LogChange {
  readonly tenant: string;
  readonly subject: string;
  /** What the platform calls this change, where it wants to hear which one failed. */
  readonly item?: string;
}

/** The items that are changes of a log, by its subject. */
type Changed = Map<string, string[]>;

/** Logs that changed: one call for each tenant; where that fails, one for each log. */
export function callsOfChanges(
  changes: Iterable<LogChange>,
  carried: Carried,
): readonly BatchCall[] {
  const byTenant = new Map<string, Changed>();
  for (const { tenant, subject, item } of changes) {
    const changed: Changed = byTenant.get(tenant) ?? new Map();
    byTenant.set(tenant, changed);
    const items = changed.get(subject) ?? [];
    changed.set(subject, item === undefined ? items : [...items, item]);
  }
  return [...byTenant].map(([tenant, changed]) => callOf(changed, { ...carried, tenant }));
}

function callOf(changed: Changed, carried: Carried): BatchCall {
  const input = { subjects: [...changed.keys()] };
  const call = { items: [...changed.values()].flat(), input, carried };
  if (changed.size === 1) return call;
  return { ...call, apart: [...changed].map((one) => callOf(new Map([one]), carried)) };
}
