import type { LogRecord, Seen } from '#src/domain/ticket/record.ts';
import type { EventLogDriver, LogBell, LogChange } from '../driver.ts';

/** Keeps every record in this process, for tests and for versions that persist nothing. */
export function createInMemoryEventLog(): EventLogDriver {
  const logs = new Map<string, LogRecord[]>();
  const order: LogRecord[] = [];
  const listeners = new Set<(bell: LogBell) => void>();
  const keyOf = (tenant: string, subject: string) => `${tenant}\n${subject}`;

  const isCovered = (record: LogRecord, after: Seen) => (after[record.origin] ?? 0) >= record.seq;

  return {
    name: 'in-memory',
    capabilities: { durable: false, shared: false },

    async createIfAbsent(record) {
      const key = keyOf(record.tenant, record.subject);
      const log = logs.get(key) ?? [];
      if (log.some(({ origin, seq }) => origin === record.origin && seq === record.seq))
        return false;
      log.push(record);
      logs.set(key, log);
      order.push(record);
      const { tenant, subject } = record;
      for (const listener of listeners) queueMicrotask(() => listener({ tenant, subject }));
      return true;
    },

    async read(tenant, subject, after) {
      const log = logs.get(keyOf(tenant, subject)) ?? [];
      return log.filter((record) => !isCovered(record, after));
    },

    async changes(position, limit) {
      const from = position === null ? 0 : Number.parseInt(position, 10);
      const changes = order.slice(from, from + limit).map((record, index): LogChange => {
        const { tenant, subject } = record;
        return { tenant, subject, record, position: textOf(from + index + 1) };
      });
      const next = changes.at(-1)?.position ?? position;
      return { changes, next };
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

/** Positions sort as text, as the driver interface promises. */
const textOf = (position: number) => String(position).padStart(15, '0');
