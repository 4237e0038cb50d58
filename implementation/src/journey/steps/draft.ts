import type { Draft, Offer } from '#src/agents/agents.ts';
import type { Citation } from '#src/domain/ticket/events.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
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
    const told = toldIn(notes.ticket);
    const isSure =
      written && (written.sureEnough ?? written.confidence >= policy.minimumConfidence);
    if (isSure && (question.chosen !== undefined || !repeats(written, told))) {
      return { outcome: 'drafted', notes: found };
    }
    // Nobody is asked back twice for one question.
    const askFrom = notes.offered ? undefined : policy.asksBack?.from;
    if (offer && askFrom !== undefined && offer.sureness >= askFrom) {
      return { outcome: 'unclear', notes: { ...found, offer: toldLast(offer, told) } };
    }
    return {
      outcome: 'not_confident',
      notes: { ...found, escalation: { reason: 'not_confident' } },
    };
  },
);

/** What the last reply quoted. */
const toldIn = (ticket: Ticket): readonly Citation[] =>
  ticket.turns.findLast(({ reply }) => reply !== null)?.reply?.citations ?? [];

/** Who asks again what was just answered was not helped: the same quotes would help no better. */
const repeats = ({ claims, citations }: Draft, told: readonly Citation[]): boolean =>
  claims === null &&
  citations.every(({ articleId, quote }) =>
    told.some((one) => one.articleId === articleId && one.quote === quote),
  );

/** The same, with what was just answered from at the end. */
function toldLast({ options, sureness }: Offer, told: readonly Citation[]): Offer {
  const wasTold = ({ articleId }: { readonly articleId: string }) =>
    told.some((one) => one.articleId === articleId);
  const fresh = options.filter((one) => !wasTold(one));
  return { options: [...fresh, ...options.filter(wasTold)], sureness };
}
