import { HashIds } from './hash-ids.ts';
import { featureGroups, type HashedFeatures } from './text-features.ts';

/** A text as the linear classifier sees it. */
export interface TextVector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** Share of the text's mass that training has seen, 0–1. */
  readonly known: number;
  /** Where the pairs begin among the ids. */
  readonly pairsFrom: number;
}

/**
 * In how many texts a feature must occur to be kept, by group. Pairs are many and mostly occur once,
 * where they say nothing that the words did not say.
 */
const leastTexts: Record<(typeof featureGroups)[number], number> = {
  words: 1,
  characters: 1,
  pairs: 2,
};

/**
 * The features that occur in training and their weights. Each group of features has the same mass;
 * inside a group a feature weighs (1 + log count) × idf. Features that training has never seen count
 * in the norm: a text that is mostly unknown gets small decision values.
 */
export class FeatureVocabulary {
  /** Feature hashes, ascending; a feature's place is its id. */
  readonly hashes: Uint32Array;
  readonly idf: Float32Array;
  readonly #unknownIdf: number;
  readonly #ids: HashIds;

  constructor(hashes: Uint32Array, idf: Float32Array) {
    this.hashes = hashes;
    this.idf = idf;
    // As rare as the rarest known one.
    this.#unknownIdf = idf.reduce((highest, value) => Math.max(highest, value), 1);
    this.#ids = HashIds.of(new Int32Array(hashes.buffer, hashes.byteOffset, hashes.length));
  }

  /** Vocabulary of the given texts. Does not depend on their order. */
  static of(texts: readonly HashedFeatures[]): FeatureVocabulary {
    const { ids, frequencies, least } = countTexts(texts);
    const kept: number[] = [];
    for (let id = 0; id < ids.size; id++) {
      if ((frequencies[id] as number) >= (least[id] as number)) kept.push(ids.hashes[id] as number);
    }
    const hashes = Uint32Array.from(kept).sort();
    const idf = new Float32Array(hashes.length);
    for (let place = 0; place < hashes.length; place++) {
      const found = frequencies[ids.find(hashes[place] as number)] as number;
      // The square root: idf in full makes rare typos louder than the topic.
      idf[place] = Math.sqrt(1 + Math.log((texts.length + 1) / (found + 1)));
    }
    return new FeatureVocabulary(hashes, idf);
  }

  /** The text's vector: of length 1 when training has seen all of it, shorter otherwise. */
  vector(features: HashedFeatures): TextVector {
    const { hashes, counts, groupEnds } = features;
    const ids = new Int32Array(hashes.length);
    const values = new Float32Array(hashes.length);
    let size = 0;
    let from = 0;
    let known = 0;
    let pairsFrom = 0;
    const groups = groupEnds.filter((end, at) => end > (groupEnds[at - 1] ?? 0)).length;
    for (const end of groupEnds) {
      const groupStart = size;
      pairsFrom = groupStart;
      let knownSquares = 0;
      let unknownSquares = 0;
      for (let at = from; at < end; at++) {
        const id = this.#ids.find(hashes[at] as number);
        const weight = id < 0 ? this.#unknownIdf : (this.idf[id] as number);
        const value = (1 + Math.log(counts[at] as number)) * weight;
        if (id < 0) {
          unknownSquares += value * value;
          continue;
        }
        knownSquares += value * value;
        ids[size] = id;
        values[size++] = value;
      }
      from = end;
      const squares = knownSquares + unknownSquares;
      if (squares === 0) continue;
      known += knownSquares / squares / groups;
      const scale = 1 / Math.sqrt(squares * groups);
      for (let at = groupStart; at < size; at++) values[at] = (values[at] as number) * scale;
    }
    return { ids: ids.slice(0, size), values: values.slice(0, size), known, pairsFrom };
  }
}

/** In how many texts each feature occurs, and in how many it must. */
function countTexts(texts: readonly HashedFeatures[]) {
  const ids = new HashIds();
  const frequencies: number[] = [];
  const least: number[] = [];
  for (const { hashes, groupEnds } of texts) {
    let from = 0;
    groupEnds.forEach((end, group) => {
      for (; from < end; from++) {
        const id = ids.add(hashes[from] as number);
        frequencies[id] = (frequencies[id] ?? 0) + 1;
        least[id] = leastTexts[featureGroups[group] as (typeof featureGroups)[number]];
      }
    });
  }
  return { ids, frequencies, least };
}
