import { optionsText } from '#src/agents/choose/options-text.ts';
import { wordsFor } from '#src/agents/speaking/words-for.ts';
import { agentReply, classified } from '../decisions.ts';
import { defineStep } from '../define-step.ts';
import { required } from '../notes.ts';

/** Asks the customer which of several articles is meant. */
export const ask = defineStep(
  { name: 'ask', outcomes: ['asked'], needs: { policy: 'read' } },
  (notes, { policy }) => {
    const { options, sureness } = required(notes.offer, 'offer');
    const text = optionsText(options, wordsFor(notes.language, policy.languages));
    const reply = agentReply(notes, { text, confidence: sureness, citations: [], options });
    return { outcome: 'asked', notes: { decided: [...classified(notes), reply] } };
  },
);
