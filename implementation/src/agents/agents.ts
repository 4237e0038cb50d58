import type { Citation, Option, Usage } from '#src/domain/ticket/events.ts';
import type { EscalationReason, TicketPriority } from '#src/domain/ticket/vocabulary.ts';
import type { ModelFailureReason } from '#src/foundation/model-error.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import type { Millis } from '#src/foundation/time.ts';

/**
 * What the journey asks of its agents. Each has a statistical form that runs without any key;
 * classifier and answerer also have a model form, and a cascade of both.
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
  /** The article that the customer chose when asked which one was meant: no other answers. */
  readonly chosen?: string;
}

/** What the customer may have meant, to ask which of it. */
export interface Offer {
  /** Likeliest first, at least one. */
  readonly options: readonly Option[];
  /** Calibrated probability that one of them answers, 0–1. */
  readonly sureness: number;
}

export interface AgentCall {
  readonly signal: AbortSignal;
  readonly tenant: string;
  readonly requestId: string;
  /** Wall time by which the agent must be done; null where nobody waits. */
  readonly deadline: Millis | null;
  /** People who are known to take part: nobody outside gets to see their names. */
  readonly names: readonly string[];
  /**
   * What `compute` gives, or gave to an earlier attempt of the same journey with the same input, so
   * that a retry does not pay again. What it gives must survive JSON.
   */
  paidOnce<Result>(input: string, compute: () => Promise<Result>): Promise<Result>;
}

/** A call outside of a journey, where nothing is kept for a retry. */
export function callOf({ signal, tenant, requestId, deadline }: RequestContext): AgentCall {
  return {
    signal,
    tenant,
    requestId,
    deadline,
    names: [],
    paidOnce: (_input, compute) => compute(),
  };
}

/** What asking a model led to, whatever came of it. */
export interface ModelPart {
  /** All that was paid, for calls that failed too. */
  readonly usage: Usage;
  /** Why the model's answer could not be had; the statistical form answered alone. */
  readonly failure: ModelFailureReason | null;
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
  /** The language of a text as a base code; null where it is none of the desk's, or cannot be told. */
  languageOf(text: string): string | null;
}

export interface Classification {
  readonly intent: string;
  /** Calibrated probability that the intent is right, 0–1. */
  readonly confidence: number;
  /** How much the message looks like anything the desk was trained on, 0–1. */
  readonly inScope: number;
  readonly urgency: TicketPriority;
  readonly sentiment: 'negative' | 'neutral' | 'positive';
  /** The other intents of a message that is about several things. */
  readonly alsoAbout?: readonly string[];
  /** Only where a model was asked. */
  readonly model?: ModelPart;
  /** Names the prompt that a model was given; left out where no model found this. */
  readonly promptHash?: string;
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
  /** Whether the bound on wrong answers lets it be posted; left out where no bound covers it. */
  readonly sureEnough?: boolean;
  readonly citations: readonly Citation[];
  /** What the reply says in words of its own, in order; null where it is its quotes and no more. */
  readonly claims: readonly Claim[] | null;
  /** The model that wrote it, or `offline`. */
  readonly writtenBy: string;
  /** Names the prompt that the model was given; null where no model wrote it. */
  readonly promptHash: string | null;
}

/** One statement of a reply and what it rests on. */
export interface Claim {
  readonly text: string;
  /** Names of those who take part, which no article can know. */
  readonly personal: readonly string[];
  /** Which of the draft's citations, from 0. */
  readonly citation: number;
}

/** What stands between the claims of a reply. */
export const claimSeparator = ' ';

export interface Answering {
  /** Null where the passages do not hold an answer. */
  readonly draft: Draft | null;
  /** What may have been meant; left out where nothing comes into question. */
  readonly offer?: Offer;
  /** Only where a model was asked. */
  readonly model?: ModelPart;
}

export interface Answerer {
  answer(input: AnswerInput, call: AgentCall): Promise<Answering>;
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

/** What no model took part in was written by this. */
export const offline = 'offline';

export const freeUsage: Usage = { model: offline, inputTokens: 0, outputTokens: 0, costUsd: 0 };

/** The sum of what was paid, under the name of the model that was paid last. */
export function sumOfUsage(left: Usage, right: Usage): Usage {
  return {
    model: right.model === offline ? left.model : right.model,
    inputTokens: left.inputTokens + right.inputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
    costUsd: left.costUsd + right.costUsd,
  };
}
