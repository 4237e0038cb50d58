import type { Millis } from '#src/foundation/time.ts';
import type { KnowledgeArticle } from './content.ts';

/** Whether an article holds at a moment: from its first one on, and not at its last any more. */
export function holdsAt(
  article: Pick<KnowledgeArticle, 'validFromMs' | 'validUntilMs'>,
  atMs: Millis,
): boolean {
  const { validFromMs = Number.NEGATIVE_INFINITY, validUntilMs = Number.POSITIVE_INFINITY } =
    article;
  return validFromMs <= atMs && atMs < validUntilMs;
}
