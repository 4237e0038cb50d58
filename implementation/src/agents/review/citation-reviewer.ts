import {
  type Claim,
  claimSeparator,
  type Draft,
  type Passage,
  type Reviewer,
  type ReviewResult,
} from '../agents.ts';
import { isReplyText } from '../answer/alternatives-text.ts';
import { objectionToClaim } from './grounding.ts';

/** Longer replies are not answers, they are documents. */
const replyLimit = 4_000;

/**
 * Lets a draft through only when all of it rests on articles that were retrieved: each quote is an
 * exact substring of its passage, and the reply is made of the quotes and nothing else, or of claims
 * that follow from them.
 */
export const citationReviewer: Reviewer = {
  review(draft, passages): ReviewResult {
    const because = objectionTo(draft, passages);
    return because === null ? { outcome: 'approved' } : { outcome: 'rejected', because };
  },
};

function objectionTo(draft: Draft, passages: readonly Passage[]): string | null {
  const { text, citations, confidence } = draft;
  if (!(confidence >= 0 && confidence <= 1)) return 'the confidence is not between 0 and 1';
  if (citations.length === 0) return 'the reply cites nothing';
  if (text.length > replyLimit) return 'the reply is too long';
  for (const { articleId, quote, title, url } of citations) {
    const passage = passages.find((one) => one.articleId === articleId);
    if (!passage) return `it cites ${articleId}, which was not retrieved`;
    if (passage.title !== title || passage.url !== url) return `it cites ${articleId} wrongly`;
    if (quote.trim() === '') return `it quotes nothing of ${articleId}`;
    if (!passage.text.includes(quote)) return `a quote does not stand in ${articleId}`;
  }
  if (draft.claims) return objectionToClaims(draft, draft.claims, passages);
  return isReplyText(text, citations) ? null : 'the reply says more than it cites';
}

function objectionToClaims(
  { text, citations }: Draft,
  claims: readonly Claim[],
  passages: readonly Passage[],
): string | null {
  if (claims.map((claim) => claim.text).join(claimSeparator) !== text) {
    return 'the reply says more than it claims';
  }
  for (const claim of claims) {
    const citation = citations[claim.citation];
    const passage = passages.find(({ articleId }) => articleId === citation?.articleId);
    if (!citation || !passage) return 'a claim cites nothing';
    const because = objectionToClaim(claim, { ...passage, quote: citation.quote });
    if (because !== null) return `a claim does not hold: ${because}`;
  }
  return null;
}
