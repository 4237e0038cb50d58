/** A set of small numbers, a bit each. */
export class SlotSet {
  #bits = new Uint32Array(8);

  has(slot: number): boolean {
    return (((this.#bits[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) === 1;
  }

  add(slot: number): void {
    const word = slot >>> 5;
    if (word >= this.#bits.length) {
      const bits = new Uint32Array(Math.max(word + 1, this.#bits.length * 2));
      bits.set(this.#bits);
      this.#bits = bits;
    }
    this.#bits[word] = (this.#bits[word] as number) | (1 << (slot & 31));
  }

  delete(slot: number): void {
    const word = slot >>> 5;
    if (word < this.#bits.length) {
      this.#bits[word] = (this.#bits[word] as number) & ~(1 << (slot & 31));
    }
  }

  get isEmpty(): boolean {
    return this.#bits.every((word) => word === 0);
  }

  /** What is in any of the sets. */
  static anyOf(sets: readonly SlotSet[]): SlotSet {
    const union = new SlotSet();
    union.#bits = new Uint32Array(Math.max(8, ...sets.map((set) => set.#bits.length)));
    for (const set of sets) {
      for (let word = 0; word < set.#bits.length; word++) {
        union.#bits[word] = (union.#bits[word] as number) | (set.#bits[word] as number);
      }
    }
    return union;
  }

  /** Keeps only what is in the other set too. */
  intersect(other: SlotSet): void {
    for (let word = 0; word < this.#bits.length; word++) {
      this.#bits[word] = (this.#bits[word] as number) & (other.#bits[word] ?? 0);
    }
  }
}
