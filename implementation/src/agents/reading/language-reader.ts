import { words } from '#src/algorithms/text/tokenize.ts';
import { languageProfiles } from './language-profiles.ts';

const readLength = 2_000;
/** What a word of grammar tells, in words that only one language's texts use. */
const grammarWeight = 2;

/** A text whose language is known. */
export interface WrittenText {
  readonly text: string;
  /** BCP 47 code. */
  readonly language: string;
}

/** The language of a code, without its region. */
export const baseLanguage = (code: string): string => code.toLowerCase().split('-')[0] ?? '';

/**
 * Tells which of the desk's languages a message is in, those that its articles are written in and
 * those that it answers in: by its grammar, and by words that the articles of one language alone use.
 */
export class LanguageReader {
  readonly languages: readonly string[];
  /** Per word the one language whose articles use it. */
  readonly #onlyIn = new Map<string, string>();

  /** @param languages BCP 47 codes of languages that are told apart even if no text is in them. */
  constructor(texts: readonly WrittenText[], languages: readonly string[] = []) {
    const codes = [...languages, ...texts.map(({ language }) => language)];
    this.languages = [...new Set(codes.map(baseLanguage))].sort();
    if (this.languages.length < 2) return;
    const shared = new Set<string>();
    for (const { text, language } of texts) {
      const base = baseLanguage(language);
      for (const word of new Set(words(text))) {
        const other = this.#onlyIn.get(word);
        if (other !== undefined && other !== base) shared.add(word);
        this.#onlyIn.set(word, base);
      }
    }
    for (const word of shared) this.#onlyIn.delete(word);
  }

  /** The base code of the text's language; null where two are as likely, or there is but one. */
  languageOf(text: string): string | null {
    if (this.languages.length < 2) return null;
    const found = [...new Set(words(text.slice(0, readLength)))];
    const scored = this.languages
      .map((language) => {
        const profile = profileOf(language);
        const grammar = found.filter((word) => profile.has(word)).length;
        const own = found.filter((word) => this.#onlyIn.get(word) === language).length;
        return { language, score: grammarWeight * grammar + own };
      })
      .sort((a, b) => b.score - a.score);
    const [best, second] = scored;
    return best && second && best.score > second.score ? best.language : null;
  }
}

const profiles = new Map<string, ReadonlySet<string>>();

function profileOf(language: string): ReadonlySet<string> {
  const known = profiles.get(language);
  if (known) return known;
  const profile = new Set((languageProfiles[language] ?? '').split(/\s+/).filter(Boolean));
  profiles.set(language, profile);
  return profile;
}
