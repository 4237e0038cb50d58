/** Keeps the largest few of many numbers, in order; meant for tens, not for thousands. */
export class LargestNumbers {
  /** Ascending from `start`. */
  readonly #kept: Float64Array;
  #start: number;

  constructor(limit: number) {
    this.#kept = new Float64Array(limit);
    this.#start = limit;
  }

  /** The smallest of those kept; no number is smaller while there is room. */
  get smallest(): number {
    return this.#start > 0 ? Number.NEGATIVE_INFINITY : (this.#kept[0] as number);
  }

  offer(value: number): void {
    const kept = this.#kept;
    if (value <= this.smallest) return;
    // The smallest leaves, or there is one place more; those below the new one move down.
    let at = this.#start > 0 ? --this.#start : 0;
    while (at + 1 < kept.length && (kept[at + 1] as number) < value) {
      kept[at] = kept[at + 1] as number;
      at++;
    }
    kept[at] = value;
  }
}
