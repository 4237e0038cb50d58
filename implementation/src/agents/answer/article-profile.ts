import type { LatentSpace } from '#src/algorithms/latent-space.ts';
import { closeness } from '#src/algorithms/latent-space.ts';
import { stem } from '#src/algorithms/text/stem.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import type { KnowledgeArticle } from '#src/knowledge/load/content.ts';
import type { IntentModel } from '../classify/intent-model.ts';
import type { ArticleLanguage } from './article-language.ts';
import type { Concepts } from './concepts.ts';
import { type ReadingUnit, readingUnits } from './reading-units.ts';
import { SentenceLanguage } from './sentence-language.ts';

/** What a heading, and the article's title, count for a sentence under it. */
const headingShare = 0.5;
const titleShare = 0.3;
const leadLength = 600;
/** What the language of a unit counts for beside its words and its meaning. */
const languageShare = 0.1;

export interface ProfileTools {
  readonly concepts: Concepts;
  readonly space: LatentSpace;
  readonly intents: IntentModel;
  /** What is likely in any sentence, by concepts. */
  readonly language: Pick<ArticleLanguage, 'everybody'>;
}

/** What the ranking knows of one article, worked out once. */
export class ArticleProfile {
  readonly article: KnowledgeArticle;
  readonly units: readonly ReadingUnit[];
  readonly #title: ReadonlySet<string>;
  /** Per word the sentences that hold it, and how much it counts in each: unit, share, unit, … */
  readonly #places = new Map<string, number[]>();
  /** Where the whole article lies in the latent space. */
  readonly whole: Float64Array;
  readonly #titlePlace: Float64Array;
  /** `units × dimensions`, row after row: one stretch of memory, read in order. */
  readonly #unitPlaces: Float64Array;
  readonly #titleIntents: Measured;
  readonly #leadIntents: Measured;
  readonly #language: SentenceLanguage;

  constructor(article: KnowledgeArticle, { concepts, space, intents, language }: ProfileTools) {
    const { title, text } = article;
    this.article = article;
    this.units = readingUnits(article);
    this.#title = new Set(words(title).map(stem));
    this.units.forEach(({ start, end, headings }, unit) => {
      const own = new Set(words(text.slice(start, end)).map(stem));
      for (const word of own) this.#place(word, unit, 1);
      for (const word of new Set(words(headings).map(stem))) {
        if (!own.has(word)) this.#place(word, unit, headingShare);
      }
    });
    this.whole = space.encode(concepts.topics(`${title}\n${text}`));
    this.#titlePlace = space.encode(concepts.topics(title));
    this.#unitPlaces = new Float64Array(this.units.length * this.whole.length);
    this.units.forEach(({ start, end, headings }, unit) => {
      const terms = concepts.topics(`${title}\n${headings}\n${text.slice(start, end)}`);
      this.#unitPlaces.set(space.encode(terms), unit * this.whole.length);
    });
    this.#language = new SentenceLanguage(
      this.units.map(({ start, end, headings }) =>
        concepts.terms(`${text.slice(start, end)}\n${headings}`),
      ),
      concepts.terms(title),
      concepts.terms(text),
      language,
    );
    this.#titleIntents = measured(intents.view(title).distribution);
    const lead = `${title}\n${text.slice(0, leadLength)}`;
    this.#leadIntents = measured(intents.view(lead).distribution);
  }

  /** The largest share of the question's weight that one sentence holds, 0–1. */
  bestSentence(asked: ReadonlyMap<string, number>, total: number): number {
    const { held, byTitle } = this.#held(asked);
    let best = 0;
    for (let unit = 0; unit < held.length; unit++) {
      if ((held[unit] as number) > best) best = held[unit] as number;
    }
    return held.length === 0 ? 0 : shareOf(best + byTitle, total);
  }

  /** How much likelier each unit makes the question's concepts than any text does: logarithms. */
  languageFits(terms: ReadonlySet<string>): Float64Array {
    return this.#language.fits(terms);
  }

  /** How well each unit fits the question: by words and by meaning, 0–1, and by its language. */
  fits(
    asked: ReadonlyMap<string, number>,
    total: number,
    place: Float64Array,
    concepts: ReadonlySet<string>,
  ): number[] {
    const language = this.#language.fits(concepts);
    const { held, byTitle } = this.#held(asked);
    return this.units.map((_, index) => {
      const byWords = shareOf((held[index] ?? 0) + byTitle, total);
      const byMeaning = Math.max(0, this.#unitCloseness(place, index));
      return 0.5 * byWords + 0.5 * byMeaning + languageShare * (language[index] as number);
    });
  }

  /** Closeness in the latent space: to the whole, to the title, to the closest sentence. */
  latent(place: Float64Array): { whole: number; title: number; sentence: number } {
    let sentence = 0;
    for (let unit = 0; unit < this.units.length; unit++) {
      const close = this.#unitCloseness(place, unit);
      if (close > sentence) sentence = close;
    }
    return {
      whole: closeness(place, this.whole),
      title: closeness(place, this.#titlePlace),
      sentence,
    };
  }

  #unitCloseness(place: Float64Array, unit: number): number {
    const places = this.#unitPlaces;
    const from = unit * place.length;
    let sum = 0;
    for (let at = 0; at < place.length; at++) {
      sum += (place[at] as number) * (places[from + at] as number);
    }
    return sum;
  }

  /** How alike the intents of the question and of the article are: by title, by its beginning. */
  intents(asked: Measured): { title: number; lead: number } {
    return {
      title: cosine(asked, this.#titleIntents),
      lead: cosine(asked, this.#leadIntents),
    };
  }

  /** Per unit the question's weight that it holds beyond what every unit holds by the title. */
  #held(asked: ReadonlyMap<string, number>): { held: Float64Array; byTitle: number } {
    const held = new Float64Array(this.units.length);
    let byTitle = 0;
    for (const [word, weight] of asked) {
      const inTitle = this.#title.has(word) ? titleShare : 0;
      byTitle += weight * inTitle;
      const places = this.#places.get(word);
      if (places === undefined) continue;
      for (let at = 0; at < places.length; at += 2) {
        const unit = places[at] as number;
        const beyond = Math.max(0, (places[at + 1] as number) - inTitle);
        held[unit] = (held[unit] as number) + weight * beyond;
      }
    }
    return { held, byTitle };
  }

  #place(word: string, unit: number, share: number): void {
    const places = this.#places.get(word);
    if (places) places.push(unit, share);
    else this.#places.set(word, [unit, share]);
  }
}

const shareOf = (weight: number, total: number): number =>
  total > 0 ? Math.min(1, weight / total) : 0;

/** A vector with the square of its length, worked out once for many cosines. */
export interface Measured {
  readonly vector: Float64Array;
  readonly square: number;
}

export const measured = (vector: Float64Array): Measured => {
  return { vector, square: closeness(vector, vector) };
};

function cosine(a: Measured, b: Measured): number {
  const lengths = a.square * b.square;
  return lengths > 0 ? closeness(a.vector, b.vector) / Math.sqrt(lengths) : 0;
}
