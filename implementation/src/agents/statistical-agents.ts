import { words } from '#src/algorithms/text/tokenize.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { Content, KnowledgeArticle } from '#src/knowledge/load/content.ts';
import { standingAt } from '#src/knowledge/load/superseded.ts';
import { holdsAt } from '#src/knowledge/load/validity.ts';
import type { Agents } from './agents.ts';
import { fitAnswerModel } from './answer/answer-model.ts';
import { type AnswerThreshold, answerThreshold } from './answer/answer-threshold.ts';
import { ArticleRanker } from './answer/article-ranker.ts';
import { cachedAnswerModel } from './answer/cached-answer-model.ts';
import { Library } from './answer/library.ts';
import { createPassageRetriever, type StatisticalRetriever } from './answer/passage-retriever.ts';
import { createStatisticalAnswerer } from './answer/statistical-answerer.ts';
import { IntentModel } from './classify/intent-model.ts';
import { createStatisticalClassifier } from './classify/statistical-classifier.ts';
import { type ModelCache, noCache } from './model-cache.ts';
import { citationReviewer } from './review/citation-reviewer.ts';
import { createScreener } from './screen/statistical-screener.ts';

/** The whole brain of a desk without any key, and the articles it answers from. */
export interface StatisticalAgents extends Agents {
  readonly retriever: StatisticalRetriever;
  readonly articles: {
    readonly size: number;
    get(id: string): KnowledgeArticle | null;
    /** Those that may be answered from at a time, milliseconds since 1970. */
    validAt(timeMs: number): readonly KnowledgeArticle[];
  };
  /** From when on the answerer's drafts are posted. */
  readonly threshold: AnswerThreshold;
}

export interface StatisticalAgentsOptions {
  /** Keeps what was trained from one start to the next; without one, every start trains. */
  readonly cache?: ModelCache;
  /** Tells what is valid when a question comes; without one, articles are valid for ever. */
  readonly clock?: Pick<Clock, 'now'>;
}

/** Indexes the articles and trains on the training sets. */
export function createStatisticalAgents(
  given: Content,
  options: StatisticalAgentsOptions = {},
): StatisticalAgents {
  const { cache = noCache, clock } = options;
  // What is over would only compete with what holds.
  const content = clock ? standingAt(given, clock.now()) : given;
  const { training } = content;
  // What is not answered from any more is still shown to whoever follows an old link.
  const shown = [...(content.retired ?? []), ...content.articles];
  const articles = new Map(shown.map((article) => [article.id, article]));
  const intents = new IntentModel(training.utterances, cache);
  const { audiences, languages } = content.policy;
  const library = new Library(content.articles, intents, cache, {
    questions: training.questions,
    alsoAnswered: content.alsoAnswered,
    languages,
  });
  const model = cachedAnswerModel(content, cache, () => fitAnswerModel(training, library));
  const scope = { audiences, ...(clock && { now: () => clock.now() }) };
  const ranker = new ArticleRanker(library, library.withTitles(training.questions), scope);
  const threshold = answerThreshold(content.policy, model.risks);
  return {
    screener: createScreener({
      languages,
      vocabulary: vocabularyOf(content),
      reader: library.language,
    }),
    classifier: createStatisticalClassifier({
      intents,
      training,
      meaning: content.policy.intents,
      cache,
    }),
    retriever: createPassageRetriever(ranker, model),
    answerer: createStatisticalAnswerer(ranker, model, threshold),
    reviewer: citationReviewer,
    threshold,
    articles: {
      size: content.articles.length,
      get: (id) => articles.get(id) ?? null,
      validAt: (timeMs) => content.articles.filter((article) => holdsAt(article, timeMs)),
    },
  };
}

/** The words that the company's own texts and its customers use, in normal form. */
function vocabularyOf({ articles, training }: Content): ReadonlySet<string> {
  const known = new Set<string>();
  const texts = [
    ...articles.flatMap(({ title, text }) => [title, text]),
    ...training.utterances.map(({ text }) => text),
  ];
  for (const text of texts) for (const word of words(text)) known.add(word);
  return known;
}
