import { describe, expect, test } from 'vitest';
import type { Outcome } from './evaluate-desk.ts';
import type { EvaluationQuestion } from './evaluation-questions.ts';
import { measure } from './measure.ts';

function outcome(
  verdict: Outcome['verdict'],
  expected: string | null,
  articleId: string | null,
  confidence: number | null,
  more: Partial<EvaluationQuestion & Pick<Outcome, 'askedBack' | 'offersAnswer' | 'rank'>> = {},
): Outcome {
  const id = `q-${verdict}-${expected}`;
  const { rank = null, askedBack = false, offersAnswer = false, ...of } = more;
  const plain = {
    id,
    text: '?',
    earlier: [],
    articleId: expected,
    traits: [],
    language: 'en',
  } as const;
  const answers = expected === null ? [] : [expected];
  const question = { ...plain, answers, half: 'test' as const, ...of };
  const cited = articleId === null ? [] : [articleId];
  const drafted = { articleId, cited, confidence };
  const asking = { askedBack, offersAnswer };
  return { question, verdict, ...asking, because: 'not_confident', ...drafted, rank, millis: 2 };
}

const outcomes = [
  outcome('right', 'a', 'a', 0.9, { rank: 1, traits: ['typos', 'multi-turn'] }),
  outcome('right', 'a', 'a', 0.8, { rank: 1, language: 'de', askedBack: true, offersAnswer: true }),
  outcome('wrong', 'b', 'a', 0.7, { rank: 4, traits: ['typos'] }),
  outcome('abstained', 'b', 'b', 0.4, { rank: 10 }),
  outcome('abstained', 'b', null, null),
  outcome('wrong', null, 'a', 0.6),
  outcome('abstained', null, 'a', 0.1, { askedBack: true }),
  outcome('abstained', null, null, null),
];
const areaOf = (id: string) => `area ${id}`;
const threshold = {
  from: 0.5,
  mostArticles: 1,
  wrongAnswers: null,
  calibrated: null,
  questions: 0,
};
const on = { version: 'v1', half: 'all', threshold, areaOf } as const;
const report = measure({ ...on, outcomes });

describe('the figures', () => {
  test('count each question once, and say over what they are shares', () => {
    expect(report.all).toEqual({ questions: 8, right: 2, wrong: 2, abstained: 4, askedBack: 2 });
    expect(report.answerable).toMatchObject({ questions: 5, right: 2, wrong: 1, abstained: 2 });
    expect(report.unanswerable).toMatchObject({ questions: 3, right: 0, wrong: 1, abstained: 2 });
    expect([report.answerable.askedBack, report.unanswerable.askedBack]).toEqual([1, 1]);
    expect(report.rightShare).toEqual({ ofAnswerable: 2 / 5, atOnce: 1 / 5, ofAll: 2 / 8 });
    expect(report.automation).toEqual({
      ...{ involvement: 0.5, assumedResolution: 0.5 },
      ...{ rate: 2 / 8, rateAtOnce: 1 / 8 },
    });
    expect(report.abstainedBecause).toEqual({ not_confident: 4 });
  });

  test('what was asked back first dilutes no wrong answers', () => {
    expect(report.atOnce).toEqual({ questions: 6, right: 1, wrong: 2, abstained: 3, askedBack: 0 });
    expect(report.wrongShare).toEqual({ ofAll: 2 / 8, ofAnswered: 2 / 3 });
    const more = outcome('right', 'a', 'a', 0.3, { askedBack: true, offersAnswer: true });
    const diluted = measure({ ...on, outcomes: [...outcomes, more, more, more] });
    expect(diluted.wrongShare.ofAnswered).toBe(report.wrongShare.ofAnswered);
    expect(diluted.automation.rate).toBeGreaterThan(report.automation.rate);
  });

  test('asking back is counted where nothing answers, too, and by what the options were worth', () => {
    const missed = outcome('abstained', 'b', 'a', 0.3, { askedBack: true });
    const misread = outcome('wrong', 'b', 'a', 0.3, { askedBack: true, offersAnswer: true });
    const { askedBack, wrongShare } = measure({ ...on, outcomes: [...outcomes, missed, misread] });
    expect(askedBack).toEqual({
      ofAll: 4 / 10,
      ofAnswerable: 3 / 7,
      ofUnanswerable: 1 / 3,
      offersAnswer: { count: 2, of: 3, share: 2 / 3 },
      wrongAfterwards: 1,
    });
    // Told apart, and still wrong of all.
    expect(wrongShare).toEqual({ ofAll: 3 / 10, ofAnswered: 2 / 3 });
    expect(report.askedBack.wrongAfterwards).toBe(0);
  });

  test('calibration is over every draft, posted or not', () => {
    const { drafts, expectedCalibrationError, areaUnderRoc, bins } = report.calibration;
    expect(drafts).toBe(6);
    // Each draft is a bin of its own: the mean distance between what was stated and what came.
    expect(expectedCalibrationError).toBeCloseTo((0.1 + 0.2 + 0.7 + 0.6 + 0.6 + 0.1) / 6);
    expect(areaUnderRoc).toBeCloseTo(7 / 9);
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(6);
  });

  test('risk by coverage is over all questions, and counts what needs no confidence as given', () => {
    const { points, wrongAt60Coverage } = report.riskCoverage;
    expect(points.map(({ coverage }) => coverage)).toEqual(
      [1, 2, 2, 3, 4, 5, 6, 6, 6, 6].map((given) => given / 8),
    );
    // Of the surest five two are right, the one that stayed unanswered would have been, too.
    expect(wrongAt60Coverage).toEqual({
      coverage: 5 / 8,
      wrongOfAnswers: 2 / 5,
      wrongOfAll: 2 / 8,
    });
    const greeted = outcome('wrong', 'a', null, null);
    const { riskCoverage } = measure({ ...on, outcomes: [greeted] });
    expect(riskCoverage.wrongAt60Coverage.wrongOfAnswers).toBe(1);
  });

  test('areas hold their questions, those without an answer apart', () => {
    expect(report.byArea.map(({ name, questions }) => [name, questions])).toEqual([
      ['(no article answers)', 3],
      ['area b', 3],
      ['area a', 2],
    ]);
  });

  test('traits and languages hold theirs, a question in each of its traits', () => {
    const counted = (parts: typeof report.byTrait) =>
      parts.map(({ name, questions, right }) => [name, questions, right]);
    expect(counted(report.byTrait)).toEqual([
      ['(plain)', 6, 1],
      ['typos', 2, 1],
      ['multi-turn', 1, 1],
    ]);
    expect(counted(report.byLanguage)).toEqual([
      ['en', 7, 1],
      ['de', 1, 1],
    ]);
  });

  test('the search is judged by the questions that have an answer, found or not', () => {
    expect(report.retrieval).toEqual({
      questions: 5,
      recallAt1: 2 / 5,
      recallAt5: 3 / 5,
      reciprocalRankAt10: (1 + 1 + 1 / 4 + 1 / 10) / 5,
    });
  });

  test('of no questions are zeros', () => {
    const none = measure({ ...on, outcomes: [] });
    expect(none.rightShare).toEqual({ ofAnswerable: 0, atOnce: 0, ofAll: 0 });
    expect(none.retrieval.recallAt5).toBe(0);
    expect(none.riskCoverage).toMatchObject({ area: 0, curve: [{ coverage: 0 }] });
  });
});
