import type { GroupingSettings } from './grouping-settings.ts';

/** What is grouped: a text as the terms that carry its topic, and what others say it is about. */
export interface GroupingItem {
  readonly id: string;
  readonly terms: readonly string[];
  /** A class that somebody put it into; it brings items nearer and keeps none apart for good. */
  readonly label?: string | null | undefined;
}

/** Items that hold the same terms, as often, stand together from the start. */
export interface TermVector {
  /** Of the items, in ascending order. */
  readonly ids: readonly string[];
  /** Numbers of terms, and their weights: a vector of length 1. */
  readonly terms: Int32Array;
  readonly weights: Float64Array;
}

/**
 * A vector for each distinct list of terms, in an order that depends on the lists alone. Terms are
 * counted by distinct lists, so that a question asked a thousand times makes none of its words
 * common. Items without terms have no vector.
 */
export function termVectors(
  items: readonly GroupingItem[],
  weighting: Pick<GroupingSettings, 'rarityPower' | 'labelShare'>,
) {
  const kinds = kindsOf(items);
  const numbers = new Map<string, number>();
  const frequencies: number[] = [];
  for (const { counts } of kinds) {
    for (const term of counts.keys()) {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      frequencies[number] = (frequencies[number] ?? 0) + 1;
    }
  }
  const termCount = numbers.size;
  const vectors = kinds.map((kind): TermVector => {
    const label = labelOf(kind.labels);
    const entries = [...kind.counts].map(([term, count]): [number, number] => {
      const number = numbers.get(term) as number;
      const rarity = Math.log(1 + kinds.length / (frequencies[number] as number));
      return [number, (1 + Math.log(count)) * rarity ** weighting.rarityPower];
    });
    const labelled = label === null ? null : numberOf(`\n${label}`, numbers);
    return vectorOf(kind.ids, entries, labelled, weighting.labelShare);
  });
  return { vectors, termCount };
}

interface Kind {
  readonly key: string;
  readonly counts: ReadonlyMap<string, number>;
  readonly ids: string[];
  readonly labels: string[];
}

function kindsOf(items: readonly GroupingItem[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { id, terms, label } of items) {
    if (terms.length === 0) continue;
    const sorted = [...terms].sort();
    const key = sorted.join('\n');
    const kind = kinds.get(key) ?? { key, counts: countsOf(sorted), ids: [], labels: [] };
    kind.ids.push(id);
    if (label !== null && label !== undefined) kind.labels.push(label);
    kinds.set(key, kind);
  }
  for (const { ids } of kinds.values()) ids.sort();
  return [...kinds.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function countsOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** The label that most copies have; the first by name of several. */
function labelOf(labels: readonly string[]): string | null {
  const counts = [...countsOf([...labels].sort())];
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0])[0] || null;
}

function numberOf(term: string, numbers: Map<string, number>): number {
  const number = numbers.get(term) ?? numbers.size;
  numbers.set(term, number);
  return number;
}

function vectorOf(
  ids: readonly string[],
  entries: readonly [number, number][],
  label: number | null,
  labelShare: number,
): TermVector {
  const length = Math.sqrt(entries.reduce((sum, [, weight]) => sum + weight * weight, 0));
  const scale = Math.sqrt(label === null ? 1 : 1 - labelShare) / length;
  const all: [number, number][] = entries.map(([term, weight]) => [term, weight * scale]);
  if (label !== null) all.push([label, Math.sqrt(labelShare)]);
  return {
    ids,
    terms: Int32Array.from(all, ([term]) => term),
    weights: Float64Array.from(all, ([, weight]) => weight),
  };
}
