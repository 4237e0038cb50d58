import { defineStep } from '../define-step.ts';
import { required } from '../notes.ts';

/** The last look before a draft is posted: every claim must rest on a passage that was retrieved. */
export const review = defineStep(
  { name: 'review', outcomes: ['approved', 'rejected'], needs: { reviewer: 'ask' } },
  ({ draft, passages }, { reviewer }) => {
    const { outcome } = reviewer.review(required(draft, 'draft'), required(passages, 'passages'));
    if (outcome === 'approved') return { outcome };
    return { outcome, notes: { escalation: { reason: 'review_failed' } } };
  },
);
