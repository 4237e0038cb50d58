import { agentReply, classified } from '../decisions.ts';
import { defineStep } from '../define-step.ts';
import { required } from '../notes.ts';

/** Decides the events of an answer. */
export const post = defineStep({ name: 'post', outcomes: ['answered'], needs: {} }, (notes) => {
  const { text, confidence, citations } = required(notes.draft, 'draft');
  const reply = agentReply(notes, { text, confidence, citations });
  return { outcome: 'answered', notes: { decided: [...classified(notes), reply] } };
});
