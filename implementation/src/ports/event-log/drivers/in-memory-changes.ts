import type { LogRecord } from '#src/domain/ticket/record.ts';

/** A record's place in the order of changes: for good, also when others before it are gone. */
export interface Change {
  readonly place: number;
  /** Null once its log was dropped. */
  record: LogRecord | null;
}

/** Fewer gaps than this are not worth closing. */
const fewGaps = 1_000;

/** Records in the order in which they came, each at a place that never changes. */
export class InMemoryChanges {
  /** By place. What was dropped stays as a gap until half of all are gaps. */
  #changes: Change[] = [];
  #gaps = 0;
  #newestPlace = 0;

  /** The place that was given out last, 0 before the first. */
  get newestPlace(): number {
    return this.#newestPlace;
  }

  /** The place of the newest record that is still here, 0 where there is none. */
  get end(): number {
    return this.#changes.findLast(({ record }) => record)?.place ?? 0;
  }

  add(record: LogRecord): Change {
    this.#newestPlace += 1;
    const change = { place: this.#newestPlace, record };
    this.#changes.push(change);
    return change;
  }

  /** At most `limit` changes after a place. */
  after(place: number, limit: number): Change[] {
    const found: Change[] = [];
    for (let index = this.#indexAfter(place); index < this.#changes.length; index += 1) {
      if (found.length === limit) break;
      const change = this.#changes[index];
      if (change?.record) found.push(change);
    }
    return found;
  }

  drop(changes: readonly Change[]): void {
    for (const change of changes) change.record = null;
    this.#gaps += changes.length;
    if (this.#gaps < fewGaps || this.#gaps < this.#changes.length / 2) return;
    this.#changes = this.#changes.filter(({ record }) => record);
    this.#gaps = 0;
  }

  /** Of the first change after a place: the places ascend, so half of the rest goes with each look. */
  #indexAfter(place: number): number {
    let [low, high] = [0, this.#changes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#changes[middle]?.place ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
