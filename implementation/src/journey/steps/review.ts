import type { Step } from '../notes.ts';
import { required } from '../notes.ts';

/** The last look before a draft is posted: every claim must rest on a passage that was retrieved. */
export const review: Step<'review', 'approved' | 'rejected'> = {
  name: 'review',
  outcomes: ['approved', 'rejected'],
  run({ draft, passages }, { agents }) {
    const { outcome } = agents.reviewer.review(
      required(draft, 'draft'),
      required(passages, 'passages'),
    );
    if (outcome === 'approved') return { outcome };
    return { outcome, notes: { escalation: { reason: 'review_failed' } } };
  },
};
