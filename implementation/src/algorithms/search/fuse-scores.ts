export interface Scored {
  readonly item: number;
  readonly score: number;
}

/** What the closest vector is worth, in scores of the best hit by words. */
const vectorWeight = 0.5;

/**
 * Hits by words and by vectors as one ranking, both best first. What counts of a closeness is where
 * it lies between the least and the greatest found, since the cosines of one embedding model lie
 * around 0.8 and those of another around 0.2. Equal ones as `precedes` says.
 */
export function fuseScores(
  byWords: readonly Scored[],
  byVector: readonly Scored[],
  precedes: (a: number, b: number) => boolean,
): Scored[] {
  const best = byWords[0]?.score || 1;
  const greatest = byVector[0]?.score ?? 0;
  const range = greatest - (byVector.at(-1)?.score ?? 0);
  const scores = new Map(byWords.map(({ item, score }) => [item, score]));
  for (const { item, score } of byVector) {
    const closeness = range > 0 ? 1 - (greatest - score) / range : 1;
    scores.set(item, (scores.get(item) ?? 0) + vectorWeight * best * closeness);
  }
  return [...scores]
    .map(([item, score]) => ({ item, score }))
    .sort((a, b) => b.score - a.score || (precedes(a.item, b.item) ? -1 : 1));
}
