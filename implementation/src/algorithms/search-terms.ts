import { isFunctionWord } from './text/function-words.ts';
import { HASH_START, hashFinish, hashText, hashUnit } from './text/hash.ts';
import { stem } from './text/stem.ts';
import { words } from './text/tokenize.ts';

const WORD_SEED = 0x3d;
const RUN_SEED = 0xc5;
const EDGE = 0x20;
const TITLE_ONE = 1 << 24;
const TITLE_LIMIT = 127 << 24;
const TEXT_LIMIT = 0xffffff;

/** A word or a run of characters that a query asks for. */
export interface AskedTerm {
  readonly hash: number;
  /** How often the query says it; the runs of one word share it out. */
  readonly count: number;
  /** Share of its inverse document frequency that counts. */
  readonly weight: number;
  readonly isRun: boolean;
  readonly isFunctionWord: boolean;
}

/** The distinct terms of a query, in order of first occurrence. */
export function termsOf(
  query: string,
  settings: { readonly runLength: number; readonly functionWordWeight: number },
): AskedTerm[] {
  const terms = new Map<number, { -readonly [Key in keyof AskedTerm]: AskedTerm[Key] }>();
  const add = (hash: number, count: number, isRun: boolean, isFunctionWord: boolean) => {
    const term = terms.get(hash);
    if (term !== undefined) {
      term.count += count;
      return;
    }
    const weight = isFunctionWord ? settings.functionWordWeight : 1;
    terms.set(hash, { hash, count, weight, isRun, isFunctionWord });
  };
  for (const word of words(query)) {
    if (isFunctionWord(word)) {
      add(hashText(word, WORD_SEED), 1, false, true);
      continue;
    }
    const stemmed = stem(word);
    add(hashText(stemmed, WORD_SEED), 1, false, false);
    // A long word has many runs; unscaled, long words would drown the short ones beside them.
    const share = 1 / Math.sqrt(Math.max(1, word.length + 3 - settings.runLength));
    visitRuns(word, settings.runLength, (hash) => add(hash, share, true, false));
  }
  return [...terms.values()];
}

/** The distinct terms of a document: per term its count in the title (high 8 bits) and the text. */
export class FieldTerms {
  readonly counts = new Map<number, number>();
  readonly titleLength: number;
  readonly textLength: number;

  constructor(title: string, text: string, runLength: number) {
    this.titleLength = this.#add(title, runLength, true);
    this.textLength = this.#add(text, runLength, false);
  }

  #add(field: string, runLength: number, isTitle: boolean): number {
    const found = words(field);
    const add = (hash: number) => {
      const counts = this.counts.get(hash) ?? 0;
      const full = isTitle ? counts >= TITLE_LIMIT : (counts & TEXT_LIMIT) === TEXT_LIMIT;
      if (!full) this.counts.set(hash, counts + (isTitle ? TITLE_ONE : 1));
    };
    for (const word of found) {
      // A query has no runs of function words, so a document needs none.
      if (isFunctionWord(word)) {
        add(hashText(word, WORD_SEED));
        continue;
      }
      const stemmed = stem(word);
      add(hashText(stemmed, WORD_SEED));
      visitRuns(word, runLength, add);
    }
    return found.length;
  }
}

/** Runs of `length` characters of a word with its edges marked; a shorter word is one run. */
function visitRuns(word: string, length: number, visit: (hash: number) => void): void {
  if (length === 0) return;
  const total = word.length + 2;
  for (let start = 0; start === 0 || start + length <= total; start++) {
    let hash = HASH_START;
    const end = Math.min(total, start + length);
    for (let at = start; at < end; at++) {
      hash = hashUnit(hash, at === 0 || at === total - 1 ? EDGE : word.charCodeAt(at - 1));
    }
    visit(hashFinish(hash, RUN_SEED));
  }
}
