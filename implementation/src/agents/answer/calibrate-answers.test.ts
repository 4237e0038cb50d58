import { beforeAll, describe, expect, test } from 'vitest';
import { dataSettings } from '#src/cli/settings.ts';
import type { CalibrationQuestion, Content } from '#src/knowledge/load/content.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { partOfCompany } from '#src/testing/part-of-company.ts';
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
  content = partOfCompany(await loadContent(dataSettings({}).contentDirectory), 4);
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
    for (const { questions: count } of calibrated.risks) expect(count).toBe(calibration.length);
    expect(trained.risks[0]?.questions).not.toBe(calibration.length);
    expect(calibrated.weights).toEqual(trained.weights);
    expect(calibrated.confidence).toEqual(trained.confidence);
  });

  test('that are too few count for nothing', () => {
    const few = calibration.slice(0, leastCalibration - 1);
    expect(fitAnswerModel({ questions, calibration: few }, library)).toEqual(trained);
  });

  test('a reply may name more articles: more is answered, and less of it wrongly', () => {
    const [one, two, three] = calibrated.risks.map(({ rows }) => rows);
    one?.forEach((row, at) => {
      expect(two?.[at]?.answered).toBeGreaterThanOrEqual(row.answered);
      expect(three?.[at]?.answered).toBeGreaterThanOrEqual(two?.[at]?.answered ?? 0);
    });
    const rightAt = (rows = one) => rows?.map(({ answered, wrong }) => answered - wrong) ?? [];
    const middle = Math.floor((one?.length ?? 0) / 2);
    expect(rightAt(three)[middle]).toBeGreaterThan((rightAt(one)[middle] ?? 0) * 1.05);
  });

  test('all wrong show no bound; what was written before is taken into account', () => {
    const wrong = calibration.map((question) => ({ ...question, articleId: 'nowhere' }));
    const { risks } = fitAnswerModel({ questions, calibration: wrong }, library);
    for (const { rows } of risks) for (const row of rows) expect(row.wrong).toBe(row.answered);
    const followUp = calibration.map(({ text, articleId }) => {
      return { text: 'And how is that done?', earlier: [text], articleId };
    });
    const alone = followUp.map((question) => ({ ...question, earlier: [] }));
    const right = (asked: readonly CalibrationQuestion[]) => {
      const last = fitAnswerModel({ questions, calibration: asked }, library).risks[0]?.rows.at(-1);
      return (last?.answered ?? 0) - (last?.wrong ?? 0);
    };
    expect(right(followUp)).toBeGreaterThan(right(alone) + calibration.length / 4);
  }, 60_000);
});
