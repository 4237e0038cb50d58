import { SupportError } from '#src/foundation/support-error.ts';
import type { Casting } from './castings.ts';
import { chanceOf } from './chance.ts';
import type { Wish } from './scenario.ts';

/** What somebody wants to know. */
export interface Goal {
  /** Ways to ask for it, at least one. */
  readonly questions: readonly string[];
  /** The articles that answer it; none where none does. The customer knows, and does not tell. */
  readonly answers: readonly string[];
}

/** A question as evaluation and training have them. */
export interface KnownQuestion {
  readonly text: string;
  readonly articleId: string | null;
  /** Where others answer it, too. */
  readonly answers?: readonly string[];
}

export type Goals = Readonly<Record<Wish, readonly Goal[]>>;

/** Questions that the same article answers are ways to ask for the same. */
export function goalsOf(questions: readonly KnownQuestion[]): Goals {
  const byArticle = Map.groupBy(
    questions.filter(({ articleId }) => articleId !== null),
    ({ articleId }) => articleId,
  );
  const known = [...byArticle].map(([articleId, asked]) => ({
    answers: asked[0]?.answers ?? (articleId === null ? [] : [articleId]),
    questions: asked.map(({ text }) => text),
  }));
  const unknown = questions
    .filter(({ articleId }) => articleId === null)
    .map(({ text }) => ({ answers: [], questions: [text] }));
  return { known, unknown };
}

/**
 * What somebody wants: the same in all castings of a scenario that have the same occasion, and
 * something else under another seed. Goals of one conversation differ.
 * @throws SupportError `invalid_argument` where there are too few goals to choose from.
 */
export function drawGoals({ scenario, occasion }: Casting, goals: Goals, seed: number): Goal[] {
  const chance = chanceOf('goals', seed, scenario.id, ...(occasion === null ? [] : [occasion]));
  const left = { known: [...goals.known], unknown: [...goals.unknown] };
  return scenario.goals.map((wish) => {
    const [goal] = left[wish].splice(chance.below(left[wish].length), 1);
    if (!goal) {
      const message = `Scenarios need more questions whose answer is ${wish} to the knowledge base.`;
      throw new SupportError('invalid_argument', message);
    }
    return goal;
  });
}
