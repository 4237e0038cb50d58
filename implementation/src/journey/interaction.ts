import { freeUsage } from '#src/agents/agents.ts';
import type { Usage } from '#src/domain/ticket/events.ts';
import { readable } from '#src/domain/ticket/text.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import type { SupportErrorCode } from '#src/foundation/support-error.ts';
import { modelFailureOf, paidFor } from './decisions.ts';
import { type JourneyNotes, peopleOf } from './notes.ts';

/** One message of a customer and what became of it, for the log: every journey makes one. */
export interface Interaction {
  readonly requestId: string;
  /** Of the trace that the request is part of, or null. */
  readonly traceId: string | null;
  readonly tenant: string;
  readonly ticketId: string;
  readonly journeyId: string;
  readonly channel: string | null;
  /** As the journey ended; `claimed` where another worker is at it, `failed` where it threw. */
  readonly outcome: string;
  /** Of the error, where it failed. */
  readonly code: SupportErrorCode | null;
  /** Why it was handed over, in the desk's closed words. */
  readonly reason: string | null;
  readonly intent: string | null;
  readonly confidence: number | null;
  /** The articles that the reply rests on. */
  readonly articleIds: readonly string[];
  readonly usage: Usage;
  /** Why the model could not be asked, where one should have been. */
  readonly modelFailure: string | null;
  readonly latencyMs: number;
  /** As it was written: redacted by whoever writes it down. */
  readonly question: string | null;
  readonly reply: string | null;
  /** People who are known to take part. */
  readonly names: readonly string[];
}

/** What is known when a journey is over, however far it came. */
export interface JourneyFacts {
  readonly context: RequestContext;
  readonly ticketId: string;
  readonly journeyId: string;
  readonly outcome: string;
  readonly latencyMs: number;
  readonly ticket: Ticket | null;
  readonly notes: JourneyNotes | null;
}

/** A journey that threw: it will be tried again, or its caller was told. */
export function failedInteraction(
  facts: Omit<JourneyFacts, 'outcome' | 'ticket' | 'notes'>,
  code: SupportErrorCode,
): Interaction {
  return { ...interactionOf({ ...facts, outcome: 'failed', ticket: null, notes: null }), code };
}

export function interactionOf(facts: JourneyFacts): Interaction {
  const { context, notes, ticket } = facts;
  const { ticketId, journeyId, outcome, latencyMs } = facts;
  const reply = notes?.decided?.find((event) => event.type === 'reply.posted');
  return {
    requestId: context.requestId,
    traceId: context.traceId,
    tenant: context.tenant,
    ticketId,
    journeyId,
    channel: ticket?.channel ?? null,
    outcome,
    code: null,
    reason: outcome === 'escalated' ? (notes?.escalation?.reason ?? null) : null,
    intent: notes?.classification?.intent ?? null,
    confidence: notes?.draft?.confidence ?? null,
    articleIds: [...new Set(reply?.data.citations.map(({ articleId }) => articleId))],
    usage: notes ? paidFor(notes) : freeUsage,
    modelFailure: notes && modelFailureOf(notes),
    latencyMs: Math.round(latencyMs * 1000) / 1000,
    question: notes?.question?.text ?? null,
    reply: reply ? readable(reply.data.text) : null,
    names: peopleOf(ticket),
  };
}
