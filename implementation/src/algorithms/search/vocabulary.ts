import type { HashIds } from '../hash-ids.ts';
import { hashText } from '../text/hash.ts';
import type { SimilarWord, SimilarWords } from './similar-words.ts';

const WORD_SEED = 0x3d;
const GRAMMAR_SEED = 0x5b;

/** The words of an index and their numbers, found by letter or by likeness. */
export class Vocabulary {
  readonly ids: HashIds;
  /** Null where nothing is found by likeness. */
  readonly similar: SimilarWords | null;

  constructor(ids: HashIds, similar: SimilarWords | null) {
    this.ids = ids;
    this.similar = similar;
  }

  /** The number of a stemmed word, given out on first sight. */
  add(text: string, isFunctionWord: boolean): number {
    const before = this.ids.size;
    const number = this.ids.add(wordHash(text, isFunctionWord));
    // What a word of grammar is spelled like means nothing.
    if (number === before && !isFunctionWord) this.similar?.add(number, text);
    return number;
  }

  /** The number of a stemmed word, or -1. */
  find(text: string, isFunctionWord: boolean): number {
    return this.ids.find(wordHash(text, isFunctionWord));
  }

  /** Words spelled like a stemmed one, itself included, in no order. */
  like(text: string, atLeast: number): SimilarWord[] {
    return this.similar?.find(text, atLeast) ?? [];
  }
}

/** Of a word by itself; a stem may be spelled like a word of grammar that it is not. */
export function wordHash(text: string, isFunctionWord: boolean): number {
  return hashText(text, isFunctionWord ? GRAMMAR_SEED : WORD_SEED);
}
