import type { KnowledgeArticle } from '../load/content.ts';
import { createRetriever, type Retriever } from '../retrieve/retriever.ts';

/** How many questions find an article before any other, of how many. */
export interface WouldAnswer {
  readonly first: number;
  readonly of: number;
}

/** Indexing takes longer than asking: the articles of a desk are indexed for its first draft. */
const indexed = new WeakMap<readonly KnowledgeArticle[], Retriever<KnowledgeArticle>>();

/**
 * Tries an article out beside the present ones, none of which has its id. It is found by its words,
 * as the desk finds articles first; whether the desk would then dare to answer is not told.
 */
export function wouldAnswer(
  article: KnowledgeArticle,
  questions: readonly string[],
  articles: readonly KnowledgeArticle[],
): WouldAnswer {
  const retriever = indexed.get(articles) ?? createRetriever(articles);
  indexed.set(articles, retriever);
  retriever.add(article);
  const first = questions.filter((question) => {
    const [hit] = retriever.search(question, { limit: 1 });
    return hit?.document.id === article.id;
  });
  retriever.remove(article.id);
  return { first: first.length, of: questions.length };
}
