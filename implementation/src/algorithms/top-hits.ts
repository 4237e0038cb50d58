/** Keeps the best few of many, in a heap whose root is the worst kept. */
export class TopHits {
  readonly #limit: number;
  readonly #precedes: (a: number, b: number) => boolean;
  readonly #heap: number[] = [];

  /** `precedes(a, b)`: a is better than b; a total order, or the outcome depends on the input's. */
  constructor(limit: number, precedes: (a: number, b: number) => boolean) {
    this.#limit = limit;
    this.#precedes = precedes;
  }

  /** Whether an offer of the item would be kept; for callers to whom the rest is dear. */
  takes(item: number): boolean {
    if (this.#heap.length < this.#limit) return true;
    return this.#limit > 0 && this.#precedes(item, this.#heap[0] as number);
  }

  offer(item: number): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push(item);
      this.#up(heap.length - 1);
    } else if (this.#limit > 0 && this.#precedes(item, heap[0] as number)) {
      heap[0] = item;
      this.#down(0);
    }
  }

  /** What was kept, best first. */
  sorted(): number[] {
    return this.#heap.toSorted((a, b) => (a === b ? 0 : this.#precedes(a, b) ? -1 : 1));
  }

  #up(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#worse(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #down(from: number): void {
    let at = from;
    for (;;) {
      let worst = at;
      const left = 2 * at + 1;
      if (left < this.#heap.length && this.#worse(left, worst)) worst = left;
      if (left + 1 < this.#heap.length && this.#worse(left + 1, worst)) worst = left + 1;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }

  #worse(a: number, b: number): boolean {
    return this.#precedes(this.#heap[b] as number, this.#heap[a] as number);
  }

  #swap(a: number, b: number): void {
    const held = this.#heap[a] as number;
    this.#heap[a] = this.#heap[b] as number;
    this.#heap[b] = held;
  }
}
