import { LanguageCounts, type SaidAbout, sources } from './language-counts.ts';
import type { TermNumbers } from './term-numbers.ts';

/** How a question's terms fit each article, by row; the last row stands for no article. */
export interface LanguageFit {
  /** By all that is said about the article: in its text, in its title, in questions about it. */
  readonly whole: Float64Array;
  readonly title: Float64Array;
  /** By the known questions alone. */
  readonly asked: Float64Array;
  /** Share of the question's weight in terms that were said about the article, 0–1. */
  readonly covered: Float64Array;
}

/** What each source counts for, beside the language of everybody. */
export const languageShares = {
  asked: 0.5,
  text: 0.25,
  title: 0.1,
  alone: 0.6,
  rest: 0.4,
} as const;
/** In so many of the articles a term is everywhere. */
const everywhereShare = 0.7;
/** A term that nobody has used counts as half an occurrence. */
const unseen = 0.5;

/**
 * A language model for each article: how much likelier it makes a question's terms than the
 * language of everybody does, as a logarithm, by the root of the number of terms. Each is a mixture
 * of its sources and of everybody's language (Jelinek and Mercer, 1980; Xue, Jeon and Croft, 2008,
 * for archives of questions and answers).
 */
export class ArticleLanguage {
  readonly #size: number;
  readonly #numbers: TermNumbers;
  /** Postings of a term: from its own start to the next one's. */
  readonly #starts: Int32Array;
  readonly #rows: Int32Array;
  /** What a term adds to the fit of an article, per posting: whole, title, asked. */
  readonly #gains: Float32Array;
  readonly #everybody: Float64Array;
  readonly #rarity: Float64Array;
  readonly #rarest: number;

  /** The last of `articles` stands for none, and has only questions. */
  constructor(articles: readonly SaidAbout[], numbers: TermNumbers) {
    const counts = new LanguageCounts(articles, numbers.size);
    this.#size = articles.length;
    this.#numbers = numbers;
    this.#starts = counts.starts;
    this.#rows = counts.rows;
    this.#everybody = Float64Array.from(
      counts.occurrences,
      (count) => (count + unseen) / Math.max(1, counts.allOccurrences),
    );
    const rarity = (texts: number) => Math.log(1 + counts.allTexts / (1 + texts));
    this.#rarity = Float64Array.from(counts.inTexts, rarity);
    this.#rarest = rarity(0);
    this.#gains = new Float32Array(3 * counts.rows.length);
    for (let term = 0; term < numbers.size; term++) {
      const rest = languageShares.rest * (this.#everybody[term] as number);
      for (let at = this.#starts[term] as number; at < (this.#starts[term + 1] as number); at++) {
        const title = counts.share(at, sources.title);
        const asked = counts.share(at, sources.asked);
        const whole =
          languageShares.title * title +
          languageShares.text * counts.share(at, sources.text) +
          languageShares.asked * asked;
        this.#gains[3 * at] = Math.log1p(whole / rest);
        if (title > 0) this.#gains[3 * at + 1] = Math.log1p((languageShares.alone * title) / rest);
        if (asked > 0) this.#gains[3 * at + 2] = Math.log1p((languageShares.alone * asked) / rest);
      }
    }
  }

  /** How likely anybody is to use a term. */
  everybody(term: string): number {
    return this.#everybody[this.#numbers.find(term)] ?? 0;
  }

  fit(terms: readonly string[]): LanguageFit {
    const empty = () => new Float64Array(this.#size);
    const fit = { whole: empty(), title: empty(), asked: empty(), covered: empty() };
    const distinct = new Set(terms);
    let total = 0;
    for (const term of distinct) {
      const number = this.#numbers.find(term);
      if (this.#isEverywhere(number)) continue;
      const rarity = this.#rarity[number] ?? this.#rarest;
      total += rarity;
      if (number >= 0) this.#add(fit, number, rarity);
    }
    const root = Math.sqrt(Math.max(1, distinct.size));
    for (const values of [fit.whole, fit.title, fit.asked]) scale(values, 1 / root);
    scale(fit.covered, total > 0 ? 1 / total : 0);
    return fit;
  }

  /** Most articles have it: it tells them apart by next to nothing, and costs the most time. */
  #isEverywhere(number: number): boolean {
    if (number < 0) return false;
    const count = (this.#starts[number + 1] as number) - (this.#starts[number] as number);
    return count > everywhereShare * this.#size;
  }

  #add(fit: LanguageFit, number: number, rarity: number): void {
    const { whole, title, asked, covered } = fit;
    const gains = this.#gains;
    const end = this.#starts[number + 1] as number;
    for (let at = this.#starts[number] as number; at < end; at++) {
      const row = this.#rows[at] as number;
      whole[row] = (whole[row] as number) + (gains[3 * at] as number);
      covered[row] = (covered[row] as number) + rarity;
      // Few terms are in a title, and not many in a question.
      const inTitle = gains[3 * at + 1] as number;
      if (inTitle > 0) title[row] = (title[row] as number) + inTitle;
      const inAsked = gains[3 * at + 2] as number;
      if (inAsked > 0) asked[row] = (asked[row] as number) + inAsked;
    }
  }
}

function scale(values: Float64Array, by: number): void {
  for (let at = 0; at < values.length; at++) values[at] = (values[at] as number) * by;
}
