import type { LogRecord } from '#src/domain/ticket/record.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { EventLogDriver, LogBell, LogChange } from '../driver.ts';

/** One log: per origin its records by `seq`, so that reading what is new costs only that. */
type Log = Map<string, { newest: number; records: Map<number, LogRecord> }>;

/** Keeps every record in this process, for tests and for versions that persist nothing. */
export function createInMemoryEventLog(): EventLogDriver {
  const logs = new Map<string, Log>();
  const order: LogRecord[] = [];
  const listeners = new Set<(bell: LogBell) => void>();
  const keyOf = (tenant: string, subject: string) => `${tenant}\n${subject}`;

  return {
    name: 'in-memory',
    capabilities: { durable: false, shared: false },

    async createIfAbsent(record) {
      const { tenant, subject, origin, seq } = record;
      const key = keyOf(tenant, subject);
      const log: Log = logs.get(key) ?? new Map();
      const part = log.get(origin) ?? { newest: 0, records: new Map() };
      if (part.records.has(seq)) return false;
      part.records.set(seq, record);
      part.newest = Math.max(part.newest, seq);
      logs.set(key, log.set(origin, part));
      order.push(record);
      for (const listener of listeners) queueMicrotask(() => listener({ tenant, subject }));
      return true;
    },

    async read(tenant, subject, after) {
      const found: LogRecord[] = [];
      for (const [origin, { newest, records }] of logs.get(keyOf(tenant, subject)) ?? []) {
        for (let seq = (after[origin] ?? 0) + 1; seq <= newest; seq += 1) {
          const record = records.get(seq);
          if (record) found.push(record);
        }
      }
      return found;
    },

    async changes(position, limit) {
      const from = placeOf(position, order.length);
      const changes = order.slice(from, from + limit).map((record, index): LogChange => {
        const { tenant, subject } = record;
        return { tenant, subject, record, position: textOf(from + index + 1) };
      });
      const next = changes.at(-1)?.position ?? position;
      return { changes, next };
    },

    async end() {
      return order.length === 0 ? null : textOf(order.length);
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

function placeOf(position: string | null, length: number): number {
  if (position === null) return 0;
  if (!/^\d{15}$/.test(position)) {
    throw new SupportError('invalid_argument', 'That is not a position in this event log.');
  }
  const place = Number(position);
  // A position from before the process began again: all there is now came after it.
  return place > length ? 0 : place;
}

/** Positions sort as text, as the driver interface promises. */
const textOf = (position: number) => String(position).padStart(15, '0');
