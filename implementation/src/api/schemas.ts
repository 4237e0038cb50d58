import * as z from 'zod';
import { citation, customer, usage } from '#src/domain/ticket/events.ts';
import { channel, ticketPriority, ticketStatus } from '#src/domain/ticket/vocabulary.ts';
import { supportErrorCodes } from '#src/foundation/support-error.ts';

/** A message of a chat holds at most this many UTF-8 bytes. */
export const chatMessageBytes = 32_768;
/** A whole request body: a long mail with room to spare. */
export const bodyBytes = 1024 * 1024;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Text as people write it: well-formed, and without control characters but tab and line ends. */
const plainText = (value: string) => value.isWellFormed() && !forbidden.test(value);
const plainTextProblem = 'must be well-formed text without control characters';

export const shortText = (longest: number) =>
  z.string().max(longest).refine(plainText, plainTextProblem);

/** At least one character that is not white space. */
const saying = (longest: number) =>
  shortText(longest)
    .min(1, 'must not be empty')
    .refine((value) => value.trim() !== '', 'must not be empty');

export const identifier = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\w.:@-]+$/, 'must be letters, digits and . _ : @ -');

export const chatRequest = z.strictObject({
  /** Its limit counts bytes, and is checked where too long can be told from not valid. */
  message: saying(bodyBytes).meta({
    maxLength: chatMessageBytes,
    description: `At most ${chatMessageBytes} bytes of UTF-8.`,
  }),
  conversationId: identifier.optional(),
});

export const receiptResource = z.strictObject({
  journeyId: z.string(),
  steps: z.array(z.strictObject({ name: z.string(), outcome: z.string(), millis: z.number() })),
  classifier: z.strictObject({
    intent: z.string(),
    confidence: z.number(),
    urgency: ticketPriority,
  }),
  model: z.string(),
  promptHash: z.string().nullable(),
  articles: z.array(z.strictObject({ articleId: z.string(), contentHash: z.string() })),
});

export const chatResponse = z.strictObject({
  conversationId: z.string(),
  ticketId: z.string().nullable(),
  status: z.enum(['answered', 'escalated']),
  reply: z.string(),
  confidence: z.number().min(0).max(1),
  citations: z.array(citation),
  usage,
  receipt: receiptResource,
});
export type ChatResponse = z.infer<typeof chatResponse>;

export const ticketRequest = z.strictObject({
  subject: shortText(998).optional(),
  body: saying(bodyBytes),
  customer: z
    .strictObject({
      id: shortText(200).min(1).optional(),
      email: shortText(320)
        .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')
        .optional(),
      name: shortText(200).optional(),
    })
    .default({}),
  channel: channel.default('api'),
});

/** Longer mails than an API client may send: the limit of a body is raised on this route. */
export const mailBytes = 2 * bodyBytes;

export const intakeRequest = z.strictObject({
  externalId: shortText(998).min(1),
  answers: z.array(shortText(998).min(1)).max(100).default([]),
  subject: shortText(998).optional(),
  body: shortText(mailBytes),
  customer: ticketRequest.shape.customer,
  channel: channel.default('email'),
  automatic: z.boolean().default(false),
});

/** Only a person writes notes. */
export const messageRequest = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('customer'),
    body: saying(bodyBytes),
    kind: z.literal('reply').default('reply'),
  }),
  z.strictObject({
    from: z.literal('person'),
    body: saying(bodyBytes),
    kind: z.enum(['reply', 'note']).default('reply'),
  }),
]);

export const handoffRequest = z.strictObject({ reason: saying(500).optional() });

export const ticketResource = z.strictObject({
  id: z.string(),
  subject: z.string(),
  status: ticketStatus,
  escalated: z.boolean(),
  priority: ticketPriority,
  intent: z.string().nullable(),
  assignee: z.string().nullable(),
  tags: z.array(z.string()),
  customer,
  channel,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  seen: z.record(z.string(), z.int()),
});
export type TicketResource = z.infer<typeof ticketResource>;

export const eventResource = z.strictObject({
  id: z.string(),
  type: z.string(),
  version: z.int(),
  time: z.iso.datetime(),
  actor: z.strictObject({ kind: z.string(), id: z.string().optional() }),
  data: z.record(z.string(), z.unknown()),
  causedBy: z.string().nullable(),
});
export type EventResource = z.infer<typeof eventResource>;

export const ticketWithEvents = z.strictObject({
  ticket: ticketResource,
  events: z.array(eventResource),
});

export const articleResource = z.strictObject({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  url: z.string(),
  language: z.string(),
  contentHash: z.string(),
});

export const problemResource = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(supportErrorCodes),
  requestId: z.string(),
});

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
