import { contentHash } from '#src/foundation/identity.ts';
import { isFromAnAnswer, type Outcome } from '../evaluate-desk.ts';

/** What became of a question, as it is kept: everything that is judged, and none of its words. */
export interface KeptOutcome {
  readonly id: string;
  /** Of all that was asked: a question with other words is another question. */
  readonly hash: string;
  /** The article that answers it, as far as the desk has it. */
  readonly expected: string | null;
  readonly verdict: Outcome['verdict'];
  /** Whether the desk asked back first. */
  readonly askedBack: boolean;
  /** What it was answered from, or would have been; one that answers it too counts as `expected`. */
  readonly articleId: string | null;
  readonly confidence: number | null;
  readonly rank: number | null;
}

/** Confidences beyond this are noise, and would make files long. */
const digits = 6;

export function keptOutcome(outcome: Outcome): KeptOutcome {
  const { question, verdict, askedBack, articleId, confidence, rank } = outcome;
  const asked = [...question.earlier, question.text].join('\n\n');
  return {
    id: question.id,
    hash: contentHash(asked).slice(0, 16),
    expected: question.articleId,
    verdict,
    askedBack,
    articleId: isFromAnAnswer(outcome) ? question.articleId : articleId,
    confidence: confidence === null ? null : Number(confidence.toFixed(digits)),
    rank,
  };
}
