import { beforeAll, describe, expect, test } from 'vitest';
import { dataSettings } from '#src/cli/settings.ts';
import type { CalibrationQuestion, Content } from '#src/knowledge/load/content.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { IntentModel } from '../classify/intent-model.ts';
import { type AnswerModel, fitAnswerModel } from './answer-model.ts';
import { leastCalibration } from './calibrate-answers.ts';
import { Library } from './library.ts';

let content: Content;
let library: Library;
let calibration: readonly CalibrationQuestion[];
let questions: Content['training']['questions'];
let trained: AnswerModel;
let calibrated: AnswerModel;

beforeAll(async () => {
  content = await loadContent(dataSettings({}).contentDirectory);
  const { training } = content;
  questions = training.questions.filter((_, at) => at % 5 !== 0);
  calibration = training.questions
    .filter((_, at) => at % 5 === 0)
    .map((question) => ({ ...question, earlier: [] }));
  library = new Library(content.articles, new IntentModel([]));
  trained = fitAnswerModel({ questions, calibration: [] }, library);
  calibrated = fitAnswerModel({ questions, calibration }, library);
}, 60_000);

describe('calibration questions', () => {
  test('are what the bound is shown by, and change nothing of how articles are chosen', () => {
    expect(calibrated.risk.questions).toBe(calibration.length);
    expect(trained.risk.questions).not.toBe(calibration.length);
    expect(calibrated.weights).toEqual(trained.weights);
  });

  test('keep the order of any two answers', () => {
    const ratios = calibrated.confidence.curve.weights
      .map((weight, at) => weight / (trained.confidence.curve.weights[at] ?? 0))
      .filter(Number.isFinite);
    for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0] ?? 0, 6);
    expect(ratios[0]).toBeGreaterThan(0);
    const thresholds = calibrated.risk.rows.map(({ from }) => from);
    expect(thresholds).toEqual(thresholds.toSorted((a, b) => b - a));
    expect(thresholds.every((from) => from > 0 && from < 1)).toBe(true);
  });

  test('that are too few count for nothing', () => {
    const few = calibration.slice(0, leastCalibration - 1);
    expect(fitAnswerModel({ questions, calibration: few }, library)).toEqual(trained);
  });

  test('all wrong show no bound; what was written before is taken into account', () => {
    const wrong = calibration.map((question) => ({ ...question, articleId: 'nowhere' }));
    const { risk } = fitAnswerModel({ questions, calibration: wrong }, library);
    for (const row of risk.rows) expect(row.wrong).toBe(row.answered);
    const followUp = calibration.map(({ text, articleId }) => {
      return { text: 'And how is that done?', earlier: [text], articleId };
    });
    const alone = followUp.map((question) => ({ ...question, earlier: [] }));
    const right = (asked: readonly CalibrationQuestion[]) => {
      const last = fitAnswerModel({ questions, calibration: asked }, library).risk.rows.at(-1);
      return (last?.answered ?? 0) - (last?.wrong ?? 0);
    };
    expect(right(followUp)).toBeGreaterThan(right(alone) + calibration.length / 4);
  }, 60_000);
});
