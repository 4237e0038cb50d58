/**
 * Dense ids, 0, 1, 2 …, for 32-bit hashes, in 12 bytes an entry at most half full. Two features
 * with the same hash are one feature.
 */
export class HashIds {
  #slots = new Int32Array(64);
  #hashes = new Int32Array(32);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Every hash by its id; a view that the next {@link add} may leave behind. */
  get hashes(): Int32Array {
    return this.#hashes.subarray(0, this.#size);
  }

  /** Ids as {@link hashes} has them. */
  static of(hashes: Int32Array): HashIds {
    const ids = new HashIds();
    for (const hash of hashes) ids.add(hash);
    return ids;
  }

  /** Id of a hash, or -1. */
  find(hash: number): number {
    const key = hash | 0;
    const mask = this.#slots.length - 1;
    for (let slot = key & mask; ; slot = (slot + 1) & mask) {
      const id = (this.#slots[slot] as number) - 1;
      if (id < 0 || this.#hashes[id] === key) return id;
    }
  }

  /** Id of a hash, given out on first sight. */
  add(hash: number): number {
    const known = this.find(hash);
    if (known >= 0) return known;
    if (this.#size === this.#hashes.length) this.#grow();
    const id = this.#size++;
    this.#hashes[id] = hash | 0;
    this.#place(id);
    return id;
  }

  #grow(): void {
    const hashes = new Int32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#slots = new Int32Array(hashes.length * 2);
    for (let id = 0; id < this.#size; id++) this.#place(id);
  }

  #place(id: number): void {
    const mask = this.#slots.length - 1;
    let slot = (this.#hashes[id] as number) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = id + 1;
  }
}
