/**
 * Posting lists of pairs `(document, counts)`, all in one array: a block of 1, 2, 4, … pairs per
 * list, freed blocks reused by size. Thousands of short lists cost no object each.
 */
export class PostingPool {
  /** Pair `p` of the pool is `pairs[2p]`, `pairs[2p + 1]`. */
  pairs = new Int32Array(256);
  #end = 0;
  #starts = new Int32Array(64);
  #lengths = new Int32Array(64);
  readonly #free = new Map<number, number[]>();

  /** Place of the first pair of a list. */
  start(list: number): number {
    return this.#starts[list] ?? 0;
  }

  /** Pairs in a list. */
  length(list: number): number {
    return this.#lengths[list] ?? 0;
  }

  /** Adds a pair to a list; the caller adds a document to a list once only. */
  add(list: number, document: number, counts: number): void {
    this.#reserveList(list);
    const length = this.length(list);
    if (isPowerOfTwo(length) || length === 0) this.#move(list, Math.max(1, length * 2));
    const at = (this.start(list) + length) * 2;
    this.pairs[at] = document;
    this.pairs[at + 1] = counts;
    this.#lengths[list] = length + 1;
  }

  /** Takes a document out of a list; the order of the others is not kept. */
  remove(list: number, document: number): void {
    const start = this.start(list);
    const last = this.length(list) - 1;
    for (let place = start; place <= start + last; place++) {
      if (this.pairs[place * 2] !== document) continue;
      this.pairs.copyWithin(place * 2, (start + last) * 2, (start + last) * 2 + 2);
      this.#lengths[list] = last;
      // Blocks are as large as the length demands, so that a length alone tells a block's size.
      if (last === 0) this.#release(start, 1);
      else if (isPowerOfTwo(last)) this.#move(list, last);
      return;
    }
  }

  #move(list: number, capacity: number): void {
    const length = this.length(list);
    const from = this.start(list);
    const to = this.#claim(capacity);
    this.pairs.copyWithin(to * 2, from * 2, (from + length) * 2);
    if (length > 0) this.#release(from, capacity > length ? length : length * 2);
    this.#starts[list] = to;
  }

  #claim(capacity: number): number {
    const freed = this.#free.get(capacity)?.pop();
    if (freed !== undefined) return freed;
    const start = this.#end;
    this.#end += capacity;
    if (this.#end * 2 > this.pairs.length) {
      const pairs = new Int32Array(Math.max(this.pairs.length * 2, this.#end * 2));
      pairs.set(this.pairs);
      this.pairs = pairs;
    }
    return start;
  }

  #release(start: number, capacity: number): void {
    const freed = this.#free.get(capacity);
    if (freed === undefined) this.#free.set(capacity, [start]);
    else freed.push(start);
  }

  #reserveList(list: number): void {
    if (list < this.#starts.length) return;
    const size = Math.max(list + 1, this.#starts.length * 2);
    const starts = new Int32Array(size);
    const lengths = new Int32Array(size);
    starts.set(this.#starts);
    lengths.set(this.#lengths);
    this.#starts = starts;
    this.#lengths = lengths;
  }
}

function isPowerOfTwo(value: number): boolean {
  return value > 0 && (value & (value - 1)) === 0;
}
