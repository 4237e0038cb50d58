import { mostOptions } from '#src/domain/ticket/events.ts';
import type { Offer, Passage } from '../agents.ts';

/** What has a smaller share of the choice is not worth a line to read. */
const leastShare = 0.01;

/**
 * What to ask back with: the titles of the best passages, each once.
 *
 * @param sure How surely the first of them answers, one of the first two, and so on.
 */
export function offerOf(passages: readonly Passage[], sure: readonly number[]): Offer | null {
  const worth = passages
    .slice(0, Math.min(mostOptions, sure.length))
    .filter(({ score }, at) => at === 0 || score >= leastShare);
  const sureness = sure[worth.length - 1];
  if (sureness === undefined) return null;
  const byTitle = new Map(worth.toReversed().map((one) => [one.title.toLowerCase(), one]));
  const options = [...byTitle.values()]
    .reverse()
    .map(({ articleId, title, url }) => ({ articleId, title, url }));
  return { options, sureness };
}
