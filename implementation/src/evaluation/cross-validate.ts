import {
  confidenceOf,
  fitConfidence,
  holdOut,
  representative,
} from '#src/agents/answer/answer-model.ts';
import { ArticleRanker } from '#src/agents/answer/article-ranker.ts';
import { IntentModel } from '#src/agents/classify/intent-model.ts';
import { areaUnderRoc, expectedCalibrationError } from '#src/algorithms/calibration.ts';
import type { Content } from '#src/knowledge/load/content.ts';

/** What a desk would do that answers from `minimumConfidence` on; shares as in the evaluation. */
export interface ThresholdRow {
  readonly minimumConfidence: number;
  /** Right answers, by questions that have one. */
  readonly rightOfAnswerable: number;
  /** Wrong answers, by all questions. */
  readonly wrongOfAll: number;
}

export interface CrossValidation {
  readonly questions: number;
  readonly answerable: number;
  /** Best article is the right one, by questions that have one. */
  readonly bestIsRight: number;
  readonly expectedCalibrationError: number;
  readonly areaUnderRoc: number;
  readonly thresholds: readonly ThresholdRow[];
  /** The row that answers most with at most `wrongLimit` wrong; null where none keeps to it. */
  readonly recommended: ThresholdRow | null;
}

/** The share of wrong answers that a desk may give. */
export const wrongLimit = 0.1;
const folds = 10;
const sampleLimit = 4_000;

/**
 * How the answerer does on its own training questions, each answered by a ranking and believed by a
 * curve that were fitted without it. What settings are chosen by; the evaluation questions take no
 * part.
 */
export function crossValidate({ articles, training }: Content): CrossValidation {
  const intents = new IntentModel(training.utterances);
  const ranker = new ArticleRanker(articles, training.questions, intents);
  const sample = representative(training.questions, sampleLimit);
  const { answers } = holdOut(sample, ranker, intents);
  const stated = answers.map(() => 0);
  for (let fold = 0; fold < folds; fold += 1) {
    const curve = fitConfidence(answers.filter((_, at) => at % folds !== fold));
    answers.forEach(({ measures, logLength }, at) => {
      if (at % folds === fold) stated[at] = confidenceOf(curve, measures, logLength);
    });
  }
  const outcomes = answers.map(({ right }, at) => ({ right, confidence: stated[at] ?? 0 }));
  const answerable = answers.filter(({ question }) => question.articleId !== null).length;
  const rowAt = (minimumConfidence: number): ThresholdRow => {
    const given = outcomes.filter(({ confidence }) => confidence >= minimumConfidence);
    const right = given.filter((one) => one.right).length;
    return {
      minimumConfidence,
      rightOfAnswerable: right / Math.max(1, answerable),
      wrongOfAll: (given.length - right) / Math.max(1, outcomes.length),
    };
  };
  const rows = Array.from({ length: 101 }, (_, percent) => rowAt(percent / 100));
  return {
    questions: answers.length,
    answerable,
    bestIsRight: outcomes.filter(({ right }) => right).length / Math.max(1, answerable),
    expectedCalibrationError: expectedCalibrationError(outcomes),
    areaUnderRoc: areaUnderRoc(
      outcomes.filter(({ right }) => right).map(({ confidence }) => confidence),
      outcomes.filter(({ right }) => !right).map(({ confidence }) => confidence),
    ),
    thresholds: rows.filter((_, percent) => percent % 5 === 0),
    recommended: rows.find(({ wrongOfAll }) => wrongOfAll <= wrongLimit) ?? null,
  };
}

/** The cross-validation as a person reads it. */
export function crossValidationReport(result: CrossValidation): string {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`.padStart(10);
  const { recommended } = result;
  const lines = [
    `cross-validation on ${result.questions} training questions, ${result.answerable} with an answer`,
    `best article right ${percent(result.bestIsRight).trim()}, calibration error ${result.expectedCalibrationError.toFixed(3)}, area under the ROC curve ${result.areaUnderRoc.toFixed(3)}`,
    '',
    'answers from     right     wrong',
    ...result.thresholds.map(
      (row) =>
        `${row.minimumConfidence.toFixed(2).padStart(12)}${percent(row.rightOfAnswerable)}${percent(row.wrongOfAll)}`,
    ),
    '',
    recommended
      ? `minimumConfidence ${recommended.minimumConfidence.toFixed(2)} answers most with at most ${percent(wrongLimit).trim()} wrong`
      : `no minimumConfidence keeps wrong answers to ${percent(wrongLimit).trim()}`,
  ];
  return `${lines.join('\n')}\n`;
}
