import { agentCall } from '../agent-call.ts';
import type { Step } from '../notes.ts';
import { required } from '../notes.ts';

/** Finds the passages that may hold the answer. */
export const retrieve: Step<'retrieve', 'found' | 'nothing_found'> = {
  name: 'retrieve',
  outcomes: ['found', 'nothing_found'],
  async run(notes, tools) {
    const question = required(notes.question, 'question');
    const call = agentCall('retrieve', notes, tools);
    const passages = await tools.agents.retriever.retrieve(question, call);
    if (passages.length > 0) return { outcome: 'found', notes: { passages } };
    return {
      outcome: 'nothing_found',
      notes: { passages, escalation: { reason: 'nothing_found' } },
    };
  },
};
