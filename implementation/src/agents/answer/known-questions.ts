import type { LatentSpace } from '#src/algorithms/latent-space.ts';
import type { TrainingQuestion } from '#src/knowledge/load/content.ts';
import { createRetriever, type Retriever } from '#src/knowledge/retrieve/retriever.ts';
import type { Concepts } from './concepts.ts';

interface Known {
  readonly id: string;
  readonly title: '';
  readonly text: string;
  readonly question: TrainingQuestion;
}

/** How like a question is to those whose answer is known, by words: BM25. */
export interface Likeness {
  /** Per article its likest question. */
  readonly scores: ReadonlyMap<string, number>;
  /** The likest question that no article answers. */
  readonly unanswerableScore: number;
}

const similarLimit = 30;

/** The questions of training, to be compared with. */
export class KnownQuestions {
  readonly #retriever: Retriever<Known>;
  readonly #questions: readonly TrainingQuestion[];
  /** `questions × dimensions`, row after row: one stretch of memory, read in order. */
  readonly #places: Float32Array;
  /** The rows of each article's questions; those that no article answers under ''. */
  readonly #rows = new Map<string, number[]>();
  /** How many questions each article has, and which of them each question is. */
  readonly #counts = new Map<string, number>();
  readonly #turns = new Map<TrainingQuestion, number>();

  constructor(questions: readonly TrainingQuestion[], concepts: Concepts, space: LatentSpace) {
    this.#questions = questions;
    this.#retriever = createRetriever(
      questions.map((question, index) => {
        return { id: String(index), title: '' as const, text: question.text, question };
      }),
      // Thousands of short texts: looking for similar words would cost most of the search.
      { index: { similarWeight: 0 } },
    );
    for (const question of questions) {
      const key = question.articleId ?? '';
      const count = this.#counts.get(key) ?? 0;
      this.#turns.set(question, count);
      this.#counts.set(key, count + 1);
    }
    this.#places = new Float32Array(questions.length * space.dimensions);
    questions.forEach(({ text, articleId }, row) => {
      this.#places.set(space.encode(concepts.topics(text)), row * space.dimensions);
      const rows = this.#rows.get(articleId ?? '');
      if (rows) rows.push(row);
      else this.#rows.set(articleId ?? '', [row]);
    });
  }

  /**
   * `except` leaves out one question of training, so that it cannot answer itself, and with it one
   * question of every other article: otherwise the right article would be the only one that misses
   * a question, and it would be learned that likeness speaks against an article.
   */
  likeness(text: string, except?: TrainingQuestion): Likeness {
    const scores = new Map<string, number>();
    let unanswerableScore = 0;
    for (const { document, score } of this.#retriever.search(text, { limit: similarLimit })) {
      const { question } = document;
      if (except && this.#isLeftOut(question, except)) continue;
      if (question.articleId === null) unanswerableScore = Math.max(unanswerableScore, score);
      else scores.set(question.articleId, Math.max(score, scores.get(question.articleId) ?? 0));
    }
    return { scores, unanswerableScore };
  }

  /**
   * Closeness in meaning to an article's closest known question, or to the closest one that no
   * article answers (null): a cosine, 0 at the least. `except` as above.
   */
  closeness(place: Float64Array, articleId: string | null, except?: TrainingQuestion): number {
    let closest = 0;
    for (const row of this.#rows.get(articleId ?? '') ?? []) {
      const question = this.#questions[row];
      if (except && question && this.#isLeftOut(question, except)) continue;
      const from = row * place.length;
      let sum = 0;
      for (let at = 0; at < place.length; at++) {
        sum += (place[at] as number) * (this.#places[from + at] as number);
      }
      if (sum > closest) closest = sum;
    }
    return closest;
  }

  #isLeftOut(question: TrainingQuestion, except: TrainingQuestion): boolean {
    if (question === except) return true;
    const { articleId } = question;
    if (articleId === null || articleId === except.articleId) return false;
    const count = this.#counts.get(articleId) ?? 1;
    return this.#turns.get(question) === (this.#turns.get(except) ?? 0) % count;
  }
}
