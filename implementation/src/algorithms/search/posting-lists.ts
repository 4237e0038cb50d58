/** Documents that a list can tell apart: their numbers take 24 bits of an entry. */
export const documentLimit = 2 ** 24;

/**
 * Posting lists, all in one array: an entry is a document's number in the high 24 bits and eight
 * bits of the caller's. A list lies in a block of 1, 2, 4, … entries; freed blocks are reused by
 * size. Hundreds of thousands of short lists cost no object each. The order in a list is not kept.
 */
export class PostingLists {
  entries = new Uint32Array(256);
  #count = 0;
  #end = 0;
  #starts = new Int32Array(64);
  #lengths = new Int32Array(64);
  readonly #free = new Map<number, number[]>();

  /** One more than the highest list that was ever added to. */
  get count(): number {
    return this.#count;
  }

  /** Place of the first entry of a list. */
  start(list: number): number {
    return this.#starts[list] ?? 0;
  }

  /** Entries in a list. */
  length(list: number): number {
    return this.#lengths[list] ?? 0;
  }

  /** Adds an entry to a list; the caller adds a document to a list once only. */
  add(list: number, document: number, bits: number): void {
    this.#reserveList(list);
    const length = this.length(list);
    if (length === 0 || isPowerOfTwo(length)) this.#move(list, Math.max(1, length * 2));
    this.entries[this.start(list) + length] = (document << 8) | bits;
    this.#lengths[list] = length + 1;
  }

  /** Takes a document out of a list. */
  remove(list: number, document: number): void {
    const start = this.start(list);
    const end = start + this.length(list);
    for (let place = start; place < end; place++) {
      if ((this.entries[place] as number) >>> 8 === document) {
        this.#removeAt(list, place);
        return;
      }
    }
  }

  /** Takes documents out of all lists; reads every entry. */
  removeAll(documents: ReadonlySet<number>): void {
    for (let list = 0; list < this.#count; list++) {
      for (let at = this.length(list) - 1; at >= 0; at--) {
        const place = this.start(list) + at;
        if (documents.has((this.entries[place] as number) >>> 8)) this.#removeAt(list, place);
      }
    }
  }

  /** The length of each list, and the entries of all, list after list. */
  packed(): { lengths: Uint32Array; entries: Uint32Array } {
    const lengths = Uint32Array.from(this.#lengths.subarray(0, this.#count));
    const entries = new Uint32Array(lengths.reduce((sum, length) => sum + length, 0));
    let at = 0;
    lengths.forEach((length, list) => {
      const start = this.start(list);
      entries.set(this.entries.subarray(start, start + length), at);
      at += length;
    });
    return { lengths, entries };
  }

  /** What {@link packed} took down. */
  static from(lengths: Uint32Array, entries: Uint32Array): PostingLists {
    const lists = new PostingLists();
    const room = lengths.reduce((sum, length) => sum + blockOf(length), 0);
    lists.entries = new Uint32Array(Math.max(256, room));
    if (lengths.length > 0) lists.#reserveList(lengths.length - 1);
    let at = 0;
    lengths.forEach((length, list) => {
      lists.#starts[list] = lists.#end;
      lists.#lengths[list] = length;
      for (let place = 0; place < length; place++) {
        lists.entries[lists.#end + place] = entries[at++] as number;
      }
      lists.#end += blockOf(length);
    });
    return lists;
  }

  #removeAt(list: number, place: number): void {
    const start = this.start(list);
    const last = this.length(list) - 1;
    this.entries[place] = this.entries[start + last] as number;
    this.#lengths[list] = last;
    // Blocks are as large as the length demands, so that a length alone tells a block's size.
    if (last === 0) this.#release(start, 1);
    else if (isPowerOfTwo(last)) this.#move(list, last);
  }

  #move(list: number, capacity: number): void {
    const length = this.length(list);
    const from = this.start(list);
    const to = this.#claim(capacity);
    this.entries.copyWithin(to, from, from + length);
    if (length > 0) this.#release(from, capacity > length ? length : length * 2);
    this.#starts[list] = to;
  }

  #claim(capacity: number): number {
    const freed = this.#free.get(capacity)?.pop();
    if (freed !== undefined) return freed;
    const start = this.#end;
    this.#end += capacity;
    if (this.#end > this.entries.length) {
      const entries = new Uint32Array(Math.max(this.entries.length * 1.5, this.#end));
      entries.set(this.entries);
      this.entries = entries;
    }
    return start;
  }

  #release(start: number, capacity: number): void {
    const freed = this.#free.get(capacity);
    if (freed === undefined) this.#free.set(capacity, [start]);
    else freed.push(start);
  }

  #reserveList(list: number): void {
    this.#count = Math.max(this.#count, list + 1);
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

function blockOf(length: number): number {
  return length === 0 ? 0 : 2 ** Math.ceil(Math.log2(length));
}

function isPowerOfTwo(value: number): boolean {
  return value > 0 && (value & (value - 1)) === 0;
}
