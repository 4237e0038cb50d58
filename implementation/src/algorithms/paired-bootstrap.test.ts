import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairedBootstrap } from './paired-bootstrap.ts';
import { seededRandom } from './seeded-random.ts';

interface Pair {
  readonly before: number;
  readonly now: number;
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;

const difference = (sample: readonly Pair[]) => [
  mean(sample.map(({ now, before }) => now - before)),
];

const bit = fc.constantFrom(0, 1);
const pairs = fc.array(fc.record({ before: bit, now: bit }), { minLength: 1, maxLength: 60 });
const few = { resamples: 200 };

/** Questions that are answered rightly or not, `both` of them alike before and now. */
function drawn(seed: number, count: number, rates: { before: number; now: number; both: number }) {
  const random = seededRandom(seed * 7_919 + 17);
  const chance = () => random(1_000_003) / 1_000_003;
  return Array.from({ length: count }, (): Pair => {
    const luck = chance();
    const own = chance() < rates.both ? luck : chance();
    return { before: Number(luck < rates.before), now: Number(own < rates.now) };
  });
}

describe('the interval of a paired difference', () => {
  test('holds the true difference about as often as it says', () => {
    const rates = { before: 0.6, now: 0.7, both: 0.8 };
    const trials = 400;
    let held = 0;
    for (let trial = 1; trial <= trials; trial += 1) {
      const [interval] = pairedBootstrap(drawn(trial, 150, rates), difference, {
        resamples: 400,
        seed: trial,
      });
      if (interval && interval.low <= 0.1 + 1e-9 && 0.1 - 1e-9 <= interval.high) held += 1;
    }
    // 95 % meant; a percentile interval of 150 pairs is a little short, four standard errors aside.
    expect(held / trials).toBeGreaterThan(0.9);
    expect(held / trials).toBeLessThan(0.99);
  });

  test('finds a difference where there is none about as seldom as it says', () => {
    const rates = { before: 0.6, now: 0.6, both: 0.5 };
    const trials = 400;
    let shown = 0;
    for (let trial = 1; trial <= trials; trial += 1) {
      const [interval] = pairedBootstrap(drawn(trial, 150, rates), difference, few);
      if (interval && (interval.low > 0 || interval.high < 0)) shown += 1;
    }
    expect(shown / trials).toBeLessThan(0.1);
  });

  test('is nothing but zero where nothing differs', () => {
    fc.assert(
      fc.property(fc.array(bit, { minLength: 1, maxLength: 60 }), (values) => {
        const same = values.map((value) => ({ before: value, now: value }));
        expect(pairedBootstrap(same, difference, few)).toEqual([{ low: 0, high: 0 }]);
      }),
      { numRuns: 20 },
    );
  });

  test('is narrow where both sides go together, and wide where they are mixed up', () => {
    const together = drawn(3, 200, { before: 0.5, now: 0.55, both: 1 });
    const shifted = together.map(({ before }, at) => ({
      before,
      now: together[(at + 1) % together.length]?.now ?? 0,
    }));
    const width = (sample: readonly Pair[]) => {
      const [interval] = pairedBootstrap(sample, difference);
      return (interval?.high ?? 0) - (interval?.low ?? 0);
    };
    // The mean difference is the same: only who stands beside whom has changed.
    expect(difference(shifted)[0]).toBeCloseTo(difference(together)[0] ?? 0, 12);
    expect(width(together)).toBeLessThan(width(shifted) / 2);
  });

  test('turns round with its sides, and grows with its level', () => {
    fc.assert(
      fc.property(pairs, (sample) => {
        const turned = sample.map(({ before, now }) => ({ before: now, now: before }));
        const [interval] = pairedBootstrap(sample, difference, few);
        const [other] = pairedBootstrap(turned, difference, few);
        expect(other?.low).toBeCloseTo(-(interval?.high ?? 0), 12);
        expect(other?.high).toBeCloseTo(-(interval?.low ?? 0), 12);
        const [wide] = pairedBootstrap(sample, difference, { ...few, level: 0.99 });
        expect(wide?.low).toBeLessThanOrEqual(interval?.low ?? 0);
        expect(wide?.high).toBeGreaterThanOrEqual(interval?.high ?? 0);
      }),
      { numRuns: 30 },
    );
  });

  test('is the same for the same seed, and close to it for another', () => {
    const sample = drawn(5, 200, { before: 0.4, now: 0.5, both: 0.7 });
    const [once] = pairedBootstrap(sample, difference);
    expect(pairedBootstrap(sample, difference)).toEqual([once]);
    const [other] = pairedBootstrap(sample, difference, { seed: 99 });
    expect(other).not.toEqual(once);
    expect(other?.low).toBeCloseTo(once?.low ?? 0, 1);
  });
});

test('several figures come of the same samples; of one that says too little there is none', () => {
  const sample = drawn(9, 40, { before: 0.5, now: 0.5, both: 0 });
  const figures = (some: readonly Pair[]) => [difference(some)[0] ?? null, null];
  const [first, second] = pairedBootstrap(sample, figures, few);
  expect(pairedBootstrap(sample, difference, few)).toEqual([first]);
  expect(second).toBeNull();
  expect(pairedBootstrap([], difference)).toEqual([null]);
});
