import { countRisk, type RiskCounts } from '#src/algorithms/risk-control.ts';
import { mostOptions } from '#src/domain/ticket/events.ts';
import type { TrainingSets } from '#src/knowledge/load/content.ts';
import { languageShares } from './article-language.ts';
import { ArticleRanker, measureNames } from './article-ranker.ts';
import { calibrationCases, leastCalibration } from './calibrate-answers.ts';
import {
  type ConfidenceModel,
  confidenceRidge,
  confidenceWidth,
  evidenceNames,
  fitConfidence,
} from './confidence-model.ts';
import { holdOut, holdOutSettings, surenessCases } from './hold-out.ts';
import type { Library } from './library.ts';
import {
  fitSureness,
  leastGain,
  mostArticles,
  type SurenessCase,
  type SurenessModel,
  statedReplies,
} from './sureness.ts';

/** What was learned from answered questions. */
export interface AnswerModel {
  /** How to choose. */
  readonly weights: readonly number[];
  /** How far to believe the choice. */
  readonly confidence: ConfidenceModel;
  /** How surely one of the best few answers. */
  readonly sureness: SurenessModel;
  /**
   * What would have come of it from each sureness on, with replies that name one article at most, two,
   * three: what a bound on wrong answers rests on.
   */
  readonly risks: readonly RiskCounts[];
}

/**
 * What a kept model was fitted under. `fitting` counts the changes to how measures are computed:
 * with the next one a kept model is no longer used.
 */
export const answerModelSettings = {
  fitting: 14,
  mostArticles,
  mostOptions,
  leastGain,
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
  const learned = { weights, confidence };
  const isCalibrated = calibration.length >= leastCalibration;
  const cases = isCalibrated
    ? calibrationCases(
        calibration,
        learned,
        new ArticleRanker(library, library.withTitles(questions)),
      )
    : surenessCases(answers);
  return { ...learned, sureness: fitSureness(cases), risks: risksOf(cases) };
}

function risksOf(cases: readonly SurenessCase[]): RiskCounts[] {
  return Array.from({ length: mostArticles }, (_, at) => countRisk(statedReplies(cases, at + 1)));
}

/** Without training questions: by words alone, and never sure enough to answer. */
const untrained: AnswerModel = {
  weights: measureNames.map((name) => (name === 'words' ? 1 : 0)),
  confidence: {
    lengthSlopes: [],
    curve: { bias: -10, weights: Array.from({ length: confidenceWidth }, () => 0) },
  },
  sureness: fitSureness([]),
  risks: risksOf([]),
};
