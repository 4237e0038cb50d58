import { averageLink } from './average-link.ts';
import { type GroupingSettings, groupingDefaults } from './grouping-settings.ts';
import { cosine, nearestVectors } from './nearest-vectors.ts';
import { type GroupingItem, type TermVector, termVectors } from './term-vectors.ts';

/** Items that belong together: the most central one first, then those nearest to it. */
export type ItemGroup = readonly string[];

/**
 * Groups items by their terms. Every item is in one group, many in one of their own. The same items
 * in any order give the same groups; items of the same terms are never apart; and all of a group are
 * near to its most central item, so that no two are farther apart than twice as far. The largest
 * groups come first, equally large ones by the id of their first item.
 */
export function groupItems(
  items: readonly GroupingItem[],
  settings: GroupingSettings = groupingDefaults,
): ItemGroup[] {
  const { vectors, termCount } = termVectors(items, settings);
  const neighbours = nearestVectors(vectors, {
    most: settings.neighbours,
    termCount,
    commonFrom: settings.commonFrom,
  });
  const reach = 2 * settings.neighbours;
  const linked = averageLink(vectors, neighbours, { atLeast: settings.linkAtLeast, reach });
  const groups = linked.flatMap((members) =>
    bounded(
      members.map((at) => vectors[at] as TermVector),
      settings.centralAtLeast,
    ),
  );
  const alone = items.filter(({ terms }) => terms.length === 0).map(({ id }) => [id]);
  return [...groups, ...alone].sort(
    (a, b) => b.length - a.length || ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1),
  );
}

/** The group around its most central member, and those that are too far from it by themselves. */
function bounded(members: readonly TermVector[], atLeast: number): string[][] {
  const sum = new Map<number, number>();
  for (const { ids, terms, weights } of members) {
    terms.forEach((term, at) => {
      sum.set(term, (sum.get(term) ?? 0) + ids.length * (weights[at] as number));
    });
  }
  const centrality = members.map((member) => cosine(member, sum));
  const center = centrality.reduce(
    (best, one, at) => (one > (centrality[best] ?? 0) ? at : best),
    0,
  );
  const central = members[center] as TermVector;
  const place = new Map(
    [...central.terms].map((term, at) => [term, central.weights[at] as number]),
  );
  const distances = members.map((member) => cosine(member, place));
  const order = [...members.keys()].sort(
    (a, b) => (distances[b] as number) - (distances[a] as number) || a - b,
  );
  const isNear = (at: number) => at === center || (distances[at] as number) >= atLeast;
  const near = [center, ...order.filter((at) => at !== center && isNear(at))];
  const far = order.filter((at) => !isNear(at));
  const idsOf = (at: number) => [...(members[at]?.ids ?? [])];
  return [near.flatMap(idsOf), ...far.map(idsOf)];
}
