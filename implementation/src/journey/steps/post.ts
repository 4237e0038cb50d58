import { agentReply, classified } from '../decisions.ts';
import type { Step } from '../notes.ts';
import { required } from '../notes.ts';

/** Decides the events of an answer. */
export const post: Step<'post', 'answered'> = {
  name: 'post',
  outcomes: ['answered'],
  run(notes) {
    const { text, confidence, citations } = required(notes.draft, 'draft');
    const reply = agentReply(notes, { text, confidence, citations });
    return { outcome: 'answered', notes: { decided: [...classified(notes), reply] } };
  },
};
