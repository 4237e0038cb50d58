import type { TrainingQuestion } from '#src/knowledge/load/content.ts';

/** A question whose answer is known, and where it lies in the latent space. */
export interface PlacedQuestion {
  readonly articleId: TrainingQuestion['articleId'];
  readonly place: Float64Array;
}

/** The known questions by what they mean, to be compared with. */
export class KnownQuestions {
  readonly #dimensions: number;
  /** `questions × dimensions`, row after row: one stretch of memory, read in order. */
  readonly #places: Float32Array;
  /** From which row to which each article's questions are. */
  readonly #rows = new Map<string | null, { readonly from: number; readonly to: number }>();

  constructor(questions: readonly PlacedQuestion[], dimensions: number) {
    this.#dimensions = dimensions;
    this.#places = new Float32Array(questions.length * dimensions);
    let row = 0;
    for (const [articleId, asked] of Map.groupBy(questions, (one) => one.articleId)) {
      const from = row;
      for (const { place } of asked) {
        this.#places.set(place, row * dimensions);
        row += 1;
      }
      this.#rows.set(articleId, { from, to: row });
    }
  }

  /**
   * Closeness in meaning to an article's closest known question, or to the closest one that no
   * article answers (null): a cosine, 0 at the least.
   */
  closeness(place: Float64Array, articleId: string | null): number {
    const { from, to } = this.#rows.get(articleId) ?? { from: 0, to: 0 };
    let closest = 0;
    for (let row = from; row < to; row++) {
      const start = row * this.#dimensions;
      let sum = 0;
      for (let at = 0; at < this.#dimensions; at++) {
        sum += (place[at] as number) * (this.#places[start + at] as number);
      }
      if (sum > closest) closest = sum;
    }
    return closest;
  }
}
