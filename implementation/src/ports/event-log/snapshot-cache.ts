import type { Snapshot } from '#src/domain/ticket/snapshot.ts';

/** The tickets used last, as far as their records fit. Forgetting one costs a read, never truth. */
export class SnapshotCache {
  readonly #recordLimit: number;
  readonly #entries = new Map<string, { snapshot: Snapshot; records: number }>();
  #records = 0;

  constructor(recordLimit: number) {
    this.#recordLimit = recordLimit;
  }

  get(tenant: string, ticketId: string): Snapshot | null {
    const key = `${tenant}\n${ticketId}`;
    const entry = this.#entries.get(key);
    if (!entry) return null;
    // A Map keeps the order of insertion: putting it in again makes it the newest.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.snapshot;
  }

  set(tenant: string, ticketId: string, snapshot: Snapshot, records: number): void {
    const key = `${tenant}\n${ticketId}`;
    this.#drop(key);
    this.#entries.set(key, { snapshot, records });
    this.#records += records;
    for (const oldest of this.#entries.keys()) {
      if (this.#records <= this.#recordLimit || this.#entries.size === 1) break;
      this.#drop(oldest);
    }
  }

  forget(tenant: string, ticketId: string): void {
    this.#drop(`${tenant}\n${ticketId}`);
  }

  #drop(key: string): void {
    this.#records -= this.#entries.get(key)?.records ?? 0;
    this.#entries.delete(key);
  }
}
