import { solveSystem } from './calibration.ts';

/** A choice among candidates: each has the same measures; `chosen` is the place of the right one. */
export interface Choice {
  readonly candidates: readonly (readonly number[])[];
  readonly chosen: number;
}

/**
 * Weights of the measures under which the right candidates are most likely: conditional logit
 * (McFadden, 1974), by Newton's method with a ridge. The loss is convex: `start` saves rounds and does
 * not change the outcome. Returns `start` when there is nothing to learn from.
 */
export function fitChoices(
  choices: readonly Choice[],
  start: readonly number[],
  ridge: number,
): number[] {
  let weights = [...start];
  if (choices.length === 0) return weights;
  for (let round = 0; round < 25; round++) {
    const { gradient, hessian } = derivatives(choices, weights, ridge);
    const step = solveSystem(hessian, gradient);
    // Far from the optimum a whole step can overshoot; a shorter one always gains.
    const before = loss(choices, weights, ridge);
    let share = 1;
    let next = weights.map((weight, at) => weight - (step[at] as number));
    while (share > 1e-6 && !(loss(choices, next, ridge) <= before)) {
      share /= 2;
      const length = share;
      next = weights.map((weight, at) => weight - length * (step[at] as number));
    }
    weights = next;
    if (step.every((part) => Math.abs(part) < 1e-4)) break;
  }
  return weights;
}

/** Sum of the measures by their weights. */
export function utility(weights: readonly number[], measures: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) {
    sum += (weights[at] as number) * (measures[at] as number);
  }
  return sum;
}

/** Probability of each candidate from its utility. */
export function choiceProbabilities(utilities: readonly number[]): number[] {
  const highest = Math.max(...utilities);
  const weights = utilities.map((value) => Math.exp(value - highest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function derivatives(choices: readonly Choice[], weights: readonly number[], ridge: number) {
  const width = weights.length;
  const gradient = weights.map((weight) => ridge * weight);
  const hessian = weights.map((_, row) => weights.map((__, at) => (row === at ? ridge : 0)));
  for (const { candidates, chosen } of choices) {
    const shares = choiceProbabilities(candidates.map((measures) => utility(weights, measures)));
    const mean = new Array<number>(width).fill(0);
    candidates.forEach((measures, index) => {
      const share = shares[index] as number;
      for (let at = 0; at < width; at++) {
        mean[at] = (mean[at] as number) + share * (measures[at] as number);
      }
    });
    const right = candidates[chosen] ?? mean;
    for (let at = 0; at < width; at++) {
      gradient[at] = (gradient[at] as number) + (mean[at] as number) - (right[at] as number);
    }
    candidates.forEach((measures, index) => {
      const share = shares[index] as number;
      if (share < 1e-5) return;
      for (let row = 0; row < width; row++) {
        const line = hessian[row] as number[];
        const off = share * ((measures[row] as number) - (mean[row] as number));
        for (let at = 0; at <= row; at++) {
          line[at] = (line[at] as number) + off * ((measures[at] as number) - (mean[at] as number));
        }
      }
    });
  }
  // Only the lower half was summed; the matrix is symmetric.
  for (let row = 0; row < width; row++) {
    for (let at = row + 1; at < width; at++) {
      (hessian[row] as number[])[at] = (hessian[at] as number[])[row] as number;
    }
  }
  return { gradient, hessian };
}

/** Negative logarithm of the likelihood, with the ridge: what is made as small as possible. */
function loss(choices: readonly Choice[], weights: readonly number[], ridge: number): number {
  let total = weights.reduce((sum, weight) => sum + (ridge / 2) * weight * weight, 0);
  for (const { candidates, chosen } of choices) {
    const shares = choiceProbabilities(candidates.map((measures) => utility(weights, measures)));
    total -= Math.log(Math.max(shares[chosen] ?? 0, 1e-300));
  }
  return total;
}
