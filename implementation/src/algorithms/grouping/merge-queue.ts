/** Two clusters that might become one. */
export interface Merge {
  readonly a: number;
  readonly b: number;
  readonly closeness: number;
  /** Lower goes first of equally close ones. */
  readonly rank: number;
}

const precedes = (one: Merge, other: Merge): boolean =>
  one.closeness === other.closeness ? one.rank < other.rank : one.closeness > other.closeness;

/** Merges, the closest first: a binary heap. */
export class MergeQueue {
  readonly #heap: Merge[] = [];

  push(merge: Merge): void {
    const heap = this.#heap;
    let at = heap.push(merge) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!precedes(merge, heap[parent] as Merge)) break;
      heap[at] = heap[parent] as Merge;
      at = parent;
    }
    heap[at] = merge;
  }

  pop(): Merge | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right !== undefined && precedes(right, heap[child] as Merge)) child += 1;
      if (!precedes(heap[child] as Merge, last)) break;
      heap[at] = heap[child] as Merge;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
