import type { LinearModel, SparseRows } from './linear-classifier.ts';
import { seededRandom, shuffle } from './seeded-random.ts';

export interface LowRankSettings {
  /** Dimensions of the space in which labels share what they have in common. */
  readonly dimensions: number;
  /** Passes over the rows. */
  readonly passes: number;
  /** Length of the first steps; they get shorter to a tenth of it. */
  readonly rate: number;
  /** Share of a row's features that is left out each time it is shown. */
  readonly dropped: number;
  readonly seed: number;
}

const certain = 0.98;
const firstScale = 1.5;
/** Gradients below this change nothing that could be seen. */
const leastGradient = 1e-3;
/** Keeps the first steps of AdaGrad finite. */
const firstSquare = 1e-3;

/**
 * Softmax regression through a space of few dimensions: features are placed in it, labels read from
 * it (Joulin et al., "Bag of Tricks for Efficient Text Classification", 2017), with features dropped
 * at random and AdaGrad steps per feature. Linear from end to end, so that it can be added to
 * another linear model over the same features.
 */
export class LowRankClassifier {
  readonly #shape: { readonly labelCount: number; readonly featureCount: number };
  readonly #settings: LowRankSettings;
  readonly #places: Float32Array;
  readonly #readers: Float32Array;
  readonly #placeSquares: Float32Array;
  readonly #readerSquares: Float32Array;
  readonly #placeBias: Float32Array;
  readonly #labelBias: Float32Array;
  readonly #random: (bound: number) => number;
  readonly #place: Float32Array;
  readonly #slope: Float32Array;
  readonly #shares: Float64Array;
  /** Where the row's remaining features lie among the places, and their values. */
  #starts = new Int32Array(512);
  #values = new Float32Array(512);

  constructor(
    shape: { readonly labelCount: number; readonly featureCount: number },
    settings: LowRankSettings,
  ) {
    const { labelCount, featureCount } = shape;
    const { dimensions, seed } = settings;
    this.#shape = shape;
    this.#settings = settings;
    this.#random = seededRandom(seed);
    this.#places = this.#noise(featureCount * dimensions, firstScale / Math.sqrt(dimensions));
    this.#readers = this.#noise(labelCount * dimensions, 1 / Math.sqrt(dimensions));
    this.#placeSquares = new Float32Array(featureCount).fill(firstSquare);
    this.#readerSquares = new Float32Array(labelCount).fill(firstSquare);
    this.#placeBias = new Float32Array(dimensions);
    this.#labelBias = new Float32Array(labelCount);
    this.#place = new Float32Array(dimensions);
    this.#slope = new Float32Array(dimensions);
    this.#shares = new Float64Array(labelCount);
  }

  /** Trains on the given rows of a table; `labels[r]` is the label of row `r`. */
  train(rows: SparseRows, labels: Int32Array, members: Int32Array): void {
    const { passes, rate } = this.#settings;
    const order = members.slice();
    const known = new Uint8Array(labels.length);
    for (let pass = 0; pass < passes; pass++) {
      shuffle(order, this.#random);
      const step = rate * (1 - (0.9 * pass) / passes);
      for (const row of order) {
        // What was understood the last time is shown every other time.
        if (known[row] === 1) {
          known[row] = 0;
          continue;
        }
        const label = labels[row] as number;
        this.#show(rows, row, label, step);
        if ((this.#shares[label] as number) > certain) known[row] = 1;
      }
    }
  }

  /**
   * Adds `share` times this model to another one of the same labels, in which the feature with the
   * number `f` is called `names[f]`.
   */
  addTo(model: LinearModel, names: Int32Array, share: number): void {
    const { labelCount, featureCount } = this.#shape;
    const { dimensions } = this.#settings;
    for (let feature = 0; feature < featureCount; feature++) {
      // What was never shown has kept its first random place, which means nothing.
      if (this.#placeSquares[feature] === Math.fround(firstSquare)) continue;
      const into = (names[feature] as number) * labelCount;
      this.#addReading(this.#places, feature * dimensions, share, model.weights, into);
    }
    const bias = model.featureCount * labelCount;
    this.#addReading(this.#placeBias, 0, share, model.weights, bias);
    for (let label = 0; label < labelCount; label++) {
      const added = share * (this.#labelBias[label] as number);
      model.weights[bias + label] = (model.weights[bias + label] as number) + added;
    }
  }

  /** Adds what the labels read at one place, times `share`, to the weights from `into` on. */
  #addReading(
    places: Float32Array,
    from: number,
    share: number,
    weights: Float32Array,
    into: number,
  ): void {
    const { dimensions } = this.#settings;
    const readers = this.#readers;
    for (let label = 0; label < this.#shape.labelCount; label++) {
      const base = label * dimensions;
      let sum = 0;
      for (let axis = 0; axis < dimensions; axis++) {
        sum += (places[from + axis] as number) * (readers[base + axis] as number);
      }
      weights[into + label] = (weights[into + label] as number) + share * sum;
    }
  }

  #show(rows: SparseRows, row: number, label: number, rate: number): void {
    const size = this.#pick(rows, row);
    this.#locate(size);
    this.#predict();
    if (this.#learnReaders(label, rate)) this.#learnPlaces(size, rate);
  }

  /** Draws the features that are shown this time. */
  #pick({ offsets, ids, values }: SparseRows, row: number): number {
    const { dropped, dimensions } = this.#settings;
    const end = offsets[row + 1] as number;
    const start = offsets[row] as number;
    if (end - start > this.#starts.length) {
      this.#starts = new Int32Array(2 * (end - start));
      this.#values = new Float32Array(2 * (end - start));
    }
    const bound = 1 << 16;
    const threshold = dropped * bound;
    let size = 0;
    for (let at = start; at < end; at++) {
      if (this.#random(bound) < threshold) continue;
      this.#starts[size] = (ids[at] as number) * dimensions;
      // So that the mean over all draws is the whole row.
      this.#values[size++] = (values[at] as number) / (1 - dropped);
    }
    return size;
  }

  /** The row's place: the sum of its features' places. */
  #locate(size: number): void {
    const { dimensions } = this.#settings;
    const place = this.#place;
    const places = this.#places;
    const starts = this.#starts;
    const values = this.#values;
    place.set(this.#placeBias);
    let at = 0;
    // Four features at a time: the place is read and written a quarter as often.
    for (; at + 3 < size; at += 4) {
      const a = starts[at] as number;
      const b = starts[at + 1] as number;
      const c = starts[at + 2] as number;
      const d = starts[at + 3] as number;
      const va = values[at] as number;
      const vb = values[at + 1] as number;
      const vc = values[at + 2] as number;
      const vd = values[at + 3] as number;
      for (let axis = 0; axis < dimensions; axis++) {
        place[axis] =
          (place[axis] as number) +
          va * (places[a + axis] as number) +
          vb * (places[b + axis] as number) +
          vc * (places[c + axis] as number) +
          vd * (places[d + axis] as number);
      }
    }
    for (; at < size; at++) {
      const a = starts[at] as number;
      const va = values[at] as number;
      for (let axis = 0; axis < dimensions; axis++) {
        place[axis] = (place[axis] as number) + va * (places[a + axis] as number);
      }
    }
  }

  /** Softmax of what the labels read at the place. */
  #predict(): void {
    const { dimensions } = this.#settings;
    const { labelCount } = this.#shape;
    const shares = this.#shares;
    const readers = this.#readers;
    const place = this.#place;
    const labelBias = this.#labelBias;
    let highest = Number.NEGATIVE_INFINITY;
    for (let label = 0; label < labelCount; label++) {
      const base = label * dimensions;
      let sum = labelBias[label] as number;
      for (let axis = 0; axis < dimensions; axis++) {
        sum += (readers[base + axis] as number) * (place[axis] as number);
      }
      shares[label] = sum;
      if (sum > highest) highest = sum;
    }
    let total = 0;
    for (let label = 0; label < labelCount; label++) {
      const share = Math.exp((shares[label] as number) - highest);
      shares[label] = share;
      total += share;
    }
    for (let label = 0; label < labelCount; label++) {
      shares[label] = (shares[label] as number) / total;
    }
  }

  /** Moves the labels; false when the row was understood so well that nothing is to be learned. */
  #learnReaders(own: number, rate: number): boolean {
    const { dimensions } = this.#settings;
    const readers = this.#readers;
    const slope = this.#slope.fill(0);
    const place = this.#place;
    const square = meanSquare(place);
    let moved = false;
    for (let label = 0; label < this.#shape.labelCount; label++) {
      const gradient = (this.#shares[label] as number) - (label === own ? 1 : 0);
      if (gradient < leastGradient && gradient > -leastGradient) continue;
      moved = true;
      const squares = (this.#readerSquares[label] as number) + gradient * gradient * square;
      this.#readerSquares[label] = squares;
      const step = (rate / Math.sqrt(squares)) * gradient;
      const base = label * dimensions;
      for (let axis = 0; axis < dimensions; axis++) {
        const reader = readers[base + axis] as number;
        slope[axis] = (slope[axis] as number) + gradient * reader;
        readers[base + axis] = reader - step * (place[axis] as number);
      }
      this.#labelBias[label] = (this.#labelBias[label] as number) - step;
    }
    return moved;
  }

  #learnPlaces(size: number, rate: number): void {
    const { dimensions } = this.#settings;
    const places = this.#places;
    const slope = this.#slope;
    const starts = this.#starts;
    const values = this.#values;
    const placeSquares = this.#placeSquares;
    const square = meanSquare(slope);
    for (let axis = 0; axis < dimensions; axis++) {
      this.#placeBias[axis] =
        (this.#placeBias[axis] as number) - 0.1 * rate * (slope[axis] as number);
    }
    for (let at = 0; at < size; at++) {
      const start = starts[at] as number;
      const value = values[at] as number;
      const feature = start / dimensions;
      const squares = (placeSquares[feature] as number) + square * value * value;
      placeSquares[feature] = squares;
      const step = (rate * value) / Math.sqrt(squares);
      for (let axis = 0; axis < dimensions; axis++) {
        places[start + axis] = (places[start + axis] as number) - step * (slope[axis] as number);
      }
    }
  }

  /** Uniform numbers around 0 with the given deviation. */
  #noise(size: number, deviation: number): Float32Array {
    const bound = 1 << 16;
    const scale = (deviation * Math.sqrt(12)) / bound;
    const noise = new Float32Array(size);
    for (let at = 0; at < size; at++) noise[at] = scale * (this.#random(bound) - bound / 2);
    return noise;
  }
}

function meanSquare(values: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += (values[at] as number) ** 2;
  return sum / values.length;
}
