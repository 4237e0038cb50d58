import type { Outcome } from './evaluate-desk.ts';
import { share } from './tally.ts';

/** How often the desk asks back what is meant: each time one more turn for the customer. */
export interface AskedBackReport {
  /** Shares of all questions, of those that an article answers, of those that none answers. */
  readonly ofAll: number;
  readonly ofAnswerable: number;
  readonly ofUnanswerable: number;
  /** Of those asked back that an article answers: how many had such an article among the options. */
  readonly offersAnswer: { readonly count: number; readonly of: number; readonly share: number };
  /**
   * Replies to a choice that were wrong. Here the right option is chosen, or none: only a reply that
   * has misread the choice counts.
   */
  readonly wrongAfterwards: number;
}

export function askedBackReport(outcomes: readonly Outcome[]): AskedBackReport {
  const asked = outcomes.filter(({ askedBack }) => askedBack);
  const answerable = asked.filter(isAnswerable);
  const offering = answerable.filter(({ offersAnswer }) => offersAnswer).length;
  const ofAnswerable = outcomes.filter(isAnswerable).length;
  return {
    ofAll: share(asked.length, outcomes.length),
    ofAnswerable: share(answerable.length, ofAnswerable),
    ofUnanswerable: share(asked.length - answerable.length, outcomes.length - ofAnswerable),
    offersAnswer: {
      count: offering,
      of: answerable.length,
      share: share(offering, answerable.length),
    },
    wrongAfterwards: asked.filter(({ verdict }) => verdict === 'wrong').length,
  };
}

const isAnswerable = ({ question }: Outcome): boolean => question.articleId !== null;
