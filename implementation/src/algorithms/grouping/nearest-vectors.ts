import { TopHits } from '../top-hits.ts';
import type { TermVector } from './term-vectors.ts';

export interface NearestOptions {
  /** How many neighbours of each at most. */
  readonly most: number;
  /** Terms from this number on, the labels, lead to nobody. */
  readonly termCount: number;
  /**
   * A term in more vectors than this leads to nobody either, unless a vector has no other: so the
   * work grows with the number of vectors, not with its square.
   */
  readonly commonFrom: number;
}

/** So many times as many are looked at closely as are kept. */
const lookedAt = 4;

/**
 * The nearest neighbours of each vector by cosine, nearest first, through an inverted index: what
 * shares no term is never looked at.
 */
export function nearestVectors(
  vectors: readonly TermVector[],
  options: NearestOptions,
): number[][] {
  const lists = postingsOf(vectors);
  const shared = new Float64Array(vectors.length);
  return vectors.map((vector, own) => {
    const met = meet(vector, own, lists, options, shared);
    const candidates = best(met, options.most * lookedAt, (one) => shared[one] as number);
    for (const one of met) shared[one] = 0;
    const place = new Map(
      [...vector.terms].map((term, at) => [term, vector.weights[at] as number]),
    );
    const cosines = new Map(
      candidates.map((one) => [one, cosine(vectors[one] as TermVector, place)]),
    );
    return best(candidates, options.most, (one) => cosines.get(one) ?? 0);
  });
}

/** Vectors that share a leading term; how much of the cosine those terms make up is in `shared`. */
function meet(
  { terms, weights }: TermVector,
  own: number,
  lists: readonly Postings[],
  { termCount, commonFrom }: NearestOptions,
  shared: Float64Array,
): number[] {
  const met: number[] = [];
  const lengthOf = (at: number) => lists[terms[at] as number]?.vectors.length ?? 0;
  // What nobody else holds leads to nobody.
  const named = [...terms.keys()].filter(
    (at) => (terms[at] as number) < termCount && lengthOf(at) > 1,
  );
  const rare = named.filter((at) => lengthOf(at) <= commonFrom);
  const rarest = named.toSorted((a, b) => lengthOf(a) - lengthOf(b) || a - b).slice(0, 1);
  for (const at of rare.length > 0 ? rare : rarest) {
    const list = lists[terms[at] as number];
    const end = Math.min(lengthOf(at), commonFrom);
    for (let place = 0; place < end; place += 1) {
      const other = list?.vectors[place] as number;
      if (other === own) continue;
      if (shared[other] === 0) met.push(other);
      const product = (weights[at] as number) * (list?.weights[place] as number);
      shared[other] = (shared[other] as number) + product;
    }
  }
  return met;
}

function best(items: readonly number[], most: number, scoreOf: (item: number) => number) {
  const top = new TopHits(most, (a, b) => {
    const difference = scoreOf(a) - scoreOf(b);
    return difference === 0 ? a < b : difference > 0;
  });
  for (const item of items) top.offer(item);
  return top.sorted();
}

/** Cosine of a vector with another one, or with a sum of several, by the weights of its terms. */
export function cosine(vector: TermVector, place: ReadonlyMap<number, number>): number {
  const { terms, weights } = vector;
  return terms.reduce((sum, term, at) => sum + (weights[at] as number) * (place.get(term) ?? 0), 0);
}

interface Postings {
  readonly vectors: number[];
  readonly weights: number[];
}

function postingsOf(vectors: readonly TermVector[]): Postings[] {
  const lists: Postings[] = [];
  vectors.forEach(({ terms, weights }, vector) => {
    terms.forEach((term, at) => {
      const list = lists[term] ?? { vectors: [], weights: [] };
      list.vectors.push(vector);
      list.weights.push(weights[at] as number);
      lists[term] = list;
    });
  });
  return lists;
}
