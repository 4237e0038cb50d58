import type { Question } from '../agents.ts';
import type { AnswerModel } from './answer-model.ts';
import {
  type ArticleRanker,
  type QuestionView,
  type RankedArticle,
  rank,
} from './article-ranker.ts';
import { confidenceMeasures, confidenceOf, evidenceOf } from './confidence-model.ts';
import { type Lookup, understand } from './understand.ts';

type Learned = Pick<AnswerModel, 'weights' | 'confidence'>;

/** A question as it is looked up, and what comes of it. */
export interface LookedUp {
  readonly lookup: Lookup;
  readonly view: QuestionView;
  /** Best first. */
  readonly ranked: readonly RankedArticle[];
}

/** Sure enough to be a question of its own, whatever was asked before. */
const ownConfidence = 0.5;
/** An article that was cited before must be among so many for what is asked now, too. */
const stillMeant = 3;

/**
 * Looks a question up. One that seems to follow up another is read together with that one, unless it
 * can be answered by itself, or together would only give the article again that was cited before,
 * though what is asked now has little to do with it: people also ask for another thing in few words.
 */
export function lookUp(question: Question, ranker: ArticleRanker, model: Learned): LookedUp {
  const understood = understand(question);
  const found = lookedUp(understood, ranker, model);
  if (understood.before.size === 0) return found;
  const own = lookedUp(understand({ ...question, previous: null }), ranker, model);
  if (confidenceIn(own, ranker, model) >= ownConfidence) return own;
  if (!understood.mayStandAlone) return found;
  const best = found.ranked[0]?.article.id;
  const isRepeated = best !== undefined && found.lookup.before.has(best);
  const isMeant = own.ranked.slice(0, stillMeant).some(({ article }) => article.id === best);
  return isRepeated && !isMeant && own.ranked.length > 0 ? own : found;
}

/** The text that a question is looked up by. Only one that follows up another has to be tried. */
export function askedText(question: Question, ranker: ArticleRanker, model: Learned): string {
  const understood = understand(question);
  if (understood.before.size === 0) return understood.text;
  return lookUp(question, ranker, model).lookup.text;
}

function lookedUp(lookup: Lookup, ranker: ArticleRanker, { weights }: Learned): LookedUp {
  const view = ranker.view(lookup);
  return { lookup, view, ranked: rank(view.candidates, weights) };
}

/** How far to believe that the best article answers; 0 where there is none. */
export function confidenceIn(
  { lookup, view, ranked }: LookedUp,
  ranker: ArticleRanker,
  { confidence }: Learned,
): number {
  const [best] = ranked;
  if (!best) return 0;
  const { confidence: intent, inScopeScore: inScope } = ranker.library.intents.view(lookup.text);
  const measures = confidenceMeasures(evidenceOf(best, view), { confidence: intent, inScope });
  return confidenceOf(confidence, { measures, logLength: view.logLength });
}
