import type { Outcome } from './calibration.ts';

/** How many wrong answers are put up with. */
export interface RiskBound {
  /** The largest share of wrong answers, 0–1. */
  readonly mostWrong: number;
  /**
   * Of what: of the answers given, or of all questions, where one that is not answered counts as
   * not wrong. The same share of all questions lets more be answered.
   */
  readonly of: 'answers' | 'questions';
  /** Probability that the bound holds, over the draw of the calibration data, inside 0–1. */
  readonly sureness: number;
}

/** What came out at one threshold: answers of at least this confidence, and how many are wrong. */
export interface RiskRow {
  readonly from: number;
  readonly answered: number;
  readonly wrong: number;
}

/** All that a bound needs to know of the calibration data. */
export interface RiskCounts {
  readonly questions: number;
  /** Strictest threshold first; the thresholds are the same whatever the data. */
  readonly rows: readonly RiskRow[];
}

const steps = 50;
/** One threshold in so many may show a bound by itself; the others go on from the one before. */
const stepsPerStart = 5;
/** At 0.94: at stricter ones there are too few answers to begin with. */
const firstStart = 2;

/**
 * Thresholds that are tried, strictest first. They are fixed before any data is seen: were they
 * taken from the data, the tests below would no longer keep to their level.
 */
export const triedThresholds: readonly number[] = Array.from(
  { length: steps - 1 },
  (_, step) => (steps - 1 - step) / steps,
);

/** Counts the calibration's outcomes. One without a draft has the confidence 0: it is no answer. */
export function countRisk(outcomes: readonly Outcome[]): RiskCounts {
  const rows = triedThresholds.map((from) => {
    const given = outcomes.filter(({ confidence }) => confidence >= from);
    return { from, answered: given.length, wrong: given.filter(({ right }) => !right).length };
  });
  return { questions: outcomes.length, rows };
}

/**
 * The laxest threshold under which at most `mostWrong` of the answers are wrong: over all draws of
 * calibration data, a threshold that breaks the bound is returned with a probability of at most
 * `1 − sureness`, whatever the distribution, if calibration and use draw alike. Null where no
 * threshold is shown to keep it, as with too little data.
 *
 * Each threshold's “more than that are wrong” is tested by its exact binomial tail (Learn then Test:
 * Angelopoulos et al., 2021). Wrong answers by all questions only become more as the threshold
 * falls, so the thresholds are tested in order at the full level until one fails, which is the
 * Clopper–Pearson form of risk-controlling prediction sets (Bates et al., 2021). Wrong answers by
 * answers may go up and down, and at strict thresholds there are too few answers to show anything:
 * there every fifth threshold has an equal part of the level, and what a threshold shows passes its
 * part on to the next (the fallback procedure of Wiens, 2003).
 */
export function boundedThreshold(counts: RiskCounts, bound: RiskBound): RiskRow | null {
  const { mostWrong, of } = bound;
  const level = 1 - bound.sureness;
  const starts = Math.ceil(counts.rows.length / stepsPerStart);
  let atHand = of === 'questions' ? level : 0;
  let laxest: RiskRow | null = null;
  counts.rows.forEach((row, step) => {
    if (of === 'answers' && step % stepsPerStart === firstStart) atHand += level / starts;
    const drawn = of === 'questions' ? counts.questions : row.answered;
    if (atHand === 0 || binomialTail(row.wrong, drawn, mostWrong) > atHand) atHand = 0;
    else if (row.answered > 0) laxest = row;
  });
  return laxest;
}

/**
 * Probability of at most `wrong` of `drawn` when each is wrong with probability `rate`: how likely
 * so good a result would be at the limit of the bound. 1 when nothing was drawn.
 */
export function binomialTail(wrong: number, drawn: number, rate: number): number {
  if (wrong >= drawn || rate <= 0) return 1;
  if (rate >= 1) return 0;
  const odds = Math.log(rate) - Math.log1p(-rate);
  let logTerm = drawn * Math.log1p(-rate);
  let sum = Math.exp(logTerm);
  for (let count = 1; count <= wrong; count++) {
    logTerm += Math.log((drawn - count + 1) / count) + odds;
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}
