import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import type { TicketPriority } from '#src/domain/ticket/vocabulary.ts';
import type { AlsoAnswered } from './also-answered.ts';

/** A stretch of an article's text under one heading: `text.slice(start, end)`. */
export interface ArticleSection {
  /** Headings from the outermost to its own; empty before the first heading. */
  readonly headings: readonly string[];
  /** Where the section begins, its own heading included. */
  readonly start: number;
  readonly end: number;
}

/** A help article or a short answer, as readers see it: plain text, no markup. */
export interface KnowledgeArticle {
  readonly id: string;
  readonly title: string;
  /** Every quote of a reply is an exact substring of this. */
  readonly text: string;
  /** Path on the desk's own server. */
  readonly url: string;
  /** BCP 47 code. */
  readonly language: string;
  /** SHA-256 of title and text, 64 hex digits. */
  readonly contentHash: string;
  /** `how-to`, `reference`, `faq`…: the company's own words. */
  readonly kind: string;
  readonly area: string;
  readonly audience: string;
  /** Day of the last change, YYYY-MM-DD. */
  readonly updated: string;
  readonly sections: readonly ArticleSection[];
  readonly product?: string;
  /** Milliseconds since 1970: from when it holds, and until when (excluded); always unless told. */
  readonly validFromMs?: number;
  readonly validUntilMs?: number;
  /** Ids of the articles that it stands for. */
  readonly supersedes?: readonly string[];
}

export type Sentiment = 'negative' | 'neutral' | 'positive';

/** A customer's question with the article that answers it; null where none does. */
export interface TrainingQuestion {
  readonly text: string;
  readonly articleId: string | null;
}

/** A question as customers really ask, and what they wrote before it in the same conversation. */
export interface CalibrationQuestion extends TrainingQuestion {
  /** Oldest first. */
  readonly earlier: readonly string[];
}

/** What the desk's statistical agents learn from. Any set may be empty. */
export interface TrainingSets {
  readonly utterances: readonly { readonly text: string; readonly intent: string }[];
  readonly urgency: readonly { readonly text: string; readonly urgency: TicketPriority }[];
  readonly sentiment: readonly { readonly text: string; readonly sentiment: Sentiment }[];
  readonly questions: readonly TrainingQuestion[];
  /** By these it is found out how far answers can be believed, and nothing else. */
  readonly calibration: readonly CalibrationQuestion[];
}

/** A file, or a part of it, that was left out, and why. */
export interface ContentProblem {
  /** Path inside the content directory. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Everything a company gives its desk. */
export interface Content {
  /** What the desk answers from, each while it is valid. */
  readonly articles: readonly KnowledgeArticle[];
  /** What others have superseded: shown to whoever follows an old link, never answered from. */
  readonly retired?: readonly KnowledgeArticle[];
  /** Which articles answer questions about another one, too. */
  readonly alsoAnswered?: AlsoAnswered;
  readonly policy: DeskPolicy;
  readonly training: TrainingSets;
  /** Files that were left out because they are broken. */
  readonly problems: readonly ContentProblem[];
}
