import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaUnderRiskCoverage, coveragePoint } from './risk-coverage.ts';

const draft = (confidence: number, right: boolean) => ({ confidence, right });
const drafts = [draft(0.9, true), draft(0.8, false), draft(0.7, true), draft(0.2, false)];

describe('risk by coverage', () => {
  test('counts the surest answers', () => {
    expect(coveragePoint(drafts, 5, 0.6)).toEqual({
      coverage: 3 / 5,
      wrongOfAnswers: 1 / 3,
      wrongOfAll: 1 / 5,
    });
    // One question has no draft, so no threshold can answer it.
    expect(coveragePoint(drafts, 5, 1).coverage).toBe(4 / 5);
  });

  test('takes equal confidences together, in any order', () => {
    const tied = [draft(0.5, true), draft(0.5, false)];
    expect(coveragePoint(tied, 2, 0.5).wrongOfAnswers).toBe(0.5);
    expect(coveragePoint(tied.toReversed(), 2, 0.5)).toEqual(coveragePoint(tied, 2, 0.5));
    expect(areaUnderRiskCoverage(tied)).toBe(0.5);
  });

  test('the area is the mean over all numbers of answers', () => {
    expect(areaUnderRiskCoverage(drafts)).toBeCloseTo((0 + 1 / 2 + 1 / 3 + 2 / 4) / 4, 12);
  });

  test('of nothing is zeros', () => {
    expect(coveragePoint([], 0, 0.6)).toEqual({ coverage: 0, wrongOfAnswers: 0, wrongOfAll: 0 });
    expect(areaUnderRiskCoverage([])).toBe(0);
  });

  test('lies in 0–1, and is best where all right ones are surer than all wrong ones', () => {
    const some = fc.array(
      fc.record({ confidence: fc.double({ noNaN: true }), right: fc.boolean() }),
    );
    fc.assert(
      fc.property(some, (any) => {
        const area = areaUnderRiskCoverage(any);
        const perfect = any.map(({ right }) => draft(right ? 1 : 0, right));
        expect(area).toBeGreaterThanOrEqual(areaUnderRiskCoverage(perfect) - 1e-12);
        expect(area).toBeLessThanOrEqual(1);
      }),
    );
  });
});
