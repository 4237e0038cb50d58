import { Spelling } from '#src/algorithms/search/spelling.ts';
import { isFunctionWord } from '#src/algorithms/text/function-words.ts';
import { isRequestWord } from '#src/algorithms/text/request-words.ts';
import { stem } from '#src/algorithms/text/stem.ts';
import { spokenWords } from './spoken.ts';

/** Titles are read so far. */
const titleLength = 400;
/**
 * A word with a slip is taken for a title's from this length on: for a shorter one where another
 * word of the message stands in the title as well. "Charged" is one letter from "changed".
 */
const slipLengthAlone = 8;
const slipLengthInCompany = 6;
/** What a plural adds to a word of at least so many letters, beyond what a stem cuts off. */
const plural = /^(?:e|n|en|er|es|s)$/;
const pluralFrom = 4;

/** Whether a word in normal form may be what a title is about. */
export const isContent = (word: string): boolean => !isFunctionWord(word) && !isRequestWord(word);

/** A title's words, and which words of a message stand in it. */
export class TitleWords {
  readonly all: readonly string[];
  /** Its distinct content words, stemmed. */
  readonly stems: readonly string[];
  readonly #spelling: Spelling;

  constructor(title: string) {
    this.all = spokenWords(title.slice(0, titleLength));
    const content = this.all.filter(isContent);
    this.stems = [...new Set(content.map(stem))];
    this.#spelling = new Spelling(new Map(content.map((word) => [word, 1])));
  }

  has(word: string): boolean {
    const asked = stem(word);
    return this.stems.some((known) => isSame(asked, known));
  }

  /** Those of the given content words that stand in the title, slips of the pen included. */
  among(asked: readonly string[]): string[] {
    const inCompany = asked.some((word) => this.has(word));
    const length = inCompany ? slipLengthInCompany : slipLengthAlone;
    return asked.filter((word) => this.has(word) || this.#isSlip(word, length));
  }

  #isSlip(word: string, length: number): boolean {
    const right = this.#spelling.corrected(word);
    return right !== word && right.length >= length;
  }
}

function isSame(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short === long) return true;
  return (
    short.length >= pluralFrom && long.startsWith(short) && plural.test(long.slice(short.length))
  );
}
