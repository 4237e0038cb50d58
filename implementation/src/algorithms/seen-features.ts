import type { TextVector } from './feature-vocabulary.ts';

/** Which features training has seen under which label: a bit for each, 32 to a word. */
export class SeenFeatures {
  /** `features × ⌈labels / 32⌉` words. */
  readonly bits: Uint32Array;
  readonly #words: number;

  constructor(bits: Uint32Array, labelCount: number) {
    this.bits = bits;
    this.#words = wordsOf(labelCount);
  }

  static of(vectors: readonly TextVector[], targets: Int32Array, shape: Shape): SeenFeatures {
    const words = wordsOf(shape.labelCount);
    const bits = new Uint32Array(shape.featureCount * words);
    vectors.forEach(({ ids }, row) => {
      const label = targets[row] as number;
      const bit = 1 << (label & 31);
      for (const id of ids) {
        const at = id * words + (label >>> 5);
        bits[at] = (bits[at] as number) | bit;
      }
    });
    return new SeenFeatures(bits, shape.labelCount);
  }

  /** Share of a text's mass that was seen under the label, 0–1. */
  share({ ids, values }: TextVector, label: number): number {
    const bit = 1 << (label & 31);
    let share = 0;
    for (let at = 0; at < ids.length; at++) {
      const word = (ids[at] as number) * this.#words + (label >>> 5);
      if (((this.bits[word] as number) & bit) !== 0) share += (values[at] as number) ** 2;
    }
    return share;
  }
}

interface Shape {
  readonly labelCount: number;
  readonly featureCount: number;
}

/** Words that the bits of so many labels fill. */
export const wordsOf = (labelCount: number): number => Math.ceil(labelCount / 32);

/** How often training has seen each feature under each label, while rows come and go. */
export class FeatureCounts {
  readonly #shape: Shape;
  readonly #counts: Uint16Array;
  readonly #totals: Uint32Array;
  readonly #vectors: readonly TextVector[];
  readonly #targets: Int32Array;

  constructor(vectors: readonly TextVector[], targets: Int32Array, shape: Shape) {
    this.#shape = shape;
    this.#vectors = vectors;
    this.#targets = targets;
    this.#counts = new Uint16Array(shape.featureCount * shape.labelCount);
    this.#totals = new Uint32Array(shape.featureCount);
    this.change(targets.keys(), 1);
  }

  /** Counts rows in (1) or out (−1). */
  change(rows: Iterable<number>, by: 1 | -1): void {
    for (const row of rows) {
      const label = this.#targets[row] as number;
      for (const id of (this.#vectors[row] as TextVector).ids) {
        const at = id * this.#shape.labelCount + label;
        // A count that has reached the end of its range stays there.
        this.#counts[at] = Math.min(0xffff, (this.#counts[at] as number) + by);
        this.#totals[id] = (this.#totals[id] as number) + by;
      }
    }
  }

  /** Share of a row's mass that the rows counted in have, 0–1. */
  known(row: number): number {
    return this.#share(row, (id) => (this.#totals[id] as number) > 0);
  }

  /** Share of a row's mass that the rows counted in have under a label, 0–1. */
  own(row: number, label: number): number {
    const { labelCount } = this.#shape;
    return this.#share(row, (id) => (this.#counts[id * labelCount + label] as number) > 0);
  }

  #share(row: number, has: (id: number) => boolean): number {
    const { ids, values } = this.#vectors[row] as TextVector;
    let share = 0;
    for (let at = 0; at < ids.length; at++) {
      if (has(ids[at] as number)) share += (values[at] as number) ** 2;
    }
    return share;
  }
}
