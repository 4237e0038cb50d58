import { agentCall } from '../agent-call.ts';
import { defineStep } from '../define-step.ts';
import { required } from '../notes.ts';

/** A model may be asked; the journey's own deadline ends that earlier. */
const modelMs = 30_000;

/** Writes an answer from the passages, or finds what to ask back with, or abstains. */
export const draft = defineStep(
  {
    name: 'draft',
    outcomes: ['drafted', 'unclear', 'not_confident'],
    needs: { policy: 'read', answerer: 'ask', stepResultStore: 'write' },
    timeoutMs: modelMs,
  },
  async (notes, tools) => {
    const { answerer, policy } = tools;
    const question = required(notes.question, 'question');
    const classification = required(notes.classification, 'classification');
    const passages = required(notes.passages, 'passages');
    const input = { question, classification, passages };
    const answering = await answerer.answer(input, agentCall('draft', notes, tools));
    const { draft: written, offer, model } = answering;
    const found = {
      ...(written && { draft: written }),
      ...(model && { modelParts: [...(notes.modelParts ?? []), model] }),
    };
    if (written && (written.sureEnough ?? written.confidence >= policy.minimumConfidence)) {
      return { outcome: 'drafted', notes: found };
    }
    // Nobody is asked back twice for one question.
    const askFrom = notes.offered ? undefined : policy.asksBack?.from;
    if (offer && askFrom !== undefined && offer.sureness >= askFrom) {
      return { outcome: 'unclear', notes: { ...found, offer } };
    }
    return {
      outcome: 'not_confident',
      notes: { ...found, escalation: { reason: 'not_confident' } },
    };
  },
);
