import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaUnderRoc,
  expectedCalibrationError,
  fitLogistic,
  fitTemperature,
  logistic,
  softmax,
} from './calibration.ts';
import { seededRandom } from './seeded-random.ts';

const outcomes = fc.array(
  fc.record({
    confidence: fc.integer({ max: 10, min: 0 }).map((n) => n / 10),
    right: fc.boolean(),
  }),
);

describe('expectedCalibrationError', () => {
  it('is 0 where each bin is as often right as it says', () => {
    const rows = Array.from({ length: 150 }, (_, at) => ({ confidence: 0.5, right: at % 2 === 0 }));
    // Ten rows a bin; the rows of one confidence are sorted, so the bins are not all even.
    expect(expectedCalibrationError([...rows], 1)).toBe(0);
    expect(expectedCalibrationError([{ confidence: 1, right: true }])).toBe(0);
  });

  it('weighs the gap of each bin of equal mass', () => {
    const rows = [
      { confidence: 0.9, right: true },
      { confidence: 0.8, right: false },
      { confidence: 0.2, right: false },
      { confidence: 0.4, right: false },
    ];
    // Bins {0.2, 0.4}: gap 0.3; {0.8, 0.9}: gap 0.35.
    expect(expectedCalibrationError(rows, 2)).toBeCloseTo(0.325, 12);
  });

  it('lies in [0, 1] and depends on no order', () => {
    fc.assert(
      fc.property(outcomes, (rows) => {
        const error = expectedCalibrationError(rows);
        expect(error).toBeGreaterThanOrEqual(0);
        expect(error).toBeLessThanOrEqual(1);
        expect(expectedCalibrationError(rows.toReversed())).toBeCloseTo(error, 12);
      }),
    );
  });
});

describe('areaUnderRoc', () => {
  it('is the share of pairs in order, ties counting half', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        let pairs = 0;
        for (const a of positives) {
          for (const b of negatives) pairs += a > b ? 1 : a === b ? 0.5 : 0;
        }
        const share = pairs / (positives.length * negatives.length);
        expect(areaUnderRoc(positives, negatives)).toBeCloseTo(share, 12);
      }),
    );
  });

  it('is a half without one side', () => {
    expect(areaUnderRoc([], [1])).toBe(0.5);
  });
});

describe('fitTemperature', () => {
  it('finds the temperature from which labels were drawn', () => {
    const random = seededRandom(5);
    const decisions = Array.from({ length: 4000 }, () => {
      const values = Array.from({ length: 4 }, () => random(1000) / 1000);
      const probabilities = softmax(values, 0.3, new Float64Array(4));
      let left = random(1_000_000) / 1_000_000;
      let label = 0;
      while (label < 3 && left > (probabilities[label] ?? 0)) left -= probabilities[label++] ?? 0;
      return { values, label };
    });
    expect(fitTemperature(decisions)).toBeCloseTo(0.3, 1);
  });
});

describe('fitLogistic', () => {
  it('finds the curve from which outcomes were drawn', () => {
    const random = seededRandom(9);
    const curve = { bias: -1, weights: [2, 0] };
    const measures = Array.from({ length: 6000 }, () => [random(400) / 100 - 2, random(100) / 100]);
    const rights = measures.map((measure) => random(10_000) / 10_000 < logistic(curve, measure));
    const found = fitLogistic(measures, rights);
    expect(found.bias).toBeCloseTo(-1, 0);
    expect(found.weights[0]).toBeCloseTo(2, 0);
    expect(found.weights[1]).toBeCloseTo(0, 0);
  });

  it.each([[[true]], [[false]], [[true, true, true]], [[false, false]]])(
    'stays finite and inside (0, 1) when all outcomes are alike: %j',
    (rights) => {
      const curve = fitLogistic(
        rights.map(() => [20, 1]),
        rights,
      );
      const p = logistic(curve, [20, 1]);
      expect(p).toBeGreaterThan(0);
      expect(p).toBeLessThan(1);
      // One imagined outcome of each kind keeps a few right ones from promising certainty.
      const count = rights.length;
      expect(p).toBeCloseTo((rights[0] ? count + 1 : 1) / (count + 2), 2);
    },
  );

  it('separates what can be separated without running off', () => {
    const curve = fitLogistic([[-1], [-2], [1], [2]], [false, false, true, true]);
    expect(Number.isFinite(curve.weights[0])).toBe(true);
    expect(logistic(curve, [1.5])).toBeGreaterThan(0.6);
  });
});
