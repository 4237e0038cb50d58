import { describe, expect, test } from 'vitest';
import { countRisk } from '#src/algorithms/risk-control.ts';
import { type AnswerThreshold, answerThreshold, describeThreshold } from './answer-threshold.ts';

const outcomes = (right: number, wrong: number, confidence: number) => [
  ...Array.from({ length: right }, () => ({ confidence, right: true })),
  ...Array.from({ length: wrong }, () => ({ confidence, right: false })),
];
const risk = countRisk([...outcomes(400, 4, 0.95), ...outcomes(50, 50, 0.55)]);
const of = (
  atMost: number,
  what: 'answers' | 'questions' = 'answers',
  counts = risk,
): AnswerThreshold =>
  answerThreshold({ minimumConfidence: 0.3, wrongAnswers: { atMost, of: what, sureness: 0.9 } }, [
    counts,
  ]);

describe('from when on answers are posted', () => {
  test('the bound decides, and a laxer one lets more through', () => {
    expect(of(0.03).from).toBeGreaterThan(0.55);
    expect(of(0.03).calibrated).toMatchObject({ answered: 404, wrong: 4 });
    expect(of(0.15).from).toBeLessThanOrEqual(0.55);
    expect(of(0.3, 'questions').calibrated?.answered).toBe(504);
  });

  test('however lax the bound, what is likelier wrong than right is not posted', () => {
    const mostlyWrong = countRisk([...outcomes(40, 0, 0.9), ...outcomes(40, 60, 0.4)]);
    expect(of(0.9, 'questions', mostlyWrong).from).toBeGreaterThanOrEqual(0.5);
    expect(of(0.9, 'questions', mostlyWrong).calibrated?.answered).toBe(40);
  });

  test('without a bound the confidence that was set by hand does', () => {
    const byHand = answerThreshold({ minimumConfidence: 0.3 }, [risk]);
    expect(byHand).toMatchObject({ from: 0.3, wrongAnswers: null });
    expect(describeThreshold(byHand)).toBe('answers from confidence 0.3 on, which was set by hand');
  });

  test.each([
    ['no calibration questions', []],
    ['too few', outcomes(20, 0, 0.95)],
    ['only wrong ones', outcomes(0, 500, 0.95)],
    ['no draft for any', outcomes(0, 500, 0)],
  ])('%s: nothing is posted, and that is said', (_, calibration) => {
    for (const what of ['answers', 'questions'] as const) {
      const threshold = of(0.03, what, countRisk(calibration));
      expect(threshold.from).toBeNull();
      expect(describeThreshold(threshold)).toMatch(
        /^never answers: no confidence is shown to keep/,
      );
      expect(describeThreshold(threshold)).toContain(`${calibration.length} calibration questions`);
    }
  });

  test('only right ones: everything is posted that has a draft', () => {
    const threshold = of(0.03, 'answers', countRisk(outcomes(500, 0, 0.6)));
    expect(threshold.calibrated).toMatchObject({ answered: 500, wrong: 0 });
    expect(describeThreshold(threshold)).toContain('at most 3 % of the answers wrong, 90 % sure');
  });
});
