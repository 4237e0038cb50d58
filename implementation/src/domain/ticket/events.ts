import * as z from 'zod';
import { actor } from './actor.ts';
import { personal, text } from './text.ts';
import {
  channel,
  escalationReason,
  resolutionKind,
  tag,
  ticketPriority,
  ticketStatus,
} from './vocabulary.ts';

const id = z.string().min(1).max(200);

export const customer = z.strictObject({
  id: id.optional(),
  email: personal(z.string().max(320)).optional(),
  name: personal(z.string().max(200)).optional(),
});
export type Customer = z.infer<typeof customer>;

/** A passage that supports a reply; `quote` is an exact substring of the article's text. */
export const citation = z.strictObject({
  articleId: id,
  title: z.string(),
  url: z.string(),
  quote: z.string(),
});
export type Citation = z.infer<typeof citation>;

/** As many as are read at a glance. */
export const mostOptions = 5;

/** An article that the customer may have meant: what the desk asks back with. */
export const option = citation.omit({ quote: true });
export type Option = z.infer<typeof option>;

/** What a model was paid for one journey. Offline brains report zeros. */
export const usage = z.strictObject({
  model: z.string(),
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  costUsd: z.number().nonnegative(),
});
export type Usage = z.infer<typeof usage>;

/** How an answer came about, step by step: what an auditor or a curious customer opens. */
export const receipt = z.strictObject({
  journeyId: id,
  steps: z.array(
    z.strictObject({ name: z.string(), outcome: z.string(), millis: z.number().nonnegative() }),
  ),
  classifier: z
    .strictObject({ intent: z.string(), confidence: z.number(), urgency: ticketPriority })
    .nullable(),
  model: z.string(),
  promptHash: z.string().nullable(),
  articles: z.array(z.strictObject({ articleId: id, contentHash: z.string() })),
});
export type Receipt = z.infer<typeof receipt>;

/** What a person needs to take over without asking the customer again. */
export const handoffPacket = z.strictObject({
  /** What the customer wants, in one line. */
  wants: personal(z.string()),
  tried: z.array(z.strictObject({ articleId: id, title: z.string(), confidence: z.number() })),
  sentiment: z.enum(['negative', 'neutral', 'positive']),
  urgency: ticketPriority,
  intent: z.string().nullable(),
  nextSteps: z.array(z.string()),
});
export type HandoffPacket = z.infer<typeof handoffPacket>;

/** How a journey ended, in the log and in every dashboard. */
export const journeyOutcome = z.enum([
  'answered',
  'asked',
  'escalated',
  'acknowledged',
  'stood_back',
  'superseded',
  'dropped',
]);
export type JourneyOutcome = z.infer<typeof journeyOutcome>;

/**
 * Every event type that this release writes, with its schema version and the shape of its data.
 * Closed to write; open to read: a log may hold types that a newer release wrote.
 */
export const eventTypes = {
  'ticket.opened': {
    version: 1,
    data: z.strictObject({ subject: personal(z.string().max(998)), channel, customer }),
  },
  'message.received': {
    version: 1,
    data: z.strictObject({
      text: personal(text),
      /** The name another system gave the message, such as an e-mail's Message-ID. */
      externalId: z.string().max(998).optional(),
      /** Sent by a machine: it is kept, and never answered automatically. */
      automatic: z.literal(true).optional(),
    }),
  },
  'reply.posted': {
    version: 1,
    data: z.strictObject({
      text: personal(text),
      /**
       * Calibrated probability that the reply is right. With options, and for an answer to a choice
       * of them, that what was meant was among them. Null for what a person wrote.
       */
      confidence: z.number().min(0).max(1).nullable(),
      citations: z.array(citation),
      /** Only where the reply asks which of these was meant, and answers nothing yet. */
      options: z.array(option).min(1).max(mostOptions).optional(),
      usage: usage.nullable(),
      receipt: receipt.nullable(),
    }),
  },
  'note.added': { version: 1, data: z.strictObject({ text: personal(text) }) },
  'ticket.classified': {
    version: 1,
    data: z.strictObject({ intent: z.string(), confidence: z.number(), urgency: ticketPriority }),
  },
  'ticket.escalated': {
    version: 1,
    data: z.strictObject({ reason: escalationReason, packet: handoffPacket }),
  },
  'ticket.assigned': { version: 1, data: z.strictObject({ assignee: id.nullable() }) },
  'status.changed': {
    version: 1,
    data: z.strictObject({
      status: ticketStatus.exclude(['new']),
      /** Wall time, milliseconds: when a snooze ends. */
      until: z.number().optional(),
      resolution: resolutionKind.optional(),
    }),
  },
  'priority.changed': { version: 1, data: z.strictObject({ priority: ticketPriority }) },
  'tag.added': { version: 1, data: z.strictObject({ tag }) },
  'tag.removed': { version: 1, data: z.strictObject({ tag }) },
  'journey.started': {
    version: 1,
    /** The claim on a cause: until `until` (wall time, milliseconds) nobody else works on it. */
    data: z.strictObject({ journeyId: id, cause: id, attempt: z.int().min(1), until: z.number() }),
  },
  'journey.ended': {
    version: 1,
    data: z.strictObject({
      journeyId: id,
      outcome: journeyOutcome,
      /** Why a draft was dropped or the agent stood back, in the desk's own words. */
      because: z.string().optional(),
    }),
  },
} as const;

export type EventType = keyof typeof eventTypes;
export type EventData<Type extends EventType> = z.infer<(typeof eventTypes)[Type]['data']>;

/** An event as a command decides it: the log adds id, time and schema version. */
export type NewEvent = {
  [Type in EventType]: {
    readonly type: Type;
    readonly actor: z.infer<typeof actor>;
    readonly data: EventData<Type>;
    /** The id of the event that made this one happen, or null for what came from outside. */
    readonly causedBy: string | null;
  };
}[EventType];

interface Envelope {
  readonly id: string;
  /** The version of the data's schema. */
  readonly version: number;
  /** Milliseconds since the epoch; strictly later than everything its author had seen. */
  readonly time: number;
}

export type TicketEvent = NewEvent & Envelope;

/** An event of a type or version that this release does not know: kept, copied, not understood. */
export interface ForeignEvent extends Envelope {
  readonly type: string;
  readonly actor: z.infer<typeof actor>;
  readonly data: unknown;
  readonly causedBy: string | null;
}

export type AnyEvent = TicketEvent | ForeignEvent;

/** Whether this release can read the event as it stands, which `upcast` has brought up to date. */
export function isKnown(event: AnyEvent): event is TicketEvent {
  const known = (eventTypes as Record<string, { version: number }>)[event.type];
  return known !== undefined && event.version === known.version;
}

const newEventSchemas = new Map<string, z.ZodType>(
  Object.entries(eventTypes).map(([type, { data }]) => [
    type,
    z.strictObject({ type: z.literal(type), actor, data, causedBy: z.string().nullable() }),
  ]),
);

/** Checks an event before it is written. Returns the problem in words, or null when it is sound. */
export function problemOf(event: NewEvent): string | null {
  const schema = newEventSchemas.get(event.type);
  if (!schema) return `unknown event type ${JSON.stringify(event.type)}`;
  const result = schema.safeParse(event);
  return result.success ? null : z.prettifyError(result.error);
}
