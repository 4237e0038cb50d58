import { agentCall } from '../agent-call.ts';
import { defineStep } from '../define-step.ts';
import { required } from '../notes.ts';

/** What is asked may be a service elsewhere; the journey's own deadline ends that earlier. */
const searchMs = 30_000;

/** Finds the passages that may hold the answer. */
export const retrieve = defineStep(
  {
    name: 'retrieve',
    outcomes: ['found', 'nothing_found'],
    needs: { retriever: 'ask', stepResultStore: 'write' },
    timeoutMs: searchMs,
  },
  async (notes, tools) => {
    const question = required(notes.question, 'question');
    const call = agentCall('retrieve', notes, tools);
    const passages = await tools.retriever.retrieve(question, call);
    if (passages.length > 0) return { outcome: 'found', notes: { passages } };
    return {
      outcome: 'nothing_found',
      notes: { passages, escalation: { reason: 'nothing_found' } },
    };
  },
);
