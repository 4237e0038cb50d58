import type { LatentSpace } from '#src/algorithms/latent-space.ts';
import { closeness } from '#src/algorithms/latent-space.ts';
import { stem } from '#src/algorithms/text/stem.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import type { KnowledgeArticle } from '#src/knowledge/load/content.ts';
import type { IntentModel } from '../classify/intent-model.ts';
import type { Concepts } from './concepts.ts';
import { type ReadingUnit, readingUnits } from './reading-units.ts';

/** What a heading, and the article's title, count for a sentence under it. */
const headingShare = 0.5;
const titleShare = 0.3;
const leadLength = 600;

export interface ProfileTools {
  readonly concepts: Concepts;
  readonly space: LatentSpace;
  readonly intents: IntentModel;
}

/** What the ranking knows of one article, worked out once. */
export class ArticleProfile {
  readonly article: KnowledgeArticle;
  readonly units: readonly ReadingUnit[];
  readonly #title: ReadonlySet<string>;
  /** Per word the sentences that hold it, and how much it counts in each. */
  readonly #places = new Map<string, { readonly unit: number; readonly share: number }[]>();
  readonly #whole: Float64Array;
  readonly #titlePlace: Float64Array;
  readonly #unitPlaces: readonly Float64Array[];
  readonly #titleIntents: Float64Array;
  readonly #leadIntents: Float64Array;

  constructor(article: KnowledgeArticle, { concepts, space, intents }: ProfileTools) {
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
    this.#whole = space.encode(concepts.topics(`${title}\n${text}`));
    this.#titlePlace = space.encode(concepts.topics(title));
    this.#unitPlaces = this.units.map(({ start, end, headings }) =>
      space.encode(concepts.topics(`${title}\n${headings}\n${text.slice(start, end)}`)),
    );
    this.#titleIntents = intents.view(title).distribution;
    this.#leadIntents = intents.view(`${title}\n${text.slice(0, leadLength)}`).distribution;
  }

  /** The largest share of the question's weight that one sentence holds, 0–1. */
  bestSentence(asked: ReadonlyMap<string, number>, total: number): number {
    let best = 0;
    for (const value of this.#held(asked, total)) if (value > best) best = value;
    return best;
  }

  /** How well each unit fits the question, by words and by meaning, 0–1. */
  fits(asked: ReadonlyMap<string, number>, total: number, place: Float64Array): number[] {
    const held = this.#held(asked, total);
    return this.#unitPlaces.map((unit, index) => {
      return 0.5 * (held[index] ?? 0) + 0.5 * Math.max(0, closeness(place, unit));
    });
  }

  /** Closeness in the latent space: to the whole, to the title, to the closest sentence. */
  latent(place: Float64Array): { whole: number; title: number; sentence: number } {
    let sentence = 0;
    for (const unit of this.#unitPlaces) sentence = Math.max(sentence, closeness(place, unit));
    return {
      whole: closeness(place, this.#whole),
      title: closeness(place, this.#titlePlace),
      sentence,
    };
  }

  wholeCloseness(place: Float64Array): number {
    return closeness(place, this.#whole);
  }

  /** How alike the intents of the question and of the article are: by title, by its beginning. */
  intents(distribution: Float64Array): { title: number; lead: number } {
    return {
      title: cosine(distribution, this.#titleIntents),
      lead: cosine(distribution, this.#leadIntents),
    };
  }

  /** Per unit the share of the question's weight that it holds, 0–1. */
  #held(asked: ReadonlyMap<string, number>, total: number): Float64Array {
    const held = new Float64Array(this.units.length);
    let byTitle = 0;
    for (const [word, weight] of asked) {
      const inTitle = this.#title.has(word) ? titleShare : 0;
      byTitle += weight * inTitle;
      for (const { unit, share } of this.#places.get(word) ?? []) {
        held[unit] = (held[unit] as number) + weight * Math.max(0, share - inTitle);
      }
    }
    return held.map((value) => (total > 0 ? Math.min(1, (value + byTitle) / total) : 0));
  }

  #place(word: string, unit: number, share: number): void {
    const places = this.#places.get(word);
    if (places) places.push({ unit, share });
    else this.#places.set(word, [{ unit, share }]);
  }
}

function cosine(a: Float64Array, b: Float64Array): number {
  const lengths = closeness(a, a) * closeness(b, b);
  return lengths > 0 ? closeness(a, b) / Math.sqrt(lengths) : 0;
}
