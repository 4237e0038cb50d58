import { type Outcome, searchDepth } from './evaluate-desk.ts';
import { share } from './tally.ts';

/** How well the desk's own search finds the article that answers; of questions that have one. */
export interface RetrievalReport {
  readonly questions: number;
  /** It is the first, or among the first five. */
  readonly recallAt1: number;
  readonly recallAt5: number;
  /** Mean of 1 / rank, 0 where it is not among the first ten. */
  readonly reciprocalRankAt10: number;
}

export function retrievalReport(outcomes: readonly Outcome[]): RetrievalReport {
  const ranks = outcomes
    .filter(({ question }) => question.articleId !== null)
    .map(({ rank }) => rank ?? Number.POSITIVE_INFINITY);
  const within = (depth: number) => ranks.filter((rank) => rank <= depth);
  const reciprocal = within(searchDepth).reduce((sum, rank) => sum + 1 / rank, 0);
  return {
    questions: ranks.length,
    recallAt1: share(within(1).length, ranks.length),
    recallAt5: share(within(5).length, ranks.length),
    reciprocalRankAt10: share(reciprocal, ranks.length),
  };
}
