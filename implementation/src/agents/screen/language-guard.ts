import { words } from '#src/algorithms/text/tokenize.ts';
import { languageProfiles, scripts } from '../reading/language-profiles.ts';

const readLength = 2_000;
/** Below this many words only words that tell a language by themselves count. */
const shortText = 3;
const letter = /\p{L}/gu;

/** Finds texts in a language that the desk does not have. Doubt counts for the desk's languages. */
export class LanguageGuard {
  readonly #known = new Set<string>();
  /** The words of each of the desk's languages, and of each other. */
  readonly #spoken: readonly ReadonlySet<string>[];
  readonly #foreign: readonly ReadonlySet<string>[];
  readonly #foreignScripts: readonly RegExp[];
  readonly #vocabulary: ReadonlySet<string>;

  /**
   * `languages`: BCP 47 codes of the desk. `vocabulary`: words in normal form that its own texts
   * use, product names among them; they count as known wherever they come from.
   */
  constructor(languages: readonly string[], vocabulary: ReadonlySet<string>) {
    const own = new Set(languages.map((code) => code.toLowerCase().split('-')[0] ?? ''));
    const spoken: Set<string>[] = [];
    const foreign: Set<string>[] = [];
    for (const [code, profile] of Object.entries(languageProfiles)) {
      const list = profile.split(/\s+/);
      (own.has(code) ? spoken : foreign).push(new Set(list));
      if (own.has(code)) for (const word of list) this.#known.add(word);
    }
    this.#spoken = spoken;
    this.#foreign = foreign;
    this.#vocabulary = vocabulary;
    this.#foreignScripts = scripts
      .filter((script) => !script.languages.some((code) => own.has(code)))
      .map((script) => script.pattern);
  }

  isForeign(text: string): boolean {
    const read = text.slice(0, readLength);
    return this.#hasForeignScript(read) || this.#hasForeignWords(read);
  }

  #hasForeignScript(text: string): boolean {
    const letters = text.match(letter)?.length ?? 0;
    let foreign = 0;
    for (const pattern of this.#foreignScripts) foreign += text.match(pattern)?.length ?? 0;
    return letters > 0 && foreign > letters / 2;
  }

  #hasForeignWords(text: string): boolean {
    const found = words(text).filter((word) => word.length > 1 && !/\d/.test(word));
    const distinct = [...new Set(found)];
    // A sentence is in one language: what it shares with two of the desk's says no more than with one.
    const known = Math.max(
      0,
      ...this.#spoken.map((profile) => found.filter((word) => profile.has(word)).length),
    );
    const strange = found.filter((word) => !this.#isFamiliar(word)).length / found.length;
    let best = 0;
    for (const profile of this.#foreign) {
      const hits = distinct.filter((word) => profile.has(word) && !this.#known.has(word)).length;
      best = Math.max(best, hits);
    }
    if (best === 0) return false;
    if (found.length < shortText) return strange === 1;
    // Grammar decides; the company's own words may well stand in a foreign sentence.
    if (best >= 2 && best > known && best / found.length >= 0.2) return true;
    return (known === 0 && strange >= 0.5) || (known === 1 && strange >= 0.6);
  }

  #isFamiliar(word: string): boolean {
    return this.#known.has(word) || this.#vocabulary.has(word);
  }
}
