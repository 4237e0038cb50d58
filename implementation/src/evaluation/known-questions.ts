import type { Millis } from '#src/foundation/time.ts';
import { answersOf } from '#src/knowledge/load/also-answered.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { holdsAt } from '#src/knowledge/load/validity.ts';
import type { EvaluationQuestion } from './evaluation-questions.ts';

/**
 * The questions as they are to a desk that has this content at this moment: nothing answers what
 * only articles answer that it does not have, has retired, or that do not hold now.
 */
export function asKnown(
  questions: readonly EvaluationQuestion[],
  { articles, alsoAnswered }: Content,
  nowMs: Millis,
): EvaluationQuestion[] {
  const known = new Set(articles.filter((one) => holdsAt(one, nowMs)).map(({ id }) => id));
  return questions.map((question) => {
    const answers = answersOf(question.articleId, alsoAnswered).filter((id) => known.has(id));
    return { ...question, articleId: answers[0] ?? null, answers };
  });
}

/** Whether somebody can say it out of the blue, and among English words. */
export const standsAlone = ({ earlier, language }: EvaluationQuestion): boolean =>
  earlier.length === 0 && language === 'en';
