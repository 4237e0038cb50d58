/** How far stated confidence can be believed, and how to make it believable. */

/** A scored outcome: `confidence` was stated, `right` is what happened. */
export interface Outcome {
  readonly confidence: number;
  readonly right: boolean;
}

/**
 * Expected calibration error: outcomes sorted by confidence, cut into `bins` of equal mass (sizes
 * differ by one at most); the mean over bins of |mean confidence − share right|, weighted by size.
 * 0 for no outcomes. Equal confidences keep a fixed order, so the row order has no effect.
 */
export function expectedCalibrationError(outcomes: readonly Outcome[], bins = 15): number {
  const sorted = outcomes.toSorted(
    (a, b) => a.confidence - b.confidence || Number(a.right) - Number(b.right),
  );
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * sorted.length) / bins);
    const to = Math.floor(((bin + 1) * sorted.length) / bins);
    let gap = 0;
    for (const outcome of sorted.slice(from, to)) gap += outcome.confidence - Number(outcome.right);
    error += Math.abs(gap);
  }
  return sorted.length === 0 ? 0 : error / sorted.length;
}

/**
 * Area under the ROC curve: the probability that a positive scores above a negative, ties counting
 * half. 0.5 when either side is empty, since nothing can be told apart then.
 */
export function areaUnderRoc(positives: readonly number[], negatives: readonly number[]): number {
  if (positives.length === 0 || negatives.length === 0) return 0.5;
  const all = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  let start = 0;
  while (start < all.length) {
    let end = start;
    let tied = 0;
    while (end < all.length && all[end]?.score === all[start]?.score) {
      if (all[end]?.positive) tied++;
      end++;
    }
    rankSum += tied * ((start + 1 + end) / 2);
    start = end;
  }
  const count = positives.length;
  return (rankSum - (count * (count + 1)) / 2) / (count * negatives.length);
}

/**
 * Probability of each label from its decision value: a softmax of `values / temperature`.
 * Writes into `into` and returns it.
 */
export function softmax(
  values: ArrayLike<number>,
  temperature: number,
  into: Float64Array,
): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) highest = Math.max(highest, values[at] as number);
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    const weight = Math.exp(((values[at] as number) - highest) / temperature);
    into[at] = weight;
    sum += weight;
  }
  for (let at = 0; at < values.length; at++) into[at] = (into[at] as number) / sum;
  return into;
}

/** A logistic curve over several measures: `1 / (1 + exp(-(bias + Σ weightᵢ · measureᵢ)))`. */
export interface LogisticCurve {
  readonly bias: number;
  readonly weights: readonly number[];
}

/** Value of the curve, strictly inside (0, 1) for finite measures. */
export function logistic(curve: LogisticCurve, measures: readonly number[]): number {
  let sum = curve.bias;
  for (let at = 0; at < curve.weights.length; at++) {
    sum += (curve.weights[at] as number) * (measures[at] as number);
  }
  return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, sum))));
}

/**
 * Fits a logistic curve to outcomes by Newton's method with a small ridge (Platt scaling over
 * several measures). The targets are Platt's smoothed ones, so that outcomes which are all alike
 * give a finite curve, close to their rate.
 */
export function fitLogistic(
  measures: readonly (readonly number[])[],
  rights: readonly boolean[],
  ridge = 1e-2,
): LogisticCurve {
  const width = (measures[0]?.length ?? 0) + 1;
  const positives = rights.filter(Boolean).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (rights.length - positives + 2);
  let curve: number[] = new Array<number>(width).fill(0);
  curve[0] = Math.log((positives + 1) / (rights.length - positives + 1));
  for (let round = 0; round < 30; round++) {
    const gradient = curve.map((value, at) => (at === 0 ? 0 : ridge * value));
    const hessian = curve.map((_, row) => curve.map((__, at) => (row === at ? ridge : 0)));
    measures.forEach((measure, index) => {
      const shape = { bias: curve[0] as number, weights: curve.slice(1) };
      const p = logistic(shape, measure);
      const x = [1, ...measure];
      const slope = p - (rights[index] ? high : low);
      for (let row = 0; row < width; row++) {
        const xr = x[row] as number;
        gradient[row] = (gradient[row] as number) + slope * xr;
        const line = hessian[row] as number[];
        for (let at = 0; at < width; at++) {
          line[at] = (line[at] as number) + p * (1 - p) * xr * (x[at] as number);
        }
      }
    });
    const step = solveSystem(hessian, gradient);
    curve = curve.map((value, at) => value - Math.max(-4, Math.min(4, step[at] as number)));
    if (step.every((part) => Math.abs(part) < 1e-6)) break;
  }
  return { bias: curve[0] as number, weights: curve.slice(1) };
}

/** Solves a small symmetric positive definite system by Gaussian elimination with pivoting. */
export function solveSystem(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] {
  const size = right.length;
  const rows = matrix.map((row, at) => [...row, right[at] as number]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    }
    const top = rows[pivot] as number[];
    rows[pivot] = rows[column] as number[];
    rows[column] = top;
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const line = rows[row] as number[];
      const factor = (line[column] as number) / (top[column] as number);
      for (let at = column; at <= size; at++) {
        line[at] = (line[at] as number) - factor * (top[at] as number);
      }
    }
  }
  return rows.map((row, at) => (row[size] as number) / (row[at] as number));
}

/**
 * The temperature in [0.02, 5] under which `softmax` gives the true labels the highest likelihood,
 * by golden-section search over its logarithm.
 */
export function fitTemperature(
  decisions: readonly { readonly values: ArrayLike<number>; readonly label: number }[],
): number {
  const scratch = new Float64Array(decisions[0]?.values.length ?? 0);
  const loss = (logTemperature: number): number => {
    let total = 0;
    for (const { values, label } of decisions) {
      const p = softmax(values, Math.exp(logTemperature), scratch)[label] as number;
      total -= Math.log(Math.max(p, 1e-12));
    }
    return total;
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(0.02);
  let high = Math.log(5);
  let left = high - ratio * (high - low);
  let right = low + ratio * (high - low);
  let leftLoss = loss(left);
  let rightLoss = loss(right);
  for (let round = 0; round < 24; round++) {
    if (leftLoss <= rightLoss) {
      high = right;
      right = left;
      rightLoss = leftLoss;
      left = high - ratio * (high - low);
      leftLoss = loss(left);
    } else {
      low = left;
      left = right;
      leftLoss = rightLoss;
      right = low + ratio * (high - low);
      rightLoss = loss(right);
    }
  }
  return Math.exp((low + high) / 2);
}
