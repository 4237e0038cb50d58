import { AlgorithmError } from '../algorithm-error.ts';
import { TopHits } from '../top-hits.ts';
import type { Scored } from './fuse-scores.ts';
import { SlotSet } from './slot-set.ts';

/** The embeddings of documents: exact search by cosine, row after row. */
export class VectorRows {
  #dimensions = 0;
  #rows = new Float32Array(0);
  readonly #present = new SlotSet();
  #count = 0;

  /** Documents that have a vector. */
  get count(): number {
    return this.#count;
  }

  /**
   * Does nothing to a vector that {@link set} would take.
   * @throws AlgorithmError `invalid_argument`: not as long as the others, a part that is no finite
   * number, or all zeros.
   */
  check(vector: ArrayLike<number>): void {
    this.#unit(vector);
  }

  /** @throws AlgorithmError as {@link check} does. */
  set(slot: number, vector: ArrayLike<number>): void {
    const unit = this.#unit(vector);
    if (this.#count === 0) {
      this.#dimensions = unit.length;
      this.#rows = new Float32Array(0);
    }
    const end = (slot + 1) * unit.length;
    if (end > this.#rows.length) {
      const rows = new Float32Array(Math.max(end, this.#rows.length * 1.5));
      rows.set(this.#rows);
      this.#rows = rows;
    }
    this.#rows.set(unit, slot * unit.length);
    if (!this.#present.has(slot)) this.#count++;
    this.#present.add(slot);
  }

  delete(slot: number): void {
    if (!this.#present.has(slot)) return;
    this.#present.delete(slot);
    this.#count--;
  }

  /**
   * The closest documents among those that `accept` takes, closest first; equally close ones as
   * `precedes` says.
   * @throws AlgorithmError as {@link check} does.
   */
  nearest(
    vector: ArrayLike<number>,
    limit: number,
    accept: (slot: number) => boolean,
    precedes: (a: number, b: number) => boolean,
  ): Scored[] {
    if (this.#count === 0) return [];
    const unit = this.#unit(vector);
    const size = Math.floor(this.#rows.length / unit.length);
    const closeness = new Float64Array(size);
    const top = new TopHits(limit, (a, b) => {
      const difference = (closeness[a] as number) - (closeness[b] as number);
      return difference === 0 ? precedes(a, b) : difference > 0;
    });
    for (let slot = 0, from = 0; slot < size; slot++, from += unit.length) {
      if (!this.#present.has(slot)) continue;
      let sum = 0;
      for (let at = 0; at < unit.length; at++) {
        sum += (unit[at] as number) * (this.#rows[from + at] as number);
      }
      closeness[slot] = sum;
      if (top.takes(slot) && accept(slot)) top.offer(slot);
    }
    return top.sorted().map((slot) => ({ item: slot, score: closeness[slot] as number }));
  }

  #unit(vector: ArrayLike<number>): Float64Array {
    const wanted = this.#count === 0 ? vector.length : this.#dimensions;
    if (vector.length === 0 || vector.length !== wanted) {
      const has = `the vector has ${vector.length} dimensions`;
      throw refused(vector.length === 0 ? has : `${has}, those of the index have ${wanted}`);
    }
    const unit = Float64Array.from(vector);
    const largest = unit.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
    if (!Number.isFinite(largest)) throw refused('a part of the vector is not a finite number');
    if (largest === 0) throw refused('the vector is all zeros and points nowhere');
    // Divided by the largest part first: squares of huge or tiny numbers are no numbers.
    const scaled = unit.map((part) => part / largest);
    const length = Math.sqrt(scaled.reduce((sum, part) => sum + part * part, 0));
    return scaled.map((part) => part / length);
  }
}

function refused(message: string): AlgorithmError {
  return new AlgorithmError('invalid_argument', message);
}
