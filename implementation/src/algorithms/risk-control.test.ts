import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from './calibration.ts';
import {
  binomialTail,
  boundedThreshold,
  countRisk,
  type RiskBound,
  type RiskCounts,
  triedThresholds,
} from './risk-control.ts';
import { seededRandom } from './seeded-random.ts';

const outcomesOf = (maxLength: number) =>
  fc.array(
    fc.record({
      confidence: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
      right: fc.boolean(),
    }),
    { maxLength },
  );
const of = fc.constantFrom<RiskBound['of']>('answers', 'questions');
const share = fc.integer({ min: 1, max: 60 }).map((percent) => percent / 100);
const sureness = fc.constantFrom(0.5, 0.9, 0.99);

const many = (count: number, confidence: number, right: boolean): Outcome[] =>
  Array.from({ length: count }, () => ({ confidence, right }));

describe('binomialTail', () => {
  test('sums the probabilities of few enough', () => {
    // (1/2)^4 · (1 + 4 + 6)
    expect(binomialTail(2, 4, 0.5)).toBeCloseTo(11 / 16, 12);
    expect(binomialTail(0, 76, 0.03)).toBeCloseTo(0.97 ** 76, 12);
    expect(binomialTail(3_000, 100_000, 0.03)).toBeCloseTo(0.5, 1);
    expect([binomialTail(0, 0, 0.1), binomialTail(5, 5, 0.1), binomialTail(1, 9, 0)]).toEqual([
      1, 1, 1,
    ]);
    expect(binomialTail(1, 9, 1)).toBe(0);
  });

  test('rises with the wrong ones, falls with the rate, and is a probability', () => {
    const drawn = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(drawn, fc.integer({ min: 0, max: 399 }), share, (all, wrong, rate) => {
        const tail = binomialTail(wrong, all, rate);
        expect(tail).toBeGreaterThanOrEqual(0);
        expect(tail).toBeLessThanOrEqual(1);
        expect(binomialTail(wrong + 1, all, rate)).toBeGreaterThanOrEqual(tail);
        expect(binomialTail(wrong, all, rate / 2)).toBeGreaterThanOrEqual(tail - 1e-12);
      }),
    );
  });
});

describe('boundedThreshold', () => {
  test('keeps to the bound on its own data, with room for chance', () => {
    fc.assert(
      fc.property(outcomesOf(300), of, share, sureness, (outcomes, what, mostWrong, sure) => {
        const row = boundedThreshold(countRisk(outcomes), { mostWrong, of: what, sureness: sure });
        if (!row) return;
        expect(triedThresholds).toContain(row.from);
        expect(row.wrong).toBeLessThan(
          mostWrong * (what === 'answers' ? row.answered : outcomes.length) + 1e-9,
        );
      }),
    );
  });

  test('is no laxer for a tighter bound, or for one that must hold more surely', () => {
    fc.assert(
      fc.property(outcomesOf(300), of, share, (outcomes, what, mostWrong) => {
        const counts = countRisk(outcomes);
        const from = (most: number, sure: number) =>
          boundedThreshold(counts, { mostWrong: most, of: what, sureness: sure })?.from ?? 1;
        expect(from(mostWrong / 2, 0.9)).toBeGreaterThanOrEqual(from(mostWrong, 0.9));
        expect(from(mostWrong, 0.99)).toBeGreaterThanOrEqual(from(mostWrong, 0.9));
      }),
    );
  });

  test('answers nothing where the data shows nothing', () => {
    const bound = { mostWrong: 0.03, sureness: 0.9 } as const;
    for (const what of ['answers', 'questions'] as const) {
      const threshold = (outcomes: readonly Outcome[]) =>
        boundedThreshold(countRisk(outcomes), { ...bound, of: what });
      expect(threshold([])).toBeNull();
      expect(threshold(many(40, 0.99, true))).toBeNull();
      expect(threshold(many(5_000, 0.99, false))).toBeNull();
      expect(threshold(many(5_000, 0, true))).toBeNull();
      expect(threshold(many(5_000, Number.NaN, true))).toBeNull();
      expect(threshold(many(5_000, 0.99, true))?.from).toBe(triedThresholds.at(-1));
    }
  });

  test('one wrong answer among all questions is another thing than among the answers', () => {
    // Of 1,000 questions 100 are answered from 0.9 on, 8 of them wrongly.
    const outcomes = [...many(92, 0.95, true), ...many(8, 0.95, false), ...many(900, 0.1, false)];
    const counts = countRisk(outcomes);
    const bound = { mostWrong: 0.03, sureness: 0.9 };
    expect(boundedThreshold(counts, { ...bound, of: 'answers' })).toBeNull();
    expect(boundedThreshold(counts, { ...bound, of: 'questions' })?.answered).toBe(100);
  });
});

/** A population with a known share of wrong answers at each confidence. */
interface Population {
  /** Confidences that occur, equally often, with the probability that such an answer is wrong. */
  readonly kinds: readonly { readonly confidence: number; readonly wrong: number }[];
}
const steady: Population = {
  kinds: Array.from({ length: 100 }, (_, at) => ({
    confidence: at / 100,
    wrong: (1 - at / 100) ** 2 / 2,
  })),
};
/** Its confidence lies: the surest answers are worse than those below them. */
const deceitful: Population = {
  kinds: steady.kinds.map((kind) => ({ ...kind, wrong: kind.confidence > 0.9 ? 0.16 : 0.04 })),
};
const populations = { steady, deceitful };

/** The risk that the threshold has in truth; none where nothing is answered. */
function trueRisk({ kinds }: Population, from: number, what: RiskBound['of']): number {
  const given = kinds.filter(({ confidence }) => confidence >= from);
  const wrong = given.reduce((sum, kind) => sum + kind.wrong, 0);
  return wrong / (what === 'answers' ? Math.max(1, given.length) : kinds.length);
}

type Rule = (counts: RiskCounts, bound: RiskBound) => { readonly from: number } | null;

/** Share of draws of calibration data under which a rule breaks its bound, and mean coverage. */
function resample(population: Population, rule: Rule, bound: RiskBound, size: number) {
  const draws = 400;
  const random = seededRandom(7);
  let broken = 0;
  let covered = 0;
  for (let draw = 0; draw < draws; draw++) {
    const outcomes = Array.from({ length: size }, (): Outcome => {
      const kind = population.kinds[random(population.kinds.length)] ?? { confidence: 0, wrong: 1 };
      return { confidence: kind.confidence, right: random(1_000_000) >= kind.wrong * 1_000_000 };
    });
    const from = rule(countRisk(outcomes), bound)?.from ?? 2;
    if (trueRisk(population, from, bound.of) > bound.mostWrong) broken += 1;
    covered += population.kinds.filter(({ confidence }) => confidence >= from).length;
  }
  return { broken: broken / draws, coverage: covered / draws / population.kinds.length };
}

/** What the guarantee is against: the laxest threshold that looks good enough on the data. */
const hopeful: Rule = ({ rows, questions }, { mostWrong, of: what }) =>
  rows.findLast(({ answered, wrong }) => {
    return answered > 0 && wrong / (what === 'answers' ? answered : questions) <= mostWrong;
  }) ?? null;

/** Four standard errors of a share of 400 draws at the level. */
const slack = 4 * Math.sqrt((0.1 * 0.9) / 400);

describe.each(['steady', 'deceitful'] as const)(
  'drawn again and again, a %s population',
  (name) => {
    test.each(['answers', 'questions'] as const)('keeps the bound of %s', (what) => {
      const bound: RiskBound = { mostWrong: 0.05, of: what, sureness: 0.9 };
      for (const size of [50, 400, 2_000]) {
        const { broken } = resample(populations[name], boundedThreshold, bound, size);
        expect(broken, `${size} questions`).toBeLessThanOrEqual(0.1 + slack);
      }
    });
  },
);

test.each(['answers', 'questions'] as const)(
  '%s: the check would see a missing correction',
  (what) => {
    const bound: RiskBound = { mostWrong: 0.05, of: what, sureness: 0.9 };
    const { broken } = resample(steady, hopeful, bound, 400);
    expect(broken).toBeGreaterThan(0.1 + slack);
  },
);

test('the bound is kept without giving up what could be answered', () => {
  for (const what of ['answers', 'questions'] as const) {
    const bound: RiskBound = { mostWrong: 0.05, of: what, sureness: 0.9 };
    const laxest = triedThresholds.findLast((from) => trueRisk(steady, from, what) <= 0.05) ?? 1;
    const { coverage } = resample(steady, boundedThreshold, bound, 2_000);
    expect(coverage).toBeGreaterThan(0.8 * (1 - laxest));
  }
});
