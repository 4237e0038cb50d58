import { describe, expect, test } from 'vitest';
import type { Outcome } from './evaluate-desk.ts';
import { htmlReport } from './html-report.ts';
import { measure } from './measure.ts';
import { terminalReport, wrongAnswers } from './terminal-report.ts';

function outcome(
  verdict: Outcome['verdict'],
  expected: string | null,
  articleId: string | null,
  confidence: number | null,
): Outcome {
  const question = { id: `q-${verdict}-${expected}`, text: '?', articleId: expected };
  return { question, verdict, because: 'not_confident', articleId, confidence, millis: 2 };
}

const outcomes = [
  outcome('right', 'a', 'a', 0.9),
  outcome('right', 'a', 'a', 0.8),
  outcome('wrong', 'b', 'a', 0.7),
  outcome('abstained', 'b', 'b', 0.4),
  outcome('abstained', 'b', null, null),
  outcome('wrong', null, 'a', 0.6),
  outcome('abstained', null, 'a', 0.1),
  outcome('abstained', null, null, null),
];
const areaOf = (id: string) => `area ${id}`;
const threshold = { from: 0.5, wrongAnswers: null, calibrated: null, questions: 0 };
const report = measure({ version: 'v1', threshold, outcomes, areaOf });

describe('the figures', () => {
  test('count each question once, and say over what they are shares', () => {
    expect(report.all).toEqual({ questions: 8, right: 2, wrong: 2, abstained: 4 });
    expect(report.answerable).toEqual({ questions: 5, right: 2, wrong: 1, abstained: 2 });
    expect(report.unanswerable).toEqual({ questions: 3, right: 0, wrong: 1, abstained: 2 });
    expect(report.rightShare).toEqual({ ofAnswerable: 2 / 5, ofAll: 2 / 8 });
    expect(report.wrongShare).toEqual({ ofAll: 2 / 8, ofAnswered: 2 / 4 });
    expect(report.automation).toEqual({ involvement: 0.5, assumedResolution: 0.5, rate: 0.25 });
    expect(report.abstainedBecause).toEqual({ not_confident: 4 });
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
    const { riskCoverage } = measure({ version: 'v1', threshold, outcomes: [greeted], areaOf });
    expect(riskCoverage.wrongAt60Coverage.wrongOfAnswers).toBe(1);
  });

  test('areas hold their questions, those without an answer apart', () => {
    expect(report.byArea.map(({ area, questions }) => [area, questions])).toEqual([
      ['(no article answers)', 3],
      ['area b', 3],
      ['area a', 2],
    ]);
  });

  test('of no questions are zeros', () => {
    const none = measure({ version: 'v1', threshold, outcomes: [], areaOf });
    expect(none.rightShare).toEqual({ ofAnswerable: 0, ofAll: 0 });
    expect(terminalReport(none)).toContain('0 questions');
    expect(htmlReport(none, 'X')).not.toContain('NaN');
  });
});

describe('the reports', () => {
  test('the terminal shows the shares, and wrong answers by id alone', () => {
    expect(terminalReport(report)).toContain('40.0 % of the questions with an answer');
    expect(terminalReport(report)).not.toContain('q-wrong');
    expect(wrongAnswers(outcomes)).toContain('q-wrong-b');
    expect(wrongAnswers(outcomes)).not.toContain('q-right');
  });

  test('the page needs nothing from elsewhere and escapes what it shows', () => {
    const page = htmlReport(report, '<b>"Ada" & Co</b>');
    expect(page).toContain('40.0 %');
    expect(page.match(/<circle/g)).toHaveLength(report.calibration.bins.length);
    expect(page).not.toContain('<b>"Ada"');
    expect(page).not.toMatch(/(?:src|href)=|https?:/);
  });
});
