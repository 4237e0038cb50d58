import { isFunctionWord } from '#src/algorithms/text/function-words.ts';
import { stem } from '#src/algorithms/text/stem.ts';
import { words } from '#src/algorithms/text/tokenize.ts';

/** Tells a concept's name from a word that a customer may write; letters, so it stays one word. */
const mark = 'zq';

/** Rewrites texts so that different words for one thing become the same word. */
export class Concepts {
  readonly #names = new Map<string, string>();
  /** Per first word of a phrase how many words its longest phrase has. */
  readonly #lengths = new Map<string, number>();

  /** `groups`: a line a group, its words and phrases separated by `|`. */
  constructor(groups: string) {
    for (const line of groups.split('\n')) {
      const phrases = line.split('|').map((phrase) => words(phrase).map(stem));
      const name = `${mark}${phrases[0]?.join('')}`;
      for (const phrase of phrases) this.#add(phrase, name);
    }
  }

  /** The text's words in order; the longest known phrase at each place is its concept's name. */
  terms(text: string): string[] {
    return this.named(words(text).map(stem));
  }

  /** The same for a text whose words are known by their stems. */
  named(found: readonly string[]): string[] {
    const result: string[] = [];
    for (let at = 0; at < found.length; ) {
      const word = found[at] as string;
      let length = Math.min(this.#lengths.get(word) ?? 0, found.length - at);
      let name: string | undefined;
      for (; length > 1; length -= 1) {
        name = this.#names.get(found.slice(at, at + length).join(' '));
        if (name !== undefined) break;
      }
      name ??= this.#names.get(word);
      result.push(name ?? word);
      at += Math.max(1, length);
    }
    return result;
  }

  /** The terms that carry a topic. */
  topics(text: string): string[] {
    return this.terms(text).filter((term) => term.length > 1 && !isFunctionWord(term));
  }

  #add(phrase: readonly string[], name: string): void {
    const [first] = phrase;
    if (first === undefined) return;
    const key = phrase.join(' ');
    if (!this.#names.has(key)) this.#names.set(key, name);
    this.#lengths.set(first, Math.max(phrase.length, this.#lengths.get(first) ?? 0));
  }
}
