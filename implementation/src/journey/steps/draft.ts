import type { Classification, Draft } from '#src/agents/agents.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import { agentCall } from '../agent-call.ts';
import { defineStep } from '../define-step.ts';
import { type JourneyNotes, openOffer, required } from '../notes.ts';

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
    const { offer, model } = answering;
    const written = answering.draft && asChosen(answering.draft, notes);
    const found = {
      ...(written && { draft: written }),
      ...(model && { modelParts: [...(notes.modelParts ?? []), model] }),
    };
    if (written && (written.sureEnough ?? written.confidence >= policy.minimumConfidence)) {
      return { outcome: 'drafted', notes: found };
    }
    // Nobody is asked back about one thing after another.
    const wasAsked = openOffer(notes) !== null;
    const askFrom =
      wasAsked || complains(classification, policy) ? undefined : policy.asksBack?.from;
    if (offer && askFrom !== undefined && offer.sureness >= askFrom) {
      return { outcome: 'unclear', notes: { ...found, offer } };
    }
    return {
      outcome: 'not_confident',
      notes: { ...found, escalation: { reason: 'not_confident' } },
    };
  },
);

const complains = ({ intent, confidence }: Classification, policy: DeskPolicy): boolean =>
  confidence >= policy.minimumConfidence && policy.intents.complaint?.includes(intent) === true;

/**
 * A draft from what the customer chose is at least as sure as it was that what is meant was among the
 * options: nobody chooses what they do not mean, as long as they read.
 */
function asChosen(draft: Draft, { question, offered }: JourneyNotes): Draft {
  if (question?.chosen === undefined || !offered) return draft;
  return { ...draft, confidence: Math.max(draft.confidence, offered.sureness) };
}
