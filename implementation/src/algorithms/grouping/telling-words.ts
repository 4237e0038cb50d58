import { isFunctionWord } from '../text/function-words.ts';
import { isRequestWord } from '../text/request-words.ts';
import { stem } from '../text/stem.ts';
import { words } from '../text/tokenize.ts';

/** Finds the words that some of many texts have in common and the others have not. */
export class TellingWords {
  readonly #frequencies = new Map<string, number>();
  #count = 0;

  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      this.#count += 1;
      for (const key of new Set(topicWords(text).map(stem))) {
        this.#frequencies.set(key, (this.#frequencies.get(key) ?? 0) + 1);
      }
    }
  }

  /**
   * The words that tell `texts`, which are among those it was made with, from the rest: shared by
   * many of them and rare elsewhere, as they are mostly written there. Equal ones by the alphabet.
   */
  of(texts: readonly string[], most: number): string[] {
    const inside = new Map<string, { texts: number; written: Map<string, number> }>();
    for (const text of texts) {
      const seen = new Set<string>();
      for (const word of topicWords(text)) {
        const key = stem(word);
        const found = inside.get(key) ?? { texts: 0, written: new Map() };
        found.written.set(word, (found.written.get(word) ?? 0) + 1);
        if (!seen.has(key)) found.texts += 1;
        seen.add(key);
        inside.set(key, found);
      }
    }
    // What one of several says is that one's own matter.
    const atLeast = Math.min(2, texts.length);
    return [...inside]
      .filter(([, { texts: count }]) => count >= atLeast)
      .map(([key, found]) => ({ key, found, score: found.texts * this.#rarity(key) }))
      .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
      .slice(0, most)
      .map(({ found }) => mostWritten(found.written));
  }

  #rarity(key: string): number {
    return Math.log(1 + this.#count / (this.#frequencies.get(key) ?? 1));
  }
}

const topicWords = (text: string): string[] =>
  words(text).filter((word) => word.length > 1 && !isFunctionWord(word) && !isRequestWord(word));

function mostWritten(written: ReadonlyMap<string, number>): string {
  const [first] = [...written].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}
