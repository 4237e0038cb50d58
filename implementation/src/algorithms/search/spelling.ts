import { tokenize } from '../text/tokenize.ts';

/** Shorter words differ by a letter from too many others. */
const shortest = 5;
/** No word of a language is longer. */
const longest = 40;
const onlyLetters = /^\p{L}+$/u;

/** A word that is written correctly, as often as it was seen. */
interface Known {
  readonly word: string;
  readonly count: number;
}

/**
 * Rights words that are one slip away from a known one: a letter too many, one missing, one in place
 * of another, two in the wrong order. Two words are that near when leaving out one letter of each, or
 * of one of them, can give the same (Garbe's symmetric deletes), so all known words are indexed by
 * what is left of them.
 */
export class Spelling {
  readonly #counts = new Map<string, number>();
  /** Per remainder the known word that was seen most often. */
  readonly #remainders = new Map<string, Known>();

  /** `counts`: known words in normal form and how often each was seen. */
  constructor(counts: ReadonlyMap<string, number>) {
    for (const [word, count] of counts) {
      this.#counts.set(word, count);
      if (!isCorrectable(word)) continue;
      const known = { word, count };
      for (const remainder of remainders(word)) this.#offer(remainder, known);
      this.#offer(word, known);
    }
  }

  /** The known word that an unknown one most probably is, or the word itself. */
  corrected(word: string): string {
    if (this.#counts.has(word) || !isCorrectable(word)) return word;
    let best: Known | undefined = this.#remainders.get(word);
    for (const remainder of remainders(word)) {
      const known = this.#remainders.get(remainder);
      if (!known || known.word[0] !== word[0] || !isOneSlip(word, known.word)) continue;
      if (!best || known.count > best.count) best = known;
    }
    return best !== undefined && best.word[0] === word[0] ? best.word : word;
  }

  /** The text with such words righted, everything else as it was. */
  correct(text: string): string {
    let result = '';
    let written = 0;
    for (const { text: word, start, end } of tokenize(text)) {
      const right = this.corrected(word);
      if (right === word) continue;
      result += text.slice(written, start) + right;
      written = end;
    }
    return written === 0 ? text : result + text.slice(written);
  }

  #offer(remainder: string, known: Known): void {
    const before = this.#remainders.get(remainder);
    if (!before || isMoreLikely(known, before)) this.#remainders.set(remainder, known);
  }
}

const isMoreLikely = (one: Known, other: Known): boolean =>
  one.count > other.count || (one.count === other.count && one.word < other.word);

const isCorrectable = (word: string): boolean =>
  word.length >= shortest && word.length <= longest && onlyLetters.test(word);

/** The word without one letter each; the first letter is hardly ever missed. */
function remainders(word: string): string[] {
  const found: string[] = [];
  for (let at = 1; at < word.length; at += 1) found.push(word.slice(0, at) + word.slice(at + 1));
  return found;
}

/** Whether two different words are one slip apart. */
function isOneSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (long.length === short.length + 1) return long.slice(at + 1) === short.slice(at);
  if (long.length !== short.length) return false;
  if (long.slice(at + 1) === short.slice(at + 1)) return true;
  const isSwapped = long[at] === short[at + 1] && long[at + 1] === short[at];
  return isSwapped && long.slice(at + 2) === short.slice(at + 2);
}
