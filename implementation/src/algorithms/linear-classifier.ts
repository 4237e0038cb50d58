import { seededRandom, shuffle } from './seeded-random.ts';

/** Sparse rows: row `r` has the entries `offsets[r]` to `offsets[r + 1]` of `ids` and `values`. */
export interface SparseRows {
  readonly offsets: Int32Array;
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** Weights of one linear separator per label, feature by feature; the last feature is the bias. */
export interface LinearModel {
  readonly labelCount: number;
  readonly featureCount: number;
  /** `(featureCount + 1) × labelCount`, the labels of one feature side by side. */
  readonly weights: Float32Array;
}

export interface LinearSettings {
  /** Price of a training row on the wrong side of its margin. */
  readonly cost: number;
  /** How many times that for a row of the label itself; the others outnumber it by far. */
  readonly ownCostFactor: number;
  /** Passes over the rows. */
  readonly passes: number;
  readonly seed: number;
}

/** Duals that would move less are left where they are. */
const leastStep = 1e-3;

/** Adds the decision value of every label for one sparse vector to `scores`, bias included. */
export function decisionValues(
  model: LinearModel,
  ids: Int32Array,
  values: Float32Array,
  from: number,
  to: number,
  scores: Float64Array,
): void {
  const { labelCount, featureCount, weights } = model;
  const bias = featureCount * labelCount;
  for (let label = 0; label < labelCount; label++) scores[label] = weights[bias + label] as number;
  let at = from;
  // Four features at a time: the scores are read and written a quarter as often.
  for (; at + 3 < to; at += 4) {
    const a = (ids[at] as number) * labelCount;
    const b = (ids[at + 1] as number) * labelCount;
    const c = (ids[at + 2] as number) * labelCount;
    const d = (ids[at + 3] as number) * labelCount;
    const va = values[at] as number;
    const vb = values[at + 1] as number;
    const vc = values[at + 2] as number;
    const vd = values[at + 3] as number;
    for (let label = 0; label < labelCount; label++) {
      scores[label] =
        (scores[label] as number) +
        va * (weights[a + label] as number) +
        vb * (weights[b + label] as number) +
        vc * (weights[c + label] as number) +
        vd * (weights[d + label] as number);
    }
  }
  for (; at < to; at++) {
    const a = (ids[at] as number) * labelCount;
    const va = values[at] as number;
    for (let label = 0; label < labelCount; label++) {
      scores[label] = (scores[label] as number) + va * (weights[a + label] as number);
    }
  }
}

/**
 * One-versus-rest support vector machines with squared hinge loss, by dual coordinate descent
 * (Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008). All
 * labels are trained in the same pass, so that a row's features are fetched once for all of them.
 *
 * Rows can be taken out again: their part of the weights is subtracted and a few more passes over
 * the others give the model that was never shown them. That is what cross-validation needs.
 */
export class LinearTrainer {
  readonly model: LinearModel;
  readonly #rows: SparseRows;
  readonly #labels: Int32Array;
  readonly #duals: Float32Array;
  readonly #diagonal: number;
  readonly #ownDiagonal: number;
  readonly #random: (bound: number) => number;
  readonly #scores: Float64Array;
  readonly #steps: Float64Array;
  readonly #touched: Int32Array;

  /** `labels[r]` is the label of row `r`, from 0 to `labelCount - 1`. */
  constructor(
    rows: SparseRows,
    labels: Int32Array,
    shape: { readonly labelCount: number; readonly featureCount: number },
    settings: LinearSettings,
  ) {
    const { labelCount, featureCount } = shape;
    this.#rows = rows;
    this.#labels = labels;
    this.#duals = new Float32Array(labels.length * labelCount);
    this.#diagonal = 1 / (2 * settings.cost);
    this.#ownDiagonal = this.#diagonal / settings.ownCostFactor;
    this.#random = seededRandom(settings.seed);
    this.#scores = new Float64Array(labelCount);
    this.#steps = new Float64Array(labelCount);
    this.#touched = new Int32Array(labelCount);
    const weights = new Float32Array((featureCount + 1) * labelCount);
    this.model = { labelCount, featureCount, weights };
  }

  /** One pass over the given rows, in an order drawn from the seed. */
  pass(members: Int32Array): void {
    const order = members.slice();
    shuffle(order, this.#random);
    for (const row of order) this.#descend(row);
  }

  /** Decision values of one training row under the present weights; valid until the next call. */
  score(row: number): Float64Array {
    const { offsets, ids, values } = this.#rows;
    const from = offsets[row] as number;
    decisionValues(this.model, ids, values, from, offsets[row + 1] as number, this.#scores);
    return this.#scores;
  }

  /** Subtracts what the given rows have contributed to the weights. */
  remove(members: Int32Array): void {
    const { labelCount } = this.model;
    for (const row of members) {
      let touched = 0;
      for (let label = 0; label < labelCount; label++) {
        const at = row * labelCount + label;
        const dual = this.#duals[at] as number;
        if (dual === 0) continue;
        this.#duals[at] = 0;
        this.#steps[label] = label === this.#labels[row] ? -dual : dual;
        this.#touched[touched++] = label;
      }
      this.#apply(row, touched);
    }
  }

  /** The present state, for {@link restore}. */
  snapshot(): { readonly weights: Float32Array; readonly duals: Float32Array } {
    return { weights: this.model.weights.slice(), duals: this.#duals.slice() };
  }

  restore(state: { readonly weights: Float32Array; readonly duals: Float32Array }): void {
    this.model.weights.set(state.weights);
    this.#duals.set(state.duals);
  }

  #descend(row: number): void {
    const { labelCount } = this.model;
    const { offsets, values } = this.#rows;
    const scores = this.score(row);
    // The bias is a feature of value 1.
    let norm = 1;
    for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at++) {
      norm += (values[at] as number) ** 2;
    }
    const own = this.#labels[row] as number;
    let touched = 0;
    for (let label = 0; label < labelCount; label++) {
      const at = row * labelCount + label;
      const sign = label === own ? 1 : -1;
      const diagonal = label === own ? this.#ownDiagonal : this.#diagonal;
      const dual = this.#duals[at] as number;
      const gradient = sign * (scores[label] as number) - 1 + diagonal * dual;
      const next = Math.max(0, dual - gradient / (norm + diagonal));
      const step = next - dual;
      if (step < leastStep && step > -leastStep) continue;
      this.#duals[at] = next;
      this.#steps[label] = sign * step;
      this.#touched[touched++] = label;
    }
    this.#apply(row, touched);
  }

  /** Moves the weights by `#steps` of the first `touched` labels, and forgets these steps. */
  #apply(row: number, touched: number): void {
    if (touched === 0) return;
    const { labelCount, featureCount, weights } = this.model;
    const { offsets, ids, values } = this.#rows;
    const steps = this.#steps;
    const labels = this.#touched;
    const end = offsets[row + 1] as number;
    const dense = touched * 3 > labelCount;
    for (let at = offsets[row] as number; at <= end; at++) {
      const base = (at === end ? featureCount : (ids[at] as number)) * labelCount;
      const value = at === end ? 1 : (values[at] as number);
      if (dense) {
        for (let label = 0; label < labelCount; label++) {
          const place = base + label;
          weights[place] = (weights[place] as number) + value * (steps[label] as number);
        }
      } else {
        for (let index = 0; index < touched; index++) {
          const label = labels[index] as number;
          const place = base + label;
          weights[place] = (weights[place] as number) + value * (steps[label] as number);
        }
      }
    }
    steps.fill(0);
  }
}
