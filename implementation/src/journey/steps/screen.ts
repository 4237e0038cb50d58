import type { Step } from '../notes.ts';
import { required } from '../notes.ts';

type Outcome = 'clean' | 'person_requested' | 'no_words' | 'unknown_language' | 'not_helped';

/** Sorts out what an answer cannot help, before anything is computed for it. */
export const screen: Step<'screen', Outcome> = {
  name: 'screen',
  outcomes: ['clean', 'person_requested', 'no_words', 'unknown_language', 'not_helped'],
  run({ question }, { agents }) {
    const outcome = agents.screener.screen(required(question, 'question'));
    return outcome === 'clean'
      ? { outcome }
      : { outcome, notes: { escalation: { reason: outcome } } };
  },
};
