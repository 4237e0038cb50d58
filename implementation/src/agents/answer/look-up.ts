import { choiceProbabilities } from '#src/algorithms/choice-model.ts';
import type { Question } from '../agents.ts';
import {
  type ArticleRanker,
  type QuestionView,
  type RankedArticle,
  rank,
} from './article-ranker.ts';
import { withBestBySentence } from './by-sentence.ts';
import {
  type ConfidenceModel,
  confidenceMeasures,
  confidenceOf,
  evidenceOf,
} from './confidence-model.ts';
import { afterBefore, byItself, followUp, type Lookup, needsBefore } from './understand.ts';

/** What was learned of how to choose, and how far to believe the choice. */
export interface Learned {
  readonly weights: readonly number[];
  readonly confidence: ConfidenceModel;
}

/** A question as it is looked up, and what comes of it. */
export interface LookedUp {
  readonly lookup: Lookup;
  readonly view: QuestionView;
  /** Best first. */
  readonly ranked: readonly RankedArticle[];
}

/** Sure enough to be a question of its own, whatever was asked before. */
const ownConfidence = 0.5;
/** Sure enough that no single sentence of it can mean anything else. */
const clearConfidence = 0.8;
/** What is not among the candidates of one way of reading has at least this logarithm of a share there. */
const leastLogShare = -5;
/** What was cited before is seldom what is asked for next, in logarithms of shares. */
const citedBefore = 2;

/**
 * Looks a question up. After an exchange it is read by itself and together with what was asked before,
 * and what fits both ways counts: "and how long does that take?" asks about what the one before was
 * about, but people also ask for another thing in few words. What is clear by itself needs no more.
 */
export function lookUp(question: Question, ranker: ArticleRanker, model: Learned): LookedUp {
  const { previous } = question;
  const whole = lookedUp(byItself(question), ranker, model);
  const confidence = confidenceIn(whole, ranker, model);
  const isOwn = previous === null || confidence >= ownConfidence;
  if (!isOwn && needsBefore(question.text)) return lookedUp(followUp(question), ranker, model);
  const own = confidence >= clearConfidence ? whole : bySentence(whole, ranker, model);
  if (isOwn) return own;
  return combined(own, lookedUp(afterBefore(question), ranker, model), previous.articleIds);
}

function bySentence(whole: LookedUp, ranker: ArticleRanker, model: Learned): LookedUp {
  return withBestBySentence(whole, (text) => {
    const part = lookedUp({ ...whole.lookup, text }, ranker, model);
    return { best: part.ranked[0] ?? null, confidence: confidenceIn(part, ranker, model) };
  });
}

/** The question by itself, its articles in the order in which they fit it both ways. */
function combined(own: LookedUp, joined: LookedUp, cited: readonly string[]): LookedUp {
  const logShares = ({ ranked }: LookedUp) =>
    new Map(ranked.map(({ article, share }) => [article.id, Math.log(share)]));
  const [alone, together] = [logShares(own), logShares(joined)];
  const seen = new Set(own.ranked.map(({ article }) => article.id));
  const all = [...own.ranked, ...joined.ranked.filter(({ article }) => !seen.has(article.id))];
  const scores = all.map(({ article: { id } }) => {
    const [one, other] = [alone, together].map((shares) =>
      Math.max(leastLogShare, shares.get(id) ?? leastLogShare),
    );
    return (one as number) + (other as number) - (cited.includes(id) ? citedBefore : 0);
  });
  const shares = choiceProbabilities(scores);
  const ranked = all
    .map((article, at) => ({ ...article, share: shares[at] ?? 0 }))
    .sort((a, b) => b.share - a.share || (a.article.id < b.article.id ? -1 : 1));
  return { ...own, ranked };
}

/** The text that {@link lookUp} looks a question up by. Only one that may need what came before is tried. */
export function askedText(question: Question, ranker: ArticleRanker, model: Learned): string {
  const own = byItself(question);
  if (question.previous === null || !needsBefore(question.text)) return own.text;
  const confidence = confidenceIn(lookedUp(own, ranker, model), ranker, model);
  return confidence >= ownConfidence ? own.text : followUp(question).text;
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
