import type { KnowledgeArticle } from './content.ts';

export interface Standing {
  /** What may be answered from, each while it is valid. */
  readonly articles: readonly KnowledgeArticle[];
  /** What is superseded for good. */
  readonly retired: readonly KnowledgeArticle[];
}

/** The same where nothing need be superseded. */
type Known = Pick<Standing, 'articles'> & Partial<Standing>;

/**
 * Ends what others supersede: from the first moment at which one of these holds, whether or not that
 * one ends later. What an article supersedes need not be there.
 */
export function endSuperseded(articles: readonly KnowledgeArticle[]): Standing {
  const endMs = new Map<string, number>();
  for (const { supersedes = [], validFromMs = Number.NEGATIVE_INFINITY } of articles) {
    for (const id of supersedes) {
      endMs.set(id, Math.min(endMs.get(id) ?? Number.POSITIVE_INFINITY, validFromMs));
    }
  }
  const ended = articles.map((article) => {
    const end = endMs.get(article.id);
    if (end === undefined || end >= (article.validUntilMs ?? Number.POSITIVE_INFINITY)) {
      return article;
    }
    return { ...article, validUntilMs: end };
  });
  // One that ends before it begins was never valid, and one without a beginning ended always.
  const isRetired = ({ validFromMs = Number.NEGATIVE_INFINITY, validUntilMs }: KnowledgeArticle) =>
    validUntilMs !== undefined && validUntilMs <= validFromMs;
  return {
    articles: ended.filter((article) => !isRetired(article)),
    retired: articles.filter((_, at) => isRetired(ended[at] as KnowledgeArticle)),
  };
}

/** The same once what has ended by now is only shown any more. */
export function standingAt<Content extends Known>(known: Content, atMs: number): Content {
  const { articles, retired } = known;
  const ended = articles.filter(
    ({ validUntilMs = Number.POSITIVE_INFINITY }) => validUntilMs <= atMs,
  );
  if (ended.length === 0) return known;
  const isOver = new Set(ended);
  return {
    ...known,
    articles: articles.filter((article) => !isOver.has(article)),
    retired: [...(retired ?? []), ...ended],
  };
}
