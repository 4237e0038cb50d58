import type { Content, KnowledgeArticle } from '#src/knowledge/load/content.ts';
import { createRetriever } from '#src/knowledge/retrieve/retriever.ts';
import type { Agents } from './agents.ts';
import { createPassageRetriever } from './answer/passage-retriever.ts';
import { createStatisticalAnswerer, fitConfidence } from './answer/statistical-answerer.ts';
import { createStatisticalClassifier } from './classify/statistical-classifier.ts';
import { citationReviewer } from './review/citation-reviewer.ts';
import { createScreener } from './screen/statistical-screener.ts';

/** The whole brain of a desk without any key, and the articles it answers from. */
export interface StatisticalAgents extends Agents {
  readonly articles: {
    readonly size: number;
    get(id: string): KnowledgeArticle | null;
  };
}

/** Indexes the articles and trains on the training sets. */
export function createStatisticalAgents(content: Content): StatisticalAgents {
  const articles = new Map(content.articles.map((article) => [article.id, article]));
  const retriever = createRetriever(content.articles);
  const passageRetriever = createPassageRetriever(retriever);
  const confidence = fitConfidence(content.training.questions, passageRetriever.find);
  return {
    screener: createScreener(),
    classifier: createStatisticalClassifier(content.training),
    retriever: passageRetriever,
    answerer: createStatisticalAnswerer({
      articles,
      confidence,
      wordWeight: (word) => retriever.wordWeight(word),
    }),
    reviewer: citationReviewer,
    articles: { size: articles.size, get: (id) => articles.get(id) ?? null },
  };
}
