import type { Step } from '../notes.ts';
import { required } from '../notes.ts';

/** Finds the passages that may hold the answer. */
export const retrieve: Step<'retrieve', 'found' | 'nothing_found'> = {
  name: 'retrieve',
  outcomes: ['found', 'nothing_found'],
  async run({ question }, { agents, context }) {
    const call = { signal: context.signal, tenant: context.tenant };
    const passages = await agents.retriever.retrieve(required(question, 'question'), call);
    if (passages.length > 0) return { outcome: 'found', notes: { passages } };
    return {
      outcome: 'nothing_found',
      notes: { passages, escalation: { reason: 'nothing_found' } },
    };
  },
};
