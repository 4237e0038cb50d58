export interface JudgedQuery {
  readonly text: string;
  readonly relevant: ReadonlySet<string>;
}

export interface RetrievalQuality {
  /** Mean of one by the place of the first relevant document among the best ten; 0 where none is. */
  readonly mrr10: number;
  /** Mean of |relevant ∩ best ten| / min(10, |relevant|). */
  readonly recall10: number;
}

export const depth = 10;

/** Means over the queries that have a relevant document; `found` is best first, by query. */
export function retrievalQuality(
  queries: readonly JudgedQuery[],
  found: readonly (readonly string[])[],
): RetrievalQuality {
  if (queries.length !== found.length) {
    throw new Error(`${found.length} results for ${queries.length} queries`);
  }
  let [reciprocalRanks, recalls, judged] = [0, 0, 0];
  queries.forEach(({ relevant }, at) => {
    if (relevant.size === 0) return;
    judged += 1;
    const best = [...new Set(found[at])].slice(0, depth);
    const first = best.findIndex((id) => relevant.has(id));
    if (first >= 0) reciprocalRanks += 1 / (first + 1);
    const hits = best.filter((id) => relevant.has(id)).length;
    recalls += hits / Math.min(depth, relevant.size);
  });
  if (judged === 0) throw new Error('no query has a relevant document');
  return { mrr10: reciprocalRanks / judged, recall10: recalls / judged };
}
