import { describe, expect, it } from 'vitest';
import { macroF1, outOfScopeRecall } from './classification-metrics.ts';

describe('macroF1', () => {
  it('averages over labels, not rows', () => {
    const rows = [
      ...Array.from({ length: 8 }, () => ({ truth: 'a', stated: 'a' })),
      { truth: 'b', stated: 'a' },
      { truth: 'b', stated: 'b' },
    ];
    // a: 16 / 17, b: 2 / 3.
    expect(macroF1(rows)).toBeCloseTo((16 / 17 + 2 / 3) / 2, 12);
  });

  it('counts a label that is only stated, or only true, as 0', () => {
    expect(macroF1([{ truth: 'a', stated: 'b' }])).toBe(0);
    expect(macroF1([])).toBe(0);
  });
});

describe('outOfScopeRecall', () => {
  it('rejects one in twenty that is in scope', () => {
    const inScope = Array.from({ length: 100 }, (_, at) => at);
    // The five lowest, 0 to 4, are rejected; 4.5 is below the threshold, 5 is not.
    expect(outOfScopeRecall(inScope, [-1, 4.5, 5, 99])).toBe(0.5);
  });

  it('never splits ties', () => {
    expect(
      outOfScopeRecall(
        Array.from({ length: 100 }, () => 1),
        [1, 0.5],
      ),
    ).toBe(0.5);
    expect(outOfScopeRecall([], [1])).toBe(0);
  });
});
