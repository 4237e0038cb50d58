import { freeUsage, type ModelPart, offline, sumOfUsage } from '#src/agents/agents.ts';
import { agentActor } from '#src/domain/ticket/actor.ts';
import type { Citation, NewEvent, Option, Receipt, Usage } from '#src/domain/ticket/events.ts';
import type { JourneyNotes } from './notes.ts';

/** The event that keeps what the classifier found, or none where it was not asked. */
export function classified({ classification, cause }: JourneyNotes): NewEvent[] {
  if (!classification) return [];
  const { intent, confidence, urgency } = classification;
  const data = { intent, confidence, urgency };
  return [{ type: 'ticket.classified', actor: agentActor, data, causedBy: cause }];
}

/** A reply of the agent with the receipt of how it came about. */
export function agentReply(
  notes: JourneyNotes,
  reply: {
    text: string;
    confidence: number | null;
    citations: readonly Citation[];
    options?: readonly Option[];
  },
): NewEvent {
  const { text, confidence, options } = reply;
  const data = {
    text,
    confidence,
    citations: [...reply.citations],
    ...(options && { options: [...options] }),
    usage: paidFor(notes),
    receipt: receiptOf(notes),
  };
  return { type: 'reply.posted', actor: agentActor, data, causedBy: notes.cause };
}

/** The prompts of what models found and wrote, in the order in which they were asked. */
function promptsOf({ classification, draft }: JourneyNotes): string | null {
  const hashes = [classification?.promptHash, draft?.promptHash].filter(Boolean);
  return hashes.length > 0 ? hashes.join(' ') : null;
}

/** All that the journey paid, also for what came to nothing. */
export const paidFor = ({ modelParts = [] }: JourneyNotes): Usage =>
  modelParts.reduce((sum, { usage }) => sumOfUsage(sum, usage), freeUsage);

/** Why the last model that failed did, or null where none did. */
export const modelFailureOf = ({ modelParts = [] }: JourneyNotes): ModelPart['failure'] =>
  modelParts.findLast(({ failure }) => failure !== null)?.failure ?? null;

/** Who wrote the reply, and why it was not the model where one should have been asked. */
function writerOf(notes: JourneyNotes): string {
  const writer = notes.draft?.writtenBy ?? offline;
  const failure = modelFailureOf(notes);
  return writer === offline && failure ? `${offline} (${failure})` : writer;
}

function receiptOf(notes: JourneyNotes): Receipt {
  const { journeyId, classification, draft, passages, trace } = notes;
  const cited = new Set(draft?.citations.map((citation) => citation.articleId));
  const articles = (passages ?? [])
    .filter((passage) => cited.has(passage.articleId))
    .map(({ articleId, contentHash }) => ({ articleId, contentHash }));
  return {
    journeyId,
    steps: trace.map((step) => ({ ...step })),
    classifier: classification
      ? {
          intent: classification.intent,
          confidence: classification.confidence,
          urgency: classification.urgency,
        }
      : null,
    model: writerOf(notes),
    promptHash: promptsOf(notes),
    articles,
  };
}
