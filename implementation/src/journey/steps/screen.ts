import { spokenLanguage } from '#src/agents/speaking/spoken-language.ts';
import { defineStep } from '../define-step.ts';
import { required } from '../notes.ts';

/** Sorts out what an answer cannot help, before anything is computed for it. */
export const screen = defineStep(
  {
    name: 'screen',
    outcomes: ['clean', 'person_requested', 'no_words', 'unknown_language', 'not_helped'],
    needs: { screener: 'ask' },
  },
  ({ question, ticket }, { screener }) => {
    const asked = required(question, 'question');
    const outcome = screener.screen(asked);
    const language = spokenLanguage(ticket, asked.text, screener);
    return outcome === 'clean'
      ? { outcome, notes: { language } }
      : { outcome, notes: { language, escalation: { reason: outcome } } };
  },
);
