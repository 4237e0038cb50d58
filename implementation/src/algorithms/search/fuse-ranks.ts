/** Cormack, Clarke and Büttcher's constant (2009): how little the first places stand out. */
const damping = 60;

/**
 * Reciprocal rank fusion: several rankings as one, of which each item's places alone count, since
 * the scores of different methods have no common measure. Equal ones as `precedes` says.
 */
export function fuseRanks(
  rankings: readonly (readonly number[])[],
  precedes: (a: number, b: number) => boolean,
): { item: number; score: number }[] {
  const scores = new Map<number, number>();
  for (const ranking of rankings) {
    ranking.forEach((item, place) => {
      scores.set(item, (scores.get(item) ?? 0) + 1 / (damping + place + 1));
    });
  }
  return [...scores]
    .map(([item, score]) => ({ item, score }))
    .sort((a, b) => b.score - a.score || (precedes(a.item, b.item) ? -1 : 1));
}
