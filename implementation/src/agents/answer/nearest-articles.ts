import { TopHits } from '#src/algorithms/top-hits.ts';
import type { ArticleProfile } from './article-profile.ts';

/** Finds the articles that are closest in meaning. */
export class NearestArticles {
  readonly #ids: readonly string[];
  /** `articles × dimensions`, row after row: one stretch of memory, read in order. */
  readonly #places: Float64Array;

  constructor(profiles: readonly ArticleProfile[], dimensions: number) {
    // In order of id: of two that are equally close, the earlier row is the better one.
    const sorted = profiles.toSorted((a, b) => (a.article.id < b.article.id ? -1 : 1));
    this.#ids = sorted.map(({ article }) => article.id);
    this.#places = new Float64Array(sorted.length * dimensions);
    sorted.forEach(({ whole }, row) => {
      this.#places.set(whole, row * dimensions);
    });
  }

  /** Ids of the closest articles, closest first; equally close ones by id. */
  find(place: Float64Array, limit: number): string[] {
    const places = this.#places;
    const values = new Float64Array(this.#ids.length);
    const top = new TopHits(limit, (a, b) => {
      const difference = (values[a] as number) - (values[b] as number);
      return difference === 0 ? a < b : difference > 0;
    });
    for (let row = 0, from = 0; row < values.length; row++, from += place.length) {
      let sum = 0;
      for (let at = 0; at < place.length; at++) {
        sum += (place[at] as number) * (places[from + at] as number);
      }
      values[row] = sum;
      top.offer(row);
    }
    return top.sorted().flatMap((row) => this.#ids[row] ?? []);
  }
}
