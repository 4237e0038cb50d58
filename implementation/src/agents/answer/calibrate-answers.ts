import {
  fitLogistic,
  type LogisticCurve,
  logistic,
  type Outcome,
} from '#src/algorithms/calibration.ts';
import { countRisk, type RiskCounts } from '#src/algorithms/risk-control.ts';
import type { CalibrationQuestion } from '#src/knowledge/load/content.ts';
import type { ArticleRanker } from './article-ranker.ts';
import type { ConfidenceModel } from './confidence-model.ts';
import { confidenceIn, type Learned, lookUp } from './look-up.ts';

/** Fewer show no bound worth having; then the held-out training questions decide. */
export const leastCalibration = 200;
const rescaleRidge = 1;

/**
 * What was learned from training questions, with confidence and risk as they are for questions such
 * as customers really ask. Nothing else is learned from these: not how to choose, nor which of two
 * answers to believe more. `ranker` knows all training questions.
 */
export function calibrateAnswers(
  { weights, confidence }: Learned,
  questions: readonly CalibrationQuestion[],
  ranker: ArticleRanker,
): { readonly confidence: ConfidenceModel; readonly risk: RiskCounts } {
  const outcomes = questions.map((question) =>
    outcomeOf(question, { weights, confidence }, ranker),
  );
  // Counted at thresholds that were fixed before, as the bound asks, and only then named anew.
  const risk = countRisk(outcomes);
  const rescale = fitRescale(outcomes);
  return {
    confidence: { ...confidence, curve: rescaledCurve(confidence.curve, rescale) },
    risk: {
      ...risk,
      rows: risk.rows.map((row) => ({ ...row, from: rescaled(row.from, rescale) })),
    },
  };
}

function outcomeOf(
  { text, earlier, articleId }: CalibrationQuestion,
  learned: Learned,
  ranker: ArticleRanker,
): Outcome {
  const before = earlier.at(-1);
  const answered = before && lookUp({ text: before, previous: null }, ranker, learned).ranked[0];
  const articleIds = answered ? [answered.article.id] : [];
  const previous = before === undefined ? null : { text: before, articleIds };
  const found = lookUp({ text, previous }, ranker, learned);
  const [best] = found.ranked;
  // Without a candidate there is no draft, and no confidence in it.
  const confidence = confidenceIn(found, ranker, learned);
  return {
    confidence,
    right: best !== undefined && ranker.library.isAnsweredBy(articleId, best.article.id),
  };
}

/** Of the log odds: `slope · odds + bias`, where the slope keeps the order of any two answers. */
interface Rescale {
  readonly bias: number;
  readonly slope: number;
}

const leastSlope = 0.1;

function fitRescale(outcomes: readonly Outcome[]): Rescale {
  const drafts = outcomes.filter(({ confidence }) => confidence > 0);
  const curve = fitLogistic(
    drafts.map(({ confidence }) => [logOdds(confidence)]),
    drafts.map(({ right }) => right),
    rescaleRidge,
  );
  return { bias: curve.bias, slope: Math.max(leastSlope, curve.weights[0] ?? 1) };
}

const rescaled = (confidence: number, { bias, slope }: Rescale): number =>
  logistic({ bias, weights: [slope] }, [logOdds(confidence)]);

const rescaledCurve = ({ bias, weights }: LogisticCurve, by: Rescale): LogisticCurve => ({
  bias: by.slope * bias + by.bias,
  weights: weights.map((weight) => by.slope * weight),
});

const logOdds = (probability: number): number => {
  const inside = Math.min(1 - 1e-9, Math.max(1e-9, probability));
  return Math.log(inside / (1 - inside));
};
