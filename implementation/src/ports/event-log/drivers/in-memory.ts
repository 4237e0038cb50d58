import { SupportError } from '#src/foundation/support-error.ts';
import type { ForgettingEventLogDriver, LogBell, LogChange } from '../driver.ts';
import { InMemoryChanges } from './in-memory-changes.ts';
import { InMemoryLog } from './in-memory-log.ts';

/** Keeps every record in this process, for tests and for versions that persist nothing. */
export function createInMemoryEventLog(): ForgettingEventLogDriver {
  const logs = new Map<string, InMemoryLog>();
  const order = new InMemoryChanges();
  const listeners = new Set<(bell: LogBell) => void>();
  const keyOf = (tenant: string, subject: string) => `${tenant}\n${subject}`;

  return {
    name: 'in-memory',
    capabilities: { durable: false, shared: false, forgets: true },

    async createIfAbsent(record) {
      const { tenant, subject } = record;
      const key = keyOf(tenant, subject);
      const log = logs.get(key) ?? new InMemoryLog();
      if (log.has(record)) return false;
      log.add(record, order.add(record));
      logs.set(key, log);
      for (const listener of listeners) queueMicrotask(() => listener({ tenant, subject }));
      return true;
    },

    async read(tenant, subject, after) {
      return logs.get(keyOf(tenant, subject))?.after(after) ?? [];
    },

    async changes(position, limit) {
      const changes: LogChange[] = [];
      for (const { place, record } of order.after(placeOf(position, order), limit)) {
        if (!record) continue;
        const { tenant, subject } = record;
        changes.push({ tenant, subject, record, position: textOf(place) });
      }
      const next = changes.at(-1)?.position ?? position;
      return { changes, next };
    },

    async end() {
      return order.end === 0 ? null : textOf(order.end);
    },

    sizeOf(tenant, subject) {
      return logs.get(keyOf(tenant, subject))?.size() ?? 0;
    },

    forget(tenant, subject, seen) {
      const log = logs.get(keyOf(tenant, subject));
      if (!log) return [];
      if (log.after(seen).length > 0) return null;
      const { records, changes } = log;
      logs.delete(keyOf(tenant, subject));
      order.drop(changes);
      return records;
    },

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async ping() {},
    async close() {
      listeners.clear();
    },
  };
}

function placeOf(position: string | null, { newestPlace }: InMemoryChanges): number {
  if (position === null) return 0;
  if (!/^\d{15}$/.test(position)) {
    throw new SupportError('invalid_argument', 'That is not a position in this event log.');
  }
  const place = Number(position);
  // A position from before the process began again: all there is now came after it.
  return place > newestPlace ? 0 : place;
}

/** Positions sort as text, as the driver interface promises. */
const textOf = (place: number) => String(place).padStart(15, '0');
