import { saysItFailed } from '#src/agents/screen/failure-report.ts';
import { agentCall } from '../agent-call.ts';
import { defineStep } from '../define-step.ts';
import { required } from '../notes.ts';

/** A model may be asked; the journey's own deadline ends that earlier. */
const modelMs = 30_000;

/** The answer matters more, and comes after. */
const timeShare = 0.4;

/** What the message is about, how urgent it is, and whether the knowledge base is asked at all. */
export const classify = defineStep(
  {
    name: 'classify',
    outcomes: ['question', 'small_talk', 'person_requested', 'sensitive_topic'],
    needs: { policy: 'read', classifier: 'ask', stepResultStore: 'write' },
    timeoutMs: modelMs,
  },
  async (notes, tools) => {
    const asked = required(notes.question, 'question');
    const call = agentCall('classify', notes, tools, timeShare);
    const classification = await tools.classifier.classify(asked, call);
    const { intent, confidence, model } = classification;
    const found = { classification, ...(model && { modelParts: [model] }) };
    const { intents, minimumConfidence } = tools.policy;
    if (notes.escalation) return { outcome: 'person_requested', notes: found };
    if (confidence >= minimumConfidence) {
      if (intents.personRequest.includes(intent)) {
        const escalation = { reason: 'person_requested' as const };
        return { outcome: 'person_requested', notes: { ...found, escalation } };
      }
      if (intents.sensitive.includes(intent)) {
        const escalation = { reason: 'sensitive_topic' as const };
        return { outcome: 'sensitive_topic', notes: { ...found, escalation } };
      }
      // “That did not work” has the words of thanks and none of their meaning.
      const isThanks = intents.thanks.includes(intent) && !saysItFailed(asked.text);
      if (isThanks || intents.greeting.includes(intent)) {
        const smallTalk = isThanks ? 'thanks' : 'greeting';
        return { outcome: 'small_talk', notes: { ...found, smallTalk } };
      }
    }
    return { outcome: 'question', notes: found };
  },
);
