import { saysItFailed } from '#src/agents/screen/failure-report.ts';
import type { Step } from '../notes.ts';
import { required } from '../notes.ts';

type Outcome = 'question' | 'small_talk' | 'person_requested' | 'sensitive_topic';

/** What the message is about, how urgent it is, and whether the knowledge base is asked at all. */
export const classify: Step<'classify', Outcome> = {
  name: 'classify',
  outcomes: ['question', 'small_talk', 'person_requested', 'sensitive_topic'],
  async run({ question, escalation: screened }, { agents, context, policy }) {
    const call = { signal: context.signal, tenant: context.tenant };
    const asked = required(question, 'question');
    const classification = await agents.classifier.classify(asked, call);
    const { intent, confidence } = classification;
    const { intents, minimumConfidence } = policy;
    if (screened) return { outcome: 'person_requested', notes: { classification } };
    if (confidence >= minimumConfidence) {
      if (intents.personRequest.includes(intent)) {
        const escalation = { reason: 'person_requested' as const };
        return { outcome: 'person_requested', notes: { classification, escalation } };
      }
      if (intents.sensitive.includes(intent)) {
        const escalation = { reason: 'sensitive_topic' as const };
        return { outcome: 'sensitive_topic', notes: { classification, escalation } };
      }
      // “That did not work” has the words of thanks and none of their meaning.
      const isThanks = intents.thanks.includes(intent) && !saysItFailed(asked.text);
      if (isThanks || intents.greeting.includes(intent)) {
        const smallTalk = isThanks ? 'thanks' : 'greeting';
        return { outcome: 'small_talk', notes: { classification, smallTalk } };
      }
    }
    return { outcome: 'question', notes: { classification } };
  },
};
