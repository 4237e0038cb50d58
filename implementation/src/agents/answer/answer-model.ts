import { countRisk, type RiskCounts } from '#src/algorithms/risk-control.ts';
import type { TrainingSets } from '#src/knowledge/load/content.ts';
import { languageShares } from './article-language.ts';
import { ArticleRanker, measureNames } from './article-ranker.ts';
import { calibrateAnswers, leastCalibration } from './calibrate-answers.ts';
import {
  type ConfidenceModel,
  confidenceRidge,
  confidenceWidth,
  evidenceNames,
  fitConfidence,
} from './confidence-model.ts';
import { holdOut, holdOutSettings, statedOutcomes } from './hold-out.ts';
import type { Library } from './library.ts';

/** What was learned from answered questions. */
export interface AnswerModel {
  /** How to choose. */
  readonly weights: readonly number[];
  /** How far to believe the choice. */
  readonly confidence: ConfidenceModel;
  /** What would have come of it from each confidence on: what a bound on wrong answers rests on. */
  readonly risk: RiskCounts;
}

/**
 * What a kept model was fitted under. `fitting` counts the changes to how measures are computed:
 * with the next one a kept model is no longer used.
 */
export const answerModelSettings = {
  fitting: 8,
  measures: measureNames,
  evidence: evidenceNames,
  confidenceRidge,
  leastCalibration,
  languageShares,
  ...holdOutSettings,
} as const;

/** What an answer model is learned from. */
export type AnswerTraining = Pick<TrainingSets, 'questions' | 'calibration'>;

/**
 * Learns from questions with known answers. Confidence and risk are learned from choices that were
 * made without the question's own fold, so they hold for questions never seen; where there are
 * enough calibration questions, which nothing else is learned from, they are what counts.
 */
export function fitAnswerModel(
  { questions, calibration }: AnswerTraining,
  library: Library,
): AnswerModel {
  if (questions.length === 0) return untrained;
  const { weights, answers } = holdOut(questions, library);
  const confidence = fitConfidence(answers);
  if (calibration.length < leastCalibration) {
    return { weights, confidence, risk: countRisk(statedOutcomes(answers)) };
  }
  const ranker = new ArticleRanker(library, questions);
  return { weights, ...calibrateAnswers({ weights, confidence }, calibration, ranker) };
}

/** Without training questions: by words alone, and never sure enough to answer. */
const untrained: AnswerModel = {
  weights: measureNames.map((name) => (name === 'words' ? 1 : 0)),
  confidence: {
    lengthSlopes: [],
    curve: { bias: -10, weights: Array.from({ length: confidenceWidth }, () => 0) },
  },
  risk: countRisk([]),
};
