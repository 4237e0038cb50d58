import type { Outcome } from '#src/algorithms/calibration.ts';
import { type Choice, fitChoices } from '#src/algorithms/choice-model.ts';
import { seededRandom, shuffle } from '#src/algorithms/seeded-random.ts';
import { mostOptions } from '#src/domain/ticket/events.ts';
import type { TrainingQuestion } from '#src/knowledge/load/content.ts';
import {
  ArticleRanker,
  measureNames,
  type QuestionView,
  type RankedArticle,
  rank,
  withFollowUp,
} from './article-ranker.ts';
import {
  closenessOf,
  confidenceMeasures,
  confidenceOf,
  evidenceOf,
  fitConfidence,
  type Judged,
} from './confidence-model.ts';
import type { Library } from './library.ts';
import type { SurenessCase } from './sureness.ts';

/** A question of training as it came out while it was held out. */
export interface HeldOutAnswer extends Judged {
  readonly question: TrainingQuestion;
  readonly fold: number;
  readonly isAnswerable: boolean;
  readonly best: RankedArticle | null;
  readonly right: boolean;
  /** Shares of the best few articles, and whether the first few hold one that answers. */
  readonly shares: readonly number[];
  readonly rightWithin: readonly boolean[];
}

export const holdOutSettings = {
  choiceRidge: 1,
  folds: 5,
  seed: 11,
  leastFitted: 100,
  mostAsked: 1_800,
} as const;
const { choiceRidge, folds, seed, leastFitted, mostAsked } = holdOutSettings;

/**
 * Questions in the mix that a desk meets: three that some article answers for each that none does,
 * as far as there are any. Training sets hold far more of the former, and a curve fitted to their
 * mix would believe too much. Questions about articles that this desk does not have stay among the
 * former, since its customers ask them too. Equal questions give equal samples.
 */
export function representative(questions: readonly TrainingQuestion[]): TrainingQuestion[] {
  const all = [...shuffledPlaces(questions.length)].flatMap((at) => questions[at] ?? []);
  const without = all.filter(({ articleId }) => articleId === null).slice(0, mostAsked / 4);
  const most = without.length === 0 ? all.length : Math.max(3 * without.length, leastFitted);
  return [...all.filter(({ articleId }) => articleId !== null).slice(0, most), ...without];
}

function shuffledPlaces(count: number): Int32Array {
  const places = Int32Array.from({ length: count }, (_, at) => at);
  shuffle(places, seededRandom(seed));
  return places;
}

/**
 * The fold of each question. Those of one article are dealt out in turn, so that no fold takes more
 * of its questions from it than from others.
 */
function foldsOf(questions: readonly TrainingQuestion[]): ReadonlyMap<TrainingQuestion, number> {
  const dealt = new Map<string | null, number>();
  return new Map(
    questions.map((question) => {
      const turn = dealt.get(question.articleId) ?? 0;
      dealt.set(question.articleId, turn + 1);
      return [question, turn % folds];
    }),
  );
}

/**
 * Answers a representative part of the questions, each by what knows nothing of its fold: neither
 * its questions, nor weights fitted to them. Returns the weights from all, too.
 */
export function holdOut(
  questions: readonly TrainingQuestion[],
  library: Library,
): { readonly weights: readonly number[]; readonly answers: readonly HeldOutAnswer[] } {
  const foldOf = foldsOf(questions);
  const asked = representative(questions);
  const views = new Map<TrainingQuestion, QuestionView>();
  for (let fold = 0; fold < folds; fold += 1) {
    const isIn = (question: TrainingQuestion) => foldOf.get(question) === fold;
    const part = asked.filter(isIn);
    if (part.length === 0) continue;
    const known = questions.filter((one) => !isIn(one));
    const ranker = new ArticleRanker(library, library.withTitles(known));
    for (const one of part) views.set(one, ranker.view({ text: one.text, before: new Set() }));
  }
  const choices = asked.map((question) => choiceOf(views.get(question), question.articleId));
  const learn = (without: number, start: readonly number[]) =>
    fitChoices(
      choices.flatMap((choice, at) =>
        choice && foldOf.get(asked[at] as TrainingQuestion) !== without ? choice : [],
      ),
      start,
      choiceRidge,
    );
  const learned = learn(
    folds,
    measureNames.map(() => 0),
  );
  const weights = Array.from({ length: folds }, (_, fold) => withFollowUp(learn(fold, learned)));
  const answers = asked.map((question) => {
    const fold = foldOf.get(question) ?? 0;
    const view = views.get(question) as QuestionView;
    return heldOut(question, fold, view, weights[fold] ?? learned, library);
  });
  return { weights: withFollowUp(learned), answers };
}

function heldOut(
  question: TrainingQuestion,
  fold: number,
  view: QuestionView,
  weights: readonly number[],
  library: Library,
): HeldOutAnswer {
  const ranked = rank(view.candidates, weights).slice(0, mostOptions);
  const best = ranked[0] ?? null;
  const rightWithin = rightWithinOf(question.articleId, ranked, library);
  const { confidence, inScopeScore: inScope } = library.intents.view(question.text);
  return {
    question,
    fold,
    isAnswerable: question.articleId !== null,
    best,
    right: rightWithin[0] ?? false,
    shares: ranked.map(({ share }) => share),
    rightWithin,
    measures: confidenceMeasures(best ? evidenceOf(best, view) : {}, { confidence, inScope }),
    logLength: view.logLength,
  };
}

/** Whether the first article answers, one of the first two and so on. */
export function rightWithinOf(
  articleId: string | null,
  ranked: readonly RankedArticle[],
  library: Library,
): boolean[] {
  const first = ranked.findIndex(({ article }) => library.isAnsweredBy(articleId, article.id));
  return Array.from({ length: mostOptions }, (_, at) => first >= 0 && first <= at);
}

function choiceOf(view: QuestionView | undefined, articleId: string | null): Choice | null {
  const candidates = view?.candidates ?? [];
  const chosen = candidates.findIndex(({ article }) => article.id === articleId);
  return chosen < 0 ? null : { candidates: candidates.map(({ measures }) => measures), chosen };
}

/** What was stated of each answer by a curve that was fitted without its fold. */
export function statedOutcomes(answers: readonly HeldOutAnswer[]): Outcome[] {
  const models = Array.from({ length: folds }, (_, fold) =>
    fitConfidence(answers.filter((answer) => answer.fold !== fold)),
  );
  return answers.map((answer) => {
    const model = models[answer.fold];
    // Without a candidate there is no draft, and no confidence in it.
    const confidence = model && answer.best ? confidenceOf(model, answer) : 0;
    return { confidence, right: answer.right };
  });
}

/** What is known of how surely each was answered, for what is fitted to that. */
export function surenessCases(answers: readonly HeldOutAnswer[]): SurenessCase[] {
  return statedOutcomes(answers).map(({ confidence }, at) => {
    const { shares, rightWithin, best } = answers[at] as HeldOutAnswer;
    const closeness = closenessOf(best);
    return {
      confidence,
      shares,
      rightWithin,
      closeness,
      isAfterExchange: false,
      isRepeated: false,
    };
  });
}
