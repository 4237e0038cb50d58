import type { Draft } from '#src/agents/agents.ts';
import { canonicalJson } from '#src/foundation/identity.ts';
import { assertTimeLeft } from '#src/foundation/request-context.ts';
import type { Step } from '../notes.ts';
import { required } from '../notes.ts';

/** Writes an answer from the passages, or abstains. Paid answers are kept for a retry. */
export const draft: Step<'draft', 'drafted' | 'not_confident'> = {
  name: 'draft',
  outcomes: ['drafted', 'not_confident'],
  async run(notes, { agents, clock, context, policy, results }) {
    const question = required(notes.question, 'question');
    const classification = required(notes.classification, 'classification');
    const passages = required(notes.passages, 'passages');
    const call = { signal: context.signal, tenant: context.tenant };
    const answer = () => agents.answerer.answer({ question, classification, passages }, call);
    let written: Draft | null;
    if (agents.answerer.paid) {
      const input = canonicalJson({ question, passages: passages.map((one) => one.contentHash) });
      const key = { journeyId: notes.journeyId, step: 'draft', input };
      written = await results.once(context, key, () => {
        // Whoever outlived its claim may have been replaced, and two must not pay for one answer.
        assertTimeLeft({ ...context, deadline: notes.claimedUntil - 1 }, clock);
        return answer();
      });
    } else {
      written = await answer();
    }
    if (written && written.confidence >= policy.minimumConfidence) {
      return { outcome: 'drafted', notes: { draft: written } };
    }
    const escalation = { reason: 'not_confident' as const };
    return { outcome: 'not_confident', notes: { ...(written && { draft: written }), escalation } };
  },
};
