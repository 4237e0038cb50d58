import { optionsText } from '#src/agents/choose/options-text.ts';
import { wordsFor } from '#src/agents/speaking/words-for.ts';
import { agentActor } from '#src/domain/ticket/actor.ts';
import type { NewEvent } from '#src/domain/ticket/events.ts';
import { agentReply, classified } from '../decisions.ts';
import { defineStep } from '../define-step.ts';
import { openOffer, required } from '../notes.ts';

/**
 * Answers a greeting, and takes thanks for an answer as the customer's own word that it helped. What
 * was asked back is asked again.
 */
export const acknowledge = defineStep(
  { name: 'acknowledge', outcomes: ['acknowledged'], needs: { policy: 'read' } },
  (notes, { policy }) => {
    const { confidence } = required(notes.classification, 'classification');
    const { ticket, smallTalk, cause } = notes;
    // Thanks for a question back are not for an answer: what was asked is still open.
    const asking = openOffer(notes);
    const wasAnswered =
      !asking && ticket.turns.some(({ reply }) => reply && reply.citations.length > 0);
    const words = wordsFor(notes.language, policy.languages);
    const text = smallTalk === 'thanks' ? words.thanked : words.greeting(policy.company);
    const reply = asking
      ? {
          text: optionsText(asking.options, words),
          confidence: asking.sureness,
          options: asking.options,
        }
      : { text, confidence };
    const decided: NewEvent[] = [
      ...classified(notes),
      agentReply(notes, { ...reply, citations: [] }),
    ];
    if (smallTalk === 'thanks' && wasAnswered) {
      const data = { status: 'resolved', resolution: 'confirmed' } as const;
      decided.push({ type: 'status.changed', actor: agentActor, data, causedBy: cause });
    }
    return { outcome: 'acknowledged', notes: { decided } };
  },
);
