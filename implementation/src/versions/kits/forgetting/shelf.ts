import { recordCount } from '#src/domain/ticket/record.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';

interface Kept {
  readonly row: TicketRow;
  readonly bytes: number;
}

/** Conversations in the order of their last change, and what they take together. */
export class Shelf {
  /** Oldest change first. */
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  get count(): number {
    return this.#kept.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Puts a conversation at the end; one that has not changed keeps its place. */
  put(row: TicketRow, bytes: number): void {
    const key = keyOf(row);
    const known = this.#kept.get(key);
    if (known && recordCount(known.row.seen) < recordCount(row.seen)) this.#kept.delete(key);
    this.#kept.set(key, { row, bytes });
    this.#bytes += bytes - (known?.bytes ?? 0);
  }

  take(row: TicketRow): void {
    const key = keyOf(row);
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0;
    this.#kept.delete(key);
  }

  *oldestFirst(): Generator<TicketRow, void, void> {
    for (const { row } of this.#kept.values()) yield row;
  }
}

const keyOf = ({ tenant, id }: TicketRow) => `${tenant}\n${id}`;
