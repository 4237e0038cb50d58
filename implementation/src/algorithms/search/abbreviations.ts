import { isFunctionWord } from '../text/function-words.ts';
import { stem } from '../text/stem.ts';
import { words } from '../text/tokenize.ts';

/** What stands in brackets behind a long form, and what stands before them otherwise. */
const short = /^(\p{Lu}[\p{Lu}\p{N}]{1,7})s?$/u;
const shortAtEnd = /(?:^|[^\p{L}\p{N}])(\p{Lu}[\p{Lu}\p{N}]{1,7})s? $/u;
/** Characters in which a short and a long form are looked for. */
const [shortLength, longLength] = [12, 80];
/** Brackets of a text that are looked at, from the first. */
const bracketsRead = 200;
const mostWords = 8;

interface Abbreviation {
  /** In normal form, stemmed like all words of the index. */
  readonly short: string;
  readonly long: readonly string[];
}

/** Abbreviations that texts explain, learnt from documents as they come and go. */
export class Abbreviations {
  /** Per short form its long forms, the words joined by spaces, and how often each is said. */
  readonly #long = new Map<string, Map<string, number>>();
  readonly #short = new Map<string, Map<string, number>>();

  add(text: string): void {
    this.#change(text, 1);
  }

  /** Removes what {@link add} was given. */
  remove(text: string): void {
    this.#change(text, -1);
  }

  /**
   * Per word of a query the words that may stand for it: for a short form the words of its long
   * form that carry a topic, and for each word of a long form the short one.
   */
  standIns(asked: readonly string[]): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    if (this.#long.size === 0) return found;
    const put = (word: string, other: string) => {
      found.set(word, [...(found.get(word) ?? []), other]);
    };
    asked.forEach((word, at) => {
      for (const long of this.#long.get(word)?.keys() ?? []) {
        for (const part of long.split(' ')) if (!isFunctionWord(part)) put(word, part);
      }
      for (let length = 2; length <= mostWords && at + length <= asked.length; length++) {
        const long = asked.slice(at, at + length);
        for (const short of this.#short.get(long.join(' '))?.keys() ?? []) {
          for (const part of long) if (!isFunctionWord(part)) put(part, short);
        }
      }
    });
    return found;
  }

  #change(text: string, change: number): void {
    if (!text.includes('(')) return;
    for (const { short, long } of abbreviationsIn(text)) {
      count(this.#long, short, long.join(' '), change);
      count(this.#short, long.join(' '), short, change);
    }
  }
}

/** "Single Sign-On (SSO)" and "SSO (single sign-on)". */
function abbreviationsIn(text: string): Abbreviation[] {
  const found: Abbreviation[] = [];
  let open = text.indexOf('(');
  for (let read = 0; open >= 0 && read < bracketsRead; read++) {
    const inside = text.slice(open + 1, open + 1 + longLength).split(')', 1)[0] ?? '';
    const inBrackets = short.exec(inside)?.[1];
    if (inBrackets !== undefined) {
      add(found, inBrackets, words(text.slice(Math.max(0, open - longLength), open)));
    } else {
      const before = shortAtEnd.exec(text.slice(Math.max(0, open - shortLength), open))?.[1];
      if (before !== undefined) add(found, before, words(inside));
    }
    open = text.indexOf('(', open + 1);
  }
  return found;
}

/** Adds what the last words before the bracket spell, if their initials are the short form. */
function add(found: Abbreviation[], written: string, before: readonly string[]): void {
  const [short] = words(written);
  if (short === undefined) return;
  for (let length = 2; length <= Math.min(mostWords, before.length); length++) {
    const long = before.slice(-length);
    // "Terms of Service (ToS)" and "(TS)": words of grammar may be left out.
    const all = long.map((word) => word[0]).join('');
    const topics = long.filter((word) => !isFunctionWord(word)).map((word) => word[0]);
    const startsWell = long[0]?.[0] === short[0];
    if (startsWell && (all === short || (topics.length > 1 && topics.join('') === short))) {
      found.push({ short: stemmed(short), long: long.map(stemmed) });
      return;
    }
  }
}

const stemmed = (word: string): string => (isFunctionWord(word) ? word : stem(word));

function count(
  maps: Map<string, Map<string, number>>,
  key: string,
  value: string,
  change: number,
): void {
  const counts = maps.get(key) ?? new Map<string, number>();
  const now = (counts.get(value) ?? 0) + change;
  if (now > 0) counts.set(value, now);
  else counts.delete(value);
  if (counts.size > 0) maps.set(key, counts);
  else maps.delete(key);
}
