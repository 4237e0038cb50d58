import { agentCall } from '../agent-call.ts';
import type { Step } from '../notes.ts';
import { required } from '../notes.ts';

/** Writes an answer from the passages, or abstains. */
export const draft: Step<'draft', 'drafted' | 'not_confident'> = {
  name: 'draft',
  outcomes: ['drafted', 'not_confident'],
  async run(notes, tools) {
    const { agents, policy } = tools;
    const question = required(notes.question, 'question');
    const classification = required(notes.classification, 'classification');
    const passages = required(notes.passages, 'passages');
    const input = { question, classification, passages };
    const answering = await agents.answerer.answer(input, agentCall('draft', notes, tools));
    const { draft: written, model } = answering;
    const found = {
      ...(written && { draft: written }),
      ...(model && { modelParts: [...(notes.modelParts ?? []), model] }),
    };
    if (written && written.confidence >= policy.minimumConfidence) {
      return { outcome: 'drafted', notes: found };
    }
    return {
      outcome: 'not_confident',
      notes: { ...found, escalation: { reason: 'not_confident' } },
    };
  },
};
