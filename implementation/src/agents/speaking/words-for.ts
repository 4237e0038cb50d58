import { baseLanguage } from '../reading/language-reader.ts';
import type { DeskWords } from './desk-words.ts';
import { englishWords } from './english-words.ts';
import { germanWords } from './german-words.ts';
import { spanishWords } from './spanish-words.ts';

/** What the desk has words of its own in, by base language. */
const spoken: ReadonlyMap<string, DeskWords> = new Map(
  [englishWords, germanWords, spanishWords].map((words) => [words.locale, words]),
);

/**
 * The desk's own words for a customer.
 *
 * @param language The customer's, as a base code; null or undefined where it cannot be told.
 * @param languages The policy's. One of them is spoken: the customer's, or else English, or else the
 *   first that the desk has words in. A desk of none of these speaks English.
 */
export function wordsFor(
  language: string | null | undefined,
  languages: readonly string[],
): DeskWords {
  const own = languages.map(baseLanguage);
  const order = [language, englishWords.locale, ...own];
  for (const one of order) {
    const words = one && own.includes(one) ? spoken.get(one) : undefined;
    if (words) return words;
  }
  return englishWords;
}
