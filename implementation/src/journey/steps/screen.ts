import { defineStep } from '../define-step.ts';
import { required } from '../notes.ts';

/** Sorts out what an answer cannot help, before anything is computed for it. */
export const screen = defineStep(
  {
    name: 'screen',
    outcomes: ['clean', 'person_requested', 'no_words', 'unknown_language', 'not_helped'],
    needs: { screener: 'ask' },
  },
  ({ question }, { screener }) => {
    const outcome = screener.screen(required(question, 'question'));
    return outcome === 'clean'
      ? { outcome }
      : { outcome, notes: { escalation: { reason: outcome } } };
  },
);
