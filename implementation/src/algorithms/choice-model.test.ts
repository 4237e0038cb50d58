import { describe, expect, test } from 'vitest';
import { choiceProbabilities, fitChoices, utility } from './choice-model.ts';

/** Of the two measures only the first says which is right; mistakes keep the weights finite. */
const choices = Array.from({ length: 60 }, (_, index) => {
  const candidates = [0, 1, 2].map((at) => [at === index % 3 ? 1 : 0.2 * at, (index * 7 + at) % 5]);
  return { candidates, chosen: index % 10 === 0 ? (index + 1) % 3 : index % 3 };
});

describe('a choice model', () => {
  const weights = fitChoices(choices, [0, 0], 0.1);

  test('weighs what tells and not what does not', () => {
    expect(weights[0]).toBeGreaterThan(2);
    expect(Math.abs(weights[1] ?? 9)).toBeLessThan(0.3);
  });

  test('comes to the same from another start', () => {
    fitChoices(choices, [3, -2], 0.1).forEach((weight, at) => {
      expect(weight).toBeCloseTo(weights[at] ?? Number.NaN, 2);
    });
  });

  test('states shares that come true in the mean: the gradient is zero', () => {
    let stated = 0;
    let came = 0;
    for (const { candidates, chosen } of choices) {
      const shares = choiceProbabilities(candidates.map((one) => utility(weights, one)));
      shares.forEach((share, at) => {
        stated += share * (candidates[at]?.[0] ?? 0);
      });
      came += candidates[chosen]?.[0] ?? 0;
    }
    expect(stated + 0.1 * (weights[0] ?? 0)).toBeCloseTo(came, 2);
  });

  test('learns nothing from nothing', () => {
    expect(fitChoices([], [0.5], 1)).toEqual([0.5]);
  });

  test('shares of huge utilities are still shares', () => {
    expect(choiceProbabilities([1000, 1000])).toEqual([0.5, 0.5]);
    expect(choiceProbabilities([])).toEqual([]);
  });
});
