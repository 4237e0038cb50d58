import {
  fitLogistic,
  type LogisticCurve,
  logistic,
  type Outcome,
} from '#src/algorithms/calibration.ts';
import { countRisk, type RiskCounts } from '#src/algorithms/risk-control.ts';
import type { CalibrationQuestion } from '#src/knowledge/load/content.ts';
import { type ArticleRanker, rank } from './article-ranker.ts';
import {
  type ConfidenceModel,
  confidenceMeasures,
  confidenceOf,
  evidenceOf,
} from './confidence-model.ts';
import { understand } from './understand.ts';

/** Fewer show no bound worth having; then the held-out training questions decide. */
export const leastCalibration = 200;
const rescaleRidge = 1;

interface Learned {
  readonly weights: readonly number[];
  readonly confidence: ConfidenceModel;
}

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
  { weights, confidence }: Learned,
  ranker: ArticleRanker,
): Outcome {
  const bestOf = (lookup: ReturnType<typeof understand>) => {
    const view = ranker.view(lookup);
    const best = rank(view.candidates, weights)[0];
    return { view, best };
  };
  const before = earlier.at(-1);
  const answered = before && bestOf(understand({ text: before, previous: null })).best?.article.id;
  const previous = before ? { text: before, articleIds: answered ? [answered] : [] } : null;
  const { view, best } = bestOf(understand({ text, previous }));
  // Without a candidate there is no draft, and no confidence in it.
  if (!best) return { confidence: 0, right: false };
  const { confidence: intent, inScopeScore: inScope } = ranker.library.intents.view(text);
  const measures = confidenceMeasures(evidenceOf(best, view), { confidence: intent, inScope });
  return {
    confidence: confidenceOf(confidence, { measures, logLength: view.logLength }),
    right: best.article.id === articleId,
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
