import { fitLogistic, type LogisticCurve, logistic } from '#src/algorithms/calibration.ts';
import { type Choice, fitChoices } from '#src/algorithms/choice-model.ts';
import { seededRandom, shuffle } from '#src/algorithms/seeded-random.ts';
import type { TrainingQuestion } from '#src/knowledge/load/content.ts';
import type { IntentModel } from '../classify/intent-model.ts';
import {
  type ArticleRanker,
  measureNames,
  type QuestionView,
  type RankedArticle,
  rank,
  withFollowUp,
} from './article-ranker.ts';

/** What was learned from answered questions: how to choose, and how far to believe the choice. */
export interface AnswerModel {
  readonly weights: readonly number[];
  /** How much each measure changes with the logarithm of the question's length, by itself. */
  readonly lengthSlopes: readonly number[];
  readonly confidence: LogisticCurve;
}

/** A question of training as it came out while it was held out. */
export interface HeldOutAnswer {
  readonly question: TrainingQuestion;
  readonly best: RankedArticle | null;
  readonly right: boolean;
  readonly measures: readonly number[];
  readonly logLength: number;
}

const choiceRidge = 1;
const confidenceRidge = 1;
/** Weighing a question costs a millisecond, and two dozen weights need no thousands of them. */
const fittedQuestions = 900;
const folds = 5;
const leastFitted = 100;
const seed = 11;

/** What tells a right choice from a wrong one, apart from the classifier. */
export const evidenceNames = [
  'odds',
  'utility',
  'matchedShare',
  'knownQuestion',
  'latentSentence',
  'latentQuestion',
  'unanswerableScore',
  'unanswerableCloseness',
] as const;

/**
 * What a kept model was fitted under. `fitting` counts the changes to how measures are computed:
 * with the next one a kept model is no longer used.
 */
export const answerModelSettings = {
  fitting: 3,
  measures: measureNames,
  evidence: evidenceNames,
  choiceRidge,
  confidenceRidge,
  fittedQuestions,
  folds,
  seed,
} as const;

/** Evidence about a ranked article by name, for the passage. */
export function evidenceOf(article: RankedArticle, view: QuestionView): Record<string, number> {
  const share = Math.min(0.999, Math.max(0.001, article.share));
  const measures = Object.fromEntries(
    measureNames.map((name, index) => [name, article.measures[index] ?? 0]),
  );
  return {
    ...measures,
    utility: article.utility,
    odds: Math.log(share / (1 - share)),
    logLength: view.logLength,
    unanswerableScore: view.unanswerableScore,
    unanswerableCloseness: view.unanswerableCloseness,
  };
}

/** What the confidence is computed from. */
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
export function confidenceOf(
  model: Pick<AnswerModel, 'confidence' | 'lengthSlopes'>,
  measures: readonly number[],
  logLength: number,
): number {
  return logistic(model.confidence, withoutLength(measures, model.lengthSlopes, logLength));
}

/**
 * Learns from questions with known answers. Confidence is learned from choices that were made
 * without the question's own fold, so it holds for questions never seen.
 */
export function fitAnswerModel(
  questions: readonly TrainingQuestion[],
  ranker: ArticleRanker,
  intents: IntentModel,
): AnswerModel {
  if (questions.length === 0) return untrained;
  const heldOut = holdOut(representative(questions, fittedQuestions), ranker, intents);
  return { weights: heldOut.weights, ...fitConfidence(heldOut.answers) };
}

/**
 * Questions in the mix that a desk meets, at most `limit`: three that some article answers for each
 * that none does, as far as there are any. Training sets hold far more of the former, and a curve
 * fitted to their mix would believe too much. Questions about articles that this desk does not have
 * stay among the former, since its customers ask them too. Equal questions give equal samples.
 */
export function representative(
  questions: readonly TrainingQuestion[],
  limit: number,
): TrainingQuestion[] {
  const all = [...shuffledPlaces(questions.length)].flatMap((at) => questions[at] ?? []);
  const without = all.filter(({ articleId }) => articleId === null).slice(0, limit / 4);
  const most = without.length === 0 ? limit : Math.max(3 * without.length, leastFitted);
  return [...all.filter(({ articleId }) => articleId !== null).slice(0, most), ...without];
}

function shuffledPlaces(count: number): Int32Array {
  const places = Int32Array.from({ length: count }, (_, at) => at);
  shuffle(places, seededRandom(seed));
  return places;
}

export function fitConfidence(
  answers: readonly HeldOutAnswer[],
): Pick<AnswerModel, 'confidence' | 'lengthSlopes'> {
  const lengthSlopes = fitLengthSlopes(answers);
  const confidence = fitLogistic(
    answers.map(({ measures, logLength }) => withoutLength(measures, lengthSlopes, logLength)),
    answers.map(({ right }) => right),
    confidenceRidge,
  );
  return { confidence, lengthSlopes };
}

const withoutLength = (
  measures: readonly number[],
  slopes: readonly number[],
  logLength: number,
): number[] => measures.map((measure, at) => measure - (slopes[at] ?? 0) * logLength);

/** Least squares per measure, over the questions that have an answer: others differ by more. */
function fitLengthSlopes(answers: readonly HeldOutAnswer[]): number[] {
  const known = answers.filter(({ question }) => question.articleId !== null);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const meanLength = mean(known.map(({ logLength }) => logLength));
  const spread = mean(known.map(({ logLength }) => (logLength - meanLength) ** 2));
  if (!(spread > 0)) return [];
  return (known[0]?.measures ?? []).map((_, at) => {
    const shared = known.map(({ measures, logLength }) => {
      return (measures[at] ?? 0) * (logLength - meanLength);
    });
    return mean(shared) / spread;
  });
}

/** Every question answered by weights that were fitted without it, and the weights from all. */
export function holdOut(
  questions: readonly TrainingQuestion[],
  ranker: ArticleRanker,
  intents: IntentModel,
): { readonly weights: readonly number[]; readonly answers: readonly HeldOutAnswer[] } {
  const views = questions.map((question) =>
    ranker.view({ text: question.text, before: new Set() }, question),
  );
  const choices = views.map((view, index) => choiceOf(view, questions[index]?.articleId ?? null));
  const start = measureNames.map(() => 0);
  const learn = (part: readonly Choice[], from: readonly number[]) =>
    fitChoices(part, from, choiceRidge);
  const learned = learn(
    choices.flatMap((choice) => choice ?? []),
    start,
  );
  const order = shuffledPlaces(questions.length);
  const answers: HeldOutAnswer[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const rest = [...order].filter((_, at) => at % folds !== fold);
    const weights = withFollowUp(
      learn(
        rest.flatMap((index) => choices[index] ?? []),
        learned,
      ),
    );
    for (const index of [...order].filter((_, at) => at % folds === fold)) {
      const question = questions[index] as TrainingQuestion;
      const view = views[index] as QuestionView;
      const best = rank(view.candidates, weights)[0] ?? null;
      const right = best !== null && best.article.id === question.articleId;
      const { confidence, inScopeScore: inScope } = intents.view(question.text);
      const evidence = best ? evidenceOf(best, view) : {};
      const measures = confidenceMeasures(evidence, { confidence, inScope });
      answers.push({ question, best, right, measures, logLength: view.logLength });
    }
  }
  return { weights: withFollowUp(learned), answers };
}

function choiceOf(view: QuestionView, articleId: string | null): Choice | null {
  const chosen = view.candidates.findIndex(({ article }) => article.id === articleId);
  if (chosen < 0) return null;
  return { candidates: view.candidates.map(({ measures }) => measures), chosen };
}

/** Without training questions: by words alone, and never sure enough to answer. */
const untrained: AnswerModel = {
  weights: measureNames.map((name) => (name === 'words' ? 1 : 0)),
  lengthSlopes: [],
  confidence: { bias: -10, weights: [...evidenceNames, 'intent', 'scope'].map(() => 0) },
};
