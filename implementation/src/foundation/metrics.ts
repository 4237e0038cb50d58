import { type ModelFailureReason, modelFailureReasons } from './model-error.ts';
import { supportErrorCodes } from './support-error.ts';

/**
 * A label with the values that it can have. `null`: only the running desk knows them, such as the
 * names of its models; they are few, and never a caller's words.
 */
type Labels = Readonly<Record<string, readonly string[] | null>>;

interface Definition {
  readonly help: string;
  readonly labels: Labels;
}

const channels = ['chat', 'email', 'api', 'form'] as const;
const answerStatuses = ['answered', 'asked', 'escalated'] as const;
const escalationReasons = [
  'person_requested',
  'not_confident',
  'nothing_found',
  'unknown_language',
  'no_words',
  'sensitive_topic',
  'not_helped',
  'review_failed',
  'agent_failed',
] as const;
const journeyOutcomes = [
  'answered',
  'asked',
  'escalated',
  'acknowledged',
  'stood_back',
  'superseded',
  'dropped',
  'claimed',
] as const;
const resolutionKinds = ['confirmed', 'assumed', 'person'] as const;
const conversationKinds = ['answered', 'settled', 'open'] as const;
const messageEvents = ['sent', 'delivered', 'acknowledged', 'retried', 'buried', 'late'] as const;
const functionOutcomes = ['done', 'failed'] as const;
const directions = ['input', 'output'] as const;
const callOutcomes: readonly ('ok' | ModelFailureReason)[] = ['ok', ...modelFailureReasons];

/** Every counter: name, what it counts, and its labels. */
export const counters = {
  supportmax_queries_total: {
    help: 'Messages of customers, by channel; one that is sent again counts once.',
    labels: { channel: channels },
  },
  supportmax_answers_total: {
    help: 'What customers got from the agent: an answer, the question what they mean, or word that people take over.',
    labels: { status: answerStatuses },
  },
  supportmax_tickets_created_total: {
    help: 'Tickets for people to see; where answered chats leave none, the escalated ones.',
    labels: {},
  },
  supportmax_abstentions_total: {
    help: 'Tickets that the desk handed to people by itself, by reason.',
    labels: { reason: escalationReasons },
  },
  supportmax_resolutions_total: {
    help: 'Tickets resolved, by how that is known: the customer said so, was silent, a person decided.',
    labels: { kind: resolutionKinds },
  },
  supportmax_reopenings_total: {
    help: 'Resolved tickets that were opened again; by thanks too, until these are understood.',
    labels: {},
  },
  supportmax_journeys_total: {
    help: 'Journeys by how they ended.',
    labels: { outcome: journeyOutcomes },
  },
  supportmax_model_calls_total: {
    help: 'Calls of language models: ok, or why one failed.',
    labels: { model: null, outcome: callOutcomes },
  },
  supportmax_tokens_total: {
    help: 'Tokens that models read and wrote.',
    labels: { direction: directions, model: null },
  },
  supportmax_cost_usd_total: {
    help: 'Money paid for models, in US dollars.',
    labels: { model: null },
  },
  supportmax_conversations_forgotten_total: {
    help: 'Conversations dropped to make room, where memory alone keeps them; open: people waited.',
    labels: { was: conversationKinds },
  },
  supportmax_queue_messages_total: {
    help: 'Messages of queues by what was done; late: a delivery settled after its receipt ran out.',
    labels: { queue: null, event: messageEvents },
  },
  supportmax_errors_total: {
    help: 'Requests, and steps of journeys, that failed, by code.',
    labels: { code: supportErrorCodes },
  },
} as const satisfies Record<string, Definition>;

/** Every histogram; each holds durations in seconds. */
export const histograms = {
  supportmax_answer_duration_seconds: {
    help: "Time from a chat message's arrival to what the customer got for it.",
    labels: { status: answerStatuses },
  },
  supportmax_journey_duration_seconds: {
    help: 'Time that a journey took.',
    labels: { outcome: journeyOutcomes },
  },
  supportmax_model_call_duration_seconds: {
    help: 'Time that a call of a language model took, its retries included.',
    labels: { model: null },
  },
  supportmax_http_request_duration_seconds: {
    help: "Time from a request's arrival to its response; of a stream, to its beginning.",
    labels: { method: null, route: null, status: null },
  },
  supportmax_function_duration_seconds: {
    help: 'Time that a call of a function took, whatever set it off: done, or failed.',
    labels: { function: null, outcome: functionOutcomes },
  },
} as const satisfies Record<string, Definition>;

export type CounterName = keyof typeof counters;
export type HistogramName = keyof typeof histograms;

type Values<Of extends Labels> = {
  readonly [Name in keyof Of]: Of[Name] extends readonly (infer Value)[] ? Value : string;
};
export type CounterLabels<Name extends CounterName> = Values<(typeof counters)[Name]['labels']>;
export type HistogramLabels<Name extends HistogramName> = Values<
  (typeof histograms)[Name]['labels']
>;

/** What the desk counts and measures. Names are snake case with the unit last. */
export interface Metrics {
  /** Adds to a counter; adding 0 makes it exist, so that a rate sees the first real one. */
  count<Name extends CounterName>(name: Name, labels: CounterLabels<Name>, value?: number): void;
  /** Notes one duration in a histogram, in seconds. */
  observe<Name extends HistogramName>(
    name: Name,
    seconds: number,
    labels: HistogramLabels<Name>,
  ): void;
}

export const noMetrics: Metrics = { count: () => {}, observe: () => {} };

/** Makes everything that is counted for a model exist with 0, before its first call. */
export function startModelCounters(metrics: Metrics, model: string): void {
  for (const outcome of callOutcomes) {
    metrics.count('supportmax_model_calls_total', { model, outcome }, 0);
  }
  for (const direction of directions) {
    metrics.count('supportmax_tokens_total', { direction, model }, 0);
  }
  metrics.count('supportmax_cost_usd_total', { model }, 0);
}
