import { isFunctionWord } from '../text/function-words.ts';
import { isRequestWord } from '../text/request-words.ts';
import { stem } from '../text/stem.ts';
import { words } from '../text/tokenize.ts';

/** A posting's eight bits: how often a word occurs in the title (two) and in the text (six). */
const TITLE_ONE = 1 << 6;
const TITLE_MOST = 3 << 6;
const TEXT_MOST = 63;

/** Occurrences beyond these are not counted: more of the same says nothing new. */
export const titleMost = 3;
export const textMost = TEXT_MOST;

/** How often the word of a posting occurs. */
export const inTitle = (entry: number): number => (entry & TITLE_MOST) >>> 6;
export const inText = (entry: number): number => entry & TEXT_MOST;

/** A distinct word of a query, stemmed unless it carries grammar. */
export interface AskedWord {
  readonly text: string;
  readonly isFunctionWord: boolean;
  /** Whether it says that something is asked, not what. */
  readonly isRequestWord: boolean;
  /** How often the query says it. */
  readonly count: number;
}

/** The distinct words of a query, in order of first occurrence; reads at most `limit` words. */
export function askedWords(query: string, limit: number): AskedWord[] {
  const asked = new Map<string, { -readonly [Key in keyof AskedWord]: AskedWord[Key] }>();
  for (const word of words(query).slice(0, limit)) {
    const grammar = isFunctionWord(word);
    const text = grammar ? word : stem(word);
    const key = grammar ? ` ${text}` : text;
    const known = asked.get(key);
    if (known) known.count++;
    else {
      const isRequest = isRequestWord(word);
      asked.set(key, { text, isFunctionWord: grammar, isRequestWord: isRequest, count: 1 });
    }
  }
  return [...asked.values()];
}

/** The number of a word, -1 when it has none. */
export type WordNumber = (text: string, isFunctionWord: boolean) => number;

/** The words of a document, counted. */
export class DocumentWords {
  /** Per word's number the bits of its posting. */
  readonly bits = new Map<number, number>();
  /** Words in the title and in the text. */
  readonly titleLength: number;
  readonly textLength: number;
  /** How many of the title's words carry grammar. */
  readonly titleGrammar: number;
  /** The distinct words of the title that carry a topic, in order. */
  readonly titleTopics: readonly number[];

  constructor(title: string, text: string, numberOf: WordNumber) {
    const ofTitle = this.#read(title, TITLE_ONE, TITLE_MOST, numberOf);
    this.titleLength = ofTitle.length;
    this.titleGrammar = ofTitle.grammar;
    this.titleTopics = ofTitle.topics;
    this.textLength = this.#read(text, 1, TEXT_MOST, numberOf).length;
  }

  #read(field: string, one: number, most: number, numberOf: WordNumber) {
    const isTitle = one === TITLE_ONE;
    const found = words(field);
    const topics = new Set<number>();
    let grammar = 0;
    for (const word of found) {
      const isGrammar = isFunctionWord(word);
      if (isGrammar) grammar++;
      const number = numberOf(isGrammar ? word : stem(word), isGrammar);
      const bits = this.bits.get(number) ?? 0;
      if (!isGrammar && isTitle) topics.add(number);
      if ((bits & most) < most) this.bits.set(number, bits + one);
    }
    return { length: found.length, grammar, topics: [...topics] };
  }
}
