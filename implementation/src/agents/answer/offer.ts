import { mostOptions } from '#src/domain/ticket/events.ts';
import type { Offer, Passage } from '../agents.ts';

/** What has a smaller share of the choice is not worth a line to read. */
export const leastShare = 0.01;

/**
 * What to ask back with: the titles of the best passages, each once. Two articles of one title are
 * one line, and the better one is meant by it.
 *
 * @param sure How surely the first of them answers, one of the first two, and so on.
 */
export function offerOf(passages: readonly Passage[], sure: readonly number[]): Offer | null {
  const worth = passages
    .slice(0, Math.min(mostOptions, sure.length))
    .filter(({ score }, at) => at === 0 || score >= leastShare);
  const titles = worth.map(({ title }) => title.toLowerCase());
  const options = worth
    .filter((_, at) => titles.indexOf(titles[at] ?? '') === at)
    .map(({ articleId, title, url }) => ({ articleId, title, url }));
  // A line less promises less: what is left out again is not among what can be chosen.
  const sureness = sure[options.length - 1];
  return sureness === undefined ? null : { options, sureness };
}
