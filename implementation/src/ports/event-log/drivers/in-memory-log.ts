import type { LogRecord, Seen } from '#src/domain/ticket/record.ts';
import { approximateBytes } from '#src/foundation/approximate-bytes.ts';
import type { Change } from './in-memory-changes.ts';

/** One log, and where its records stand in the order of changes. */
export class InMemoryLog {
  readonly changes: Change[] = [];
  /** Per origin its records by `seq`, so that reading what is new costs only that. */
  readonly #parts = new Map<string, { newest: number; records: Map<number, LogRecord> }>();
  /** What the first `measured` records take: counted when somebody asks. */
  #bytes = 0;
  #measured = 0;

  get records(): LogRecord[] {
    return this.changes.flatMap(({ record }) => record ?? []);
  }

  has({ origin, seq }: LogRecord): boolean {
    return this.#parts.get(origin)?.records.has(seq) ?? false;
  }

  add(record: LogRecord, change: Change): void {
    const { origin, seq } = record;
    const part = this.#parts.get(origin) ?? { newest: 0, records: new Map() };
    part.records.set(seq, record);
    part.newest = Math.max(part.newest, seq);
    this.#parts.set(origin, part);
    this.changes.push(change);
  }

  /** What `seen` does not cover. */
  after(seen: Seen): LogRecord[] {
    const found: LogRecord[] = [];
    for (const [origin, { newest, records }] of this.#parts) {
      for (let seq = (seen[origin] ?? 0) + 1; seq <= newest; seq += 1) {
        const record = records.get(seq);
        if (record) found.push(record);
      }
    }
    return found;
  }

  /** About how many bytes it takes. */
  size(): number {
    for (const { record } of this.changes.slice(this.#measured)) {
      this.#bytes += approximateBytes(record);
    }
    this.#measured = this.changes.length;
    return this.#bytes;
  }
}
