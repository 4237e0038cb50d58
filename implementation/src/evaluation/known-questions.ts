import type { Millis } from '#src/foundation/time.ts';
import type { Content, KnowledgeArticle } from '#src/knowledge/load/content.ts';
import type { EvaluationQuestion } from './evaluation-questions.ts';

/**
 * The questions as they are to a desk that has this content at this moment: nothing answers what
 * only an article answers that it does not have, has retired, or that does not hold now.
 */
export function asKnown(
  questions: readonly EvaluationQuestion[],
  { articles }: Content,
  nowMs: Millis,
): EvaluationQuestion[] {
  const known = new Set(articles.filter((one) => holdsAt(one, nowMs)).map(({ id }) => id));
  return questions.map((question) =>
    question.articleId === null || known.has(question.articleId)
      ? question
      : { ...question, articleId: null },
  );
}

function holdsAt(article: KnowledgeArticle, nowMs: Millis): boolean {
  const { validFromMs = Number.NEGATIVE_INFINITY, validUntilMs = Number.POSITIVE_INFINITY } =
    article;
  return validFromMs <= nowMs && nowMs < validUntilMs;
}

/** Whether somebody can say it out of the blue, and among English words. */
export const standsAlone = ({ earlier, language }: EvaluationQuestion): boolean =>
  earlier.length === 0 && language === 'en';
