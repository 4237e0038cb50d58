import { MergeQueue } from './merge-queue.ts';
import type { TermVector } from './term-vectors.ts';

export interface LinkOptions {
  /** Mean cosine between the items of two clusters from which on they become one. */
  readonly atLeast: number;
  /** How many neighbours a cluster keeps at most: the closest. */
  readonly reach: number;
}

interface Cluster {
  /** Numbers of vectors. */
  readonly members: number[];
  /** Sum of the vectors of all items: two sums give the mean of all cosines between two clusters. */
  readonly sum: Map<number, number>;
  /** How many items it holds. */
  readonly size: number;
  /** The lowest number of a member. */
  readonly first: number;
  near: number[];
}

/**
 * Average-link clustering (UPGMA) along given neighbours: again and again the two closest clusters
 * become one, until none are close enough. Means are over all pairs of items, not only those that
 * are neighbours. Returns the members of each cluster, in order of number.
 */
export function averageLink(
  vectors: readonly TermVector[],
  neighbours: readonly (readonly number[])[],
  options: LinkOptions,
): number[][] {
  const clusters: (Cluster | null)[] = vectors.map((vector, at) => ({
    members: [at],
    sum: new Map(
      [...vector.terms].map((term, i) => [term, vector.ids.length * weightAt(vector, i)]),
    ),
    size: vector.ids.length,
    first: at,
    near: [...(neighbours[at] ?? [])],
  }));
  const successors: number[] = vectors.map((_, at) => at);
  const queue = new MergeQueue();
  const offer = (a: number, b: number) => {
    const [left, right] = [clusters[a], clusters[b]];
    if (!left || !right) return 0;
    const closeness = meanCosine(left, right);
    if (closeness >= options.atLeast) {
      const [low, high] = [Math.min(left.first, right.first), Math.max(left.first, right.first)];
      queue.push({ a, b, closeness, rank: low * vectors.length + high });
    }
    return closeness;
  };
  neighbours.forEach((near, at) => {
    for (const other of near) if (at < other || !neighbours[other]?.includes(at)) offer(at, other);
  });
  for (let merge = queue.pop(); merge; merge = queue.pop()) {
    const [left, right] = [clusters[merge.a], clusters[merge.b]];
    if (!left || !right) continue;
    const merged = clusters.length;
    clusters.push(mergeOf(left, right));
    clusters[merge.a] = null;
    clusters[merge.b] = null;
    successors[merge.a] = merged;
    successors[merge.b] = merged;
    successors.push(merged);
    const near = new Set([...left.near, ...right.near].map((one) => lastOf(one, successors)));
    near.delete(merged);
    const byCloseness = [...near]
      .map((one) => ({ one, closeness: offer(merged, one), first: clusters[one]?.first ?? 0 }))
      .sort((x, y) => y.closeness - x.closeness || x.first - y.first);
    (clusters[merged] as Cluster).near = byCloseness.slice(0, options.reach).map(({ one }) => one);
  }
  return clusters
    .flatMap((cluster) => (cluster ? [cluster.members.sort((a, b) => a - b)] : []))
    .sort(([a = 0], [b = 0]) => a - b);
}

const weightAt = (vector: TermVector, at: number): number => vector.weights[at] as number;

/** The cluster that one has become part of. */
function lastOf(cluster: number, successors: number[]): number {
  let last = cluster;
  while (successors[last] !== last) last = successors[last] as number;
  // Whoever asks again finds it at once.
  for (let at = cluster; at !== last; ) {
    const next = successors[at] as number;
    successors[at] = last;
    at = next;
  }
  return last;
}

function mergeOf(left: Cluster, right: Cluster): Cluster {
  const [large, small] = left.sum.size >= right.sum.size ? [left, right] : [right, left];
  for (const [term, weight] of small.sum) large.sum.set(term, (large.sum.get(term) ?? 0) + weight);
  const members = large.members;
  members.push(...small.members);
  const [size, first] = [left.size + right.size, Math.min(left.first, right.first)];
  return { members, sum: large.sum, size, first, near: [] };
}

function meanCosine(left: Cluster, right: Cluster): number {
  const [large, small] = left.sum.size >= right.sum.size ? [left, right] : [right, left];
  let product = 0;
  for (const [term, weight] of small.sum) product += weight * (large.sum.get(term) ?? 0);
  return product / (left.size * right.size);
}
