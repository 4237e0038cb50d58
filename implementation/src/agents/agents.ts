import type { Citation, Usage } from '#src/domain/ticket/events.ts';
import type { EscalationReason, TicketPriority } from '#src/domain/ticket/vocabulary.ts';

/**
 * What the journey asks of its agents. Each has a statistical form that runs without any key; model
 * forms and cascades of both come behind the same interfaces.
 */
export interface Agents {
  readonly screener: Screener;
  readonly classifier: Classifier;
  readonly retriever: PassageRetriever;
  readonly answerer: Answerer;
  readonly reviewer: Reviewer;
}

/** What the customer asks now, with what is needed to understand it. */
export interface Question {
  /** Every message that is not answered yet, oldest first, joined by blank lines. */
  readonly text: string;
  /** The exchange before, or null on a first question. */
  readonly previous: { readonly text: string; readonly articleIds: readonly string[] } | null;
}

export interface AgentCall {
  readonly signal: AbortSignal;
  readonly tenant: string;
}

/** Sorts out what no answer can help: before anything is computed, and never by shouting alone. */
export interface Screener {
  screen(
    question: Question,
  ):
    | 'clean'
    | Extract<
        EscalationReason,
        'person_requested' | 'no_words' | 'unknown_language' | 'not_helped'
      >;
}

export interface Classification {
  readonly intent: string;
  /** Calibrated probability that the intent is right, 0–1. */
  readonly confidence: number;
  /** How much the message looks like anything the desk was trained on, 0–1. */
  readonly inScope: number;
  readonly urgency: TicketPriority;
  readonly sentiment: 'negative' | 'neutral' | 'positive';
}

export interface Classifier {
  classify(question: Question, call: AgentCall): Promise<Classification>;
}

/** A part of an article that may answer, best first. */
export interface Passage {
  readonly articleId: string;
  readonly title: string;
  readonly url: string;
  /** The article's text, of which every quote is an exact substring. */
  readonly text: string;
  /** SHA-256 of title and text: which state of the article this was. */
  readonly contentHash: string;
  readonly score: number;
  /** What the answerer needs to judge the hit; numbers by name. */
  readonly evidence: Readonly<Record<string, number>>;
}

export interface PassageRetriever {
  retrieve(question: Question, call: AgentCall): Promise<readonly Passage[]>;
}

export interface Draft {
  readonly text: string;
  /** Calibrated probability that this is the right answer, 0–1. */
  readonly confidence: number;
  readonly citations: readonly Citation[];
  readonly usage: Usage;
  /** Names the prompt that a model was given; null where no model took part. */
  readonly promptHash: string | null;
}

export interface Answerer {
  /** True where a call costs money: its result is then kept, so that a retry does not pay again. */
  readonly paid: boolean;
  /** A draft, or null where the passages do not hold an answer. */
  answer(input: AnswerInput, call: AgentCall): Promise<Draft | null>;
}

export interface AnswerInput {
  readonly question: Question;
  readonly classification: Classification;
  readonly passages: readonly Passage[];
}

export type ReviewResult =
  | { readonly outcome: 'approved' }
  | { readonly outcome: 'rejected'; readonly because: string };

/** The last look before a draft is posted. */
export interface Reviewer {
  review(draft: Draft, passages: readonly Passage[]): ReviewResult;
}

export const freeUsage: Usage = { model: 'offline', inputTokens: 0, outputTokens: 0, costUsd: 0 };
