import { fitLogistic, type LogisticCurve, logistic } from '#src/algorithms/calibration.ts';
import { measureNames, type QuestionView, type RankedArticle } from './article-ranker.ts';
import { termKinds } from './question-terms.ts';

/** How far to believe that the article which was chosen is the right one. */
export interface ConfidenceModel {
  readonly curve: LogisticCurve;
  /** How much each measure changes with the logarithm of the question's length, by itself. */
  readonly lengthSlopes: readonly number[];
}

/** What is known of an answer when its confidence is stated. */
export interface Judged {
  readonly measures: readonly number[];
  readonly logLength: number;
}

export const confidenceRidge = 1;

const unanswerableNames = [...termKinds, 'meaning'].map((kind) => `unanswerable:${kind}`);

/** What tells a right choice from a wrong one, apart from the classifier. */
export const evidenceNames: readonly string[] = [
  'odds',
  'utility',
  'matchedShare',
  'latentSentence',
  'latentQuestion',
  ...measureNames.slice(measureNames.indexOf('languageOfWords'), -1),
  ...unanswerableNames,
];

/** What the confidence is computed from: the evidence, the intent's confidence and its scope. */
export const confidenceWidth = evidenceNames.length + 2;

/** Evidence about a ranked article by name, for the passage. */
export function evidenceOf(article: RankedArticle, view: QuestionView): Record<string, number> {
  const share = Math.min(0.999, Math.max(0.001, article.share));
  return {
    ...Object.fromEntries(measureNames.map((name, at) => [name, article.measures[at] ?? 0])),
    ...Object.fromEntries(unanswerableNames.map((name, at) => [name, view.unanswerable[at] ?? 0])),
    utility: article.utility,
    odds: Math.log(share / (1 - share)),
    logLength: view.logLength,
  };
}

/** How close in meaning a known question is that an article answers, 0–1. */
export const closenessOf = (article: Pick<RankedArticle, 'measures'> | null | undefined): number =>
  article?.measures[measureNames.indexOf('latentQuestion')] ?? 0;

export function confidenceMeasures(
  evidence: Readonly<Record<string, number>>,
  intent: { readonly confidence: number; readonly inScope: number },
): number[] {
  const known = evidenceNames.map((name) => evidence[name] ?? 0);
  return [...known, intent.confidence, intent.inScope];
}

/**
 * Confidence that the passage with this evidence answers the question, 0–1. A long question matches
 * everything less well and is answered no worse for it: what is due to its length is taken out.
 */
export function confidenceOf(model: ConfidenceModel, { measures, logLength }: Judged): number {
  return logistic(model.curve, withoutLength(measures, model.lengthSlopes, logLength));
}

/** `right` and `isAnswerable` tell what came out; questions that have an answer teach the lengths. */
export function fitConfidence(
  answers: readonly (Judged & { readonly right: boolean; readonly isAnswerable: boolean })[],
): ConfidenceModel {
  const lengthSlopes = fitLengthSlopes(answers.filter(({ isAnswerable }) => isAnswerable));
  const curve = fitLogistic(
    answers.map(({ measures, logLength }) => withoutLength(measures, lengthSlopes, logLength)),
    answers.map(({ right }) => right),
    confidenceRidge,
  );
  return { curve, lengthSlopes };
}

const withoutLength = (
  measures: readonly number[],
  slopes: readonly number[],
  logLength: number,
): number[] => measures.map((measure, at) => measure - (slopes[at] ?? 0) * logLength);

/** Least squares per measure. */
function fitLengthSlopes(known: readonly Judged[]): number[] {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const meanLength = mean(known.map(({ logLength }) => logLength));
  const spread = mean(known.map(({ logLength }) => (logLength - meanLength) ** 2));
  // Questions that are all of a length teach nothing about it, but for the error of rounding.
  if (!(spread > 1e-9)) return [];
  return (known[0]?.measures ?? []).map((_, at) => {
    const shared = known.map(({ measures, logLength }) => {
      return (measures[at] ?? 0) * (logLength - meanLength);
    });
    return mean(shared) / spread;
  });
}
