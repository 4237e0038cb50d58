/**
 * Mean over labels of the F1 score, over every label that is true or stated somewhere; 0 for no
 * rows. A label without a true positive counts 0.
 */
export function macroF1(
  rows: readonly { readonly truth: string; readonly stated: string }[],
): number {
  const counts = new Map<string, { right: number; truth: number; stated: number }>();
  const of = (label: string) => {
    const found = counts.get(label) ?? { right: 0, truth: 0, stated: 0 };
    counts.set(label, found);
    return found;
  };
  for (const { truth, stated } of rows) {
    of(truth).truth++;
    of(stated).stated++;
    if (truth === stated) of(truth).right++;
  }
  let sum = 0;
  for (const { right, truth, stated } of counts.values()) sum += (2 * right) / (truth + stated);
  return counts.size === 0 ? 0 : sum / counts.size;
}

/**
 * Share of the out-of-scope rows rejected by the threshold that rejects `rejection` of the in-scope
 * rows: rows that score below it are rejected, and the threshold is the highest that rejects no
 * more than that share of `inScope`. Ties are never split. 0 when either side is empty.
 */
export function outOfScopeRecall(
  inScope: readonly number[],
  outOfScope: readonly number[],
  rejection = 0.05,
): number {
  if (inScope.length === 0 || outOfScope.length === 0) return 0;
  const sorted = inScope.toSorted((a, b) => a - b);
  const threshold = sorted[Math.floor(rejection * sorted.length)] as number;
  return outOfScope.filter((score) => score < threshold).length / outOfScope.length;
}
