import type { JourneyOutcome } from '#src/domain/ticket/events.ts';
import type { Step } from './define-step.ts';
import { firstStep, lastResort } from './fixed-steps.ts';
import { acknowledge } from './steps/acknowledge.ts';
import { ask } from './steps/ask.ts';
import { choose } from './steps/choose.ts';
import { classify } from './steps/classify.ts';
import { draft } from './steps/draft.ts';
import { escalate } from './steps/escalate.ts';
import { post } from './steps/post.ts';
import { receive } from './steps/receive.ts';
import { retrieve } from './steps/retrieve.ts';
import { review } from './steps/review.ts';
import { screen } from './steps/screen.ts';

/** Every step of the journey, in the order in which a ticket usually meets them. */
export const steps = {
  receive,
  choose,
  screen,
  classify,
  retrieve,
  draft,
  ask,
  review,
  post,
  acknowledge,
  escalate,
} as const;

export type StepName = keyof typeof steps;
type OutcomeOf<Name extends StepName> =
  (typeof steps)[Name] extends Step<Name, infer Outcome> ? Outcome : never;

/** Where a step's outcome leads: to another step, or to the journey's end. */
export type Next = StepName | { readonly end: JourneyOutcome };

/**
 * One ticket's way, and the only place that branches. Every outcome of every step is named, so a
 * new outcome does not compile until somebody says what follows it. It is data: engines run it, and
 * the workflow definitions of each cloud will be generated from it.
 */
export const ticketJourney: {
  readonly start: StepName;
  /** Where a step leads that failed for good. */
  readonly onFailure: StepName;
  readonly next: {
    readonly [Name in StepName]: { readonly [Outcome in OutcomeOf<Name>]: Next };
  };
} = {
  start: firstStep,
  onFailure: lastResort,
  next: {
    receive: {
      ready: 'screen',
      was_asked: 'choose',
      person_has_it: { end: 'stood_back' },
      not_understood: { end: 'stood_back' },
      automatic: { end: 'stood_back' },
      answered: { end: 'superseded' },
    },
    choose: {
      // Classified all the same: whoever takes over sees at once what it is about.
      chosen: 'classify',
      none: 'classify',
      unclear: 'ask',
      other: 'screen',
    },
    screen: {
      clean: 'classify',
      // Classified all the same: whoever takes over sees at once what it is about and how urgent.
      person_requested: 'classify',
      no_words: 'escalate',
      unknown_language: 'escalate',
      not_helped: 'escalate',
    },
    classify: {
      question: 'retrieve',
      small_talk: 'acknowledge',
      person_requested: 'escalate',
      sensitive_topic: 'escalate',
    },
    retrieve: { found: 'draft', nothing_found: 'escalate' },
    draft: { drafted: 'review', unclear: 'ask', not_confident: 'escalate' },
    ask: { asked: { end: 'asked' } },
    review: { approved: 'post', rejected: 'escalate' },
    post: { answered: { end: 'answered' } },
    acknowledge: { acknowledged: { end: 'acknowledged' } },
    escalate: { escalated: { end: 'escalated' } },
  },
};
