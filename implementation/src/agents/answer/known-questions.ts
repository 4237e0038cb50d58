import type { LatentSpace } from '#src/algorithms/latent-space.ts';
import { closeness } from '#src/algorithms/latent-space.ts';
import type { TrainingQuestion } from '#src/knowledge/load/content.ts';
import { createRetriever, type Retriever } from '#src/knowledge/retrieve/retriever.ts';
import type { Concepts } from './concepts.ts';

interface Known {
  readonly id: string;
  readonly title: '';
  readonly text: string;
  readonly question: TrainingQuestion;
}

/** How close a question is to those whose answer is known. Scores are BM25; closeness is a cosine. */
export interface Likeness {
  /** Per article its likest question. */
  readonly scores: ReadonlyMap<string, number>;
  readonly closeness: ReadonlyMap<string, number>;
  /** The likest question that no article answers. */
  readonly unanswerableScore: number;
  readonly unanswerableCloseness: number;
}

const similarLimit = 30;

/** The questions of training, to be compared with. */
export class KnownQuestions {
  readonly #retriever: Retriever<Known>;
  readonly #questions: readonly TrainingQuestion[];
  readonly #places: readonly Float64Array[];
  /** How many questions each article has, and which of them each question is. */
  readonly #counts = new Map<string, number>();
  readonly #turns = new Map<TrainingQuestion, number>();

  constructor(questions: readonly TrainingQuestion[], concepts: Concepts, space: LatentSpace) {
    this.#questions = questions;
    this.#retriever = createRetriever(
      questions.map((question, index) => {
        return { id: String(index), title: '' as const, text: question.text, question };
      }),
    );
    for (const question of questions) {
      const key = question.articleId ?? '';
      const count = this.#counts.get(key) ?? 0;
      this.#turns.set(question, count);
      this.#counts.set(key, count + 1);
    }
    this.#places = questions.map(({ text }) => space.encode(concepts.topics(text)));
  }

  /**
   * `except` leaves out one question of training, so that it cannot answer itself, and with it one
   * question of every other article: otherwise the right article would be the only one that misses
   * a question, and it would be learned that likeness speaks against an article.
   */
  likeness(text: string, place: Float64Array, except?: TrainingQuestion): Likeness {
    const scores = new Map<string, number>();
    const close = new Map<string, number>();
    let unanswerableScore = 0;
    let unanswerableCloseness = 0;
    for (const { document, score } of this.#retriever.search(text, { limit: similarLimit })) {
      const { question } = document;
      if (except && this.#isLeftOut(question, except)) continue;
      if (question.articleId === null) unanswerableScore = Math.max(unanswerableScore, score);
      else scores.set(question.articleId, Math.max(score, scores.get(question.articleId) ?? 0));
    }
    this.#questions.forEach((question, index) => {
      if (except && this.#isLeftOut(question, except)) return;
      const value = closeness(place, this.#places[index] as Float64Array);
      const { articleId } = question;
      if (articleId === null) unanswerableCloseness = Math.max(unanswerableCloseness, value);
      else if (value > (close.get(articleId) ?? 0)) close.set(articleId, value);
    });
    return { scores, closeness: close, unanswerableScore, unanswerableCloseness };
  }

  #isLeftOut(question: TrainingQuestion, except: TrainingQuestion): boolean {
    if (question === except) return true;
    const { articleId } = question;
    if (articleId === null || articleId === except.articleId) return false;
    const count = this.#counts.get(articleId) ?? 1;
    return this.#turns.get(question) === (this.#turns.get(except) ?? 0) % count;
  }
}
