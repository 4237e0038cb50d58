import { HashIds } from './hash-ids.ts';
import type { HashedFeatures } from './text-features.ts';

/** A text as the linear classifier sees it. */
export interface TextVector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** Share of the text's mass that training has seen, 0–1. */
  readonly known: number;
}

/**
 * The features that occur in training and their weights. Words and characters are two groups, each
 * of half the mass; inside a group a feature weighs (1 + log count) × idf. Features that training
 * has never seen count in the norm: a text that is mostly unknown gets small decision values.
 */
export class FeatureVocabulary {
  /** Feature hashes, ascending; a feature's place is its id. */
  readonly hashes: Uint32Array;
  readonly idf: Float32Array;
  readonly #unknownIdf: number;
  readonly #ids = new HashIds();

  constructor(hashes: Uint32Array, idf: Float32Array) {
    this.hashes = hashes;
    this.idf = idf;
    // As rare as the rarest known one.
    this.#unknownIdf = idf.reduce((highest, value) => Math.max(highest, value), 1);
    for (const hash of hashes) this.#ids.add(hash);
  }

  /** Vocabulary of the given texts. Does not depend on their order. */
  static of(texts: readonly HashedFeatures[]): FeatureVocabulary {
    const frequency = new Map<number, number>();
    for (const { hashes } of texts) {
      for (const hash of hashes) frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
    }
    const hashes = Uint32Array.from(frequency.keys()).sort();
    const idf = new Float32Array(hashes.length);
    for (let id = 0; id < hashes.length; id++) {
      const documents = frequency.get(hashes[id] as number) as number;
      // The square root: idf in full makes rare typos louder than the topic.
      idf[id] = Math.sqrt(1 + Math.log((texts.length + 1) / (documents + 1)));
    }
    return new FeatureVocabulary(hashes, idf);
  }

  /** The text's vector: of length 1 when training has seen all of it, shorter otherwise. */
  vector(features: HashedFeatures): TextVector {
    const { hashes, counts, wordFeatures } = features;
    const ids = new Int32Array(hashes.length);
    const values = new Float32Array(hashes.length);
    let size = 0;
    let wordEnd = 0;
    const known = [0, 0];
    const unknown = [0, 0];
    for (let at = 0; at < hashes.length; at++) {
      const group = at < wordFeatures ? 0 : 1;
      const id = this.#ids.find(hashes[at] as number);
      const weight = id < 0 ? this.#unknownIdf : (this.idf[id] as number);
      const value = (1 + Math.log(counts[at] as number)) * weight;
      if (id < 0) {
        unknown[group] = (unknown[group] as number) + value * value;
        continue;
      }
      known[group] = (known[group] as number) + value * value;
      ids[size] = id;
      values[size] = value;
      size++;
      if (group === 0) wordEnd = size;
    }
    let knownShare = 0;
    for (let group = 0; group < 2; group++) {
      const total = (known[group] as number) + (unknown[group] as number);
      if (total === 0) continue;
      knownShare += (known[group] as number) / total / 2;
      const scale = Math.SQRT1_2 / Math.sqrt(total);
      const end = group === 0 ? wordEnd : size;
      for (let at = group === 0 ? 0 : wordEnd; at < end; at++) {
        values[at] = (values[at] as number) * scale;
      }
    }
    return { ids: ids.slice(0, size), values: values.slice(0, size), known: knownShare };
  }
}
