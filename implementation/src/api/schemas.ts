import * as z from 'zod';
import { citation, customer, option, receipt, usage } from '#src/domain/ticket/events.ts';
import { channel, ticketPriority, ticketStatus } from '#src/domain/ticket/vocabulary.ts';
import { supportErrorCodes } from '#src/foundation/support-error.ts';
import { bodyBytes, chatMessageBytes, mailBytes } from './body-limits.ts';
import { chatExample, problemExample } from './examples.ts';

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

const probability = z.number().min(0).max(1);

export const ticketPath = z.strictObject({
  id: identifier.meta({ description: 'Names the ticket.', examples: ['ticket-5f1c2a'] }),
});

export const chatRequest = z
  .strictObject({
    /** Its limit counts bytes, and is checked where too long can be told from not valid. */
    message: saying(bodyBytes).meta({
      maxLength: chatMessageBytes,
      description: `What the customer says: at most ${chatMessageBytes} bytes of UTF-8.`,
    }),
    conversationId: identifier
      .optional()
      .describe('From an earlier answer, to go on with that conversation. A new one without it.'),
  })
  .meta({ examples: [{ message: 'How do I change my e-mail address?' }] });

export const receiptResource = z
  .strictObject({
    journeyId: z.string().describe('Names the journey: the desk’s way with this message.'),
    steps: z
      .array(
        z.strictObject({
          name: z.string().describe('The step: receive, screen, classify, retrieve, draft, …'),
          outcome: z.string().describe('What it found; the next step follows from it.'),
          millis: z.number().describe('How long it took, milliseconds.'),
        }),
      )
      .describe('The steps taken, in order; none while a person has the ticket.'),
    classifier: z
      .strictObject({
        intent: z
          .string()
          .describe('What the message is about; `unknown` where nothing was asked.'),
        confidence: z.number().describe('How sure the classifier is of it, 0 to 1.'),
        urgency: ticketPriority.describe('How urgent the message sounds.'),
      })
      .describe('What the message was taken for.'),
    model: z
      .string()
      .describe('The model that wrote the reply; `offline` for the statistical form.'),
    promptHash: z.string().nullable().describe('Digest of the prompt that a model was given.'),
    articles: z
      .array(
        z.strictObject({
          articleId: receipt.shape.articles.element.shape.articleId.describe('A cited article.'),
          contentHash: z.string().describe('Digest of its text as it was then.'),
        }),
      )
      .describe('The articles that the reply relies on.'),
  })
  .meta({ title: 'Receipt' });

const citationResource = z
  .strictObject({
    articleId: citation.shape.articleId.describe('The article that supports the reply.'),
    title: citation.shape.title.describe('Its title.'),
    url: citation.shape.url.describe('Where it can be read, on this server.'),
    quote: citation.shape.quote.describe('An exact substring of the article’s text.'),
  })
  .meta({ title: 'Citation' });

const optionResource = z
  .strictObject({
    articleId: option.shape.articleId.describe('An article that may be meant.'),
    title: option.shape.title.describe('Its title.'),
    url: option.shape.url.describe('Where it can be read, on this server.'),
  })
  .meta({ title: 'Option' });

const usageResource = z.strictObject({
  model: usage.shape.model.describe('The model that was paid; `offline` for the statistical form.'),
  inputTokens: usage.shape.inputTokens.describe('Tokens that it read.'),
  outputTokens: usage.shape.outputTokens.describe('Tokens that it wrote.'),
  costUsd: usage.shape.costUsd.describe('What they cost, US dollars.'),
});

export const chatResponse = z
  .strictObject({
    conversationId: z.string().describe('Names the conversation; send it to go on.'),
    ticketId: z
      .string()
      .nullable()
      .describe('The ticket. Null where an answered chat leaves none, as in v0.5.'),
    status: z
      .enum(['answered', 'escalated'])
      .describe(
        '`escalated`: people take over; the reply says so. `answered`: the agent replied, be it to ask back (`options`).',
      ),
    reply: z.string().describe('What the customer is told, as plain text.'),
    confidence: probability.describe(
      'Calibrated probability that the reply is right; with `options`, and for an answer to a choice of them, that what was meant was among them.',
    ),
    citations: z.array(citationResource).describe('The passages that support the reply.'),
    options: z
      .array(optionResource)
      .optional()
      .describe(
        'Only where the reply asks back which of these articles is meant: send the number or the title of one, or that it is none.',
      ),
    usage: usageResource.describe('What the reply cost in tokens and money.'),
    receipt: receiptResource.describe('How the reply came about.'),
  })
  .meta({ examples: [chatExample] });
export type ChatResponse = z.infer<typeof chatResponse>;

const customerResource = z.strictObject({
  id: customer.shape.id.describe('The customer’s name in another system.'),
  email: customer.shape.email.describe('The e-mail address.'),
  name: customer.shape.name.describe('The full name.'),
});

const channelOf = (otherwise: z.infer<typeof channel>) =>
  channel.default(otherwise).describe('How the message came.');

const customerRequest = z
  .strictObject({
    id: shortText(200).min(1).optional().describe('The customer’s name in another system.'),
    email: shortText(320)
      .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')
      .optional()
      .describe('The e-mail address.'),
    name: shortText(200).optional().describe('The full name.'),
  })
  .default({})
  .describe('Who writes, as far as is known.');

export const ticketRequest = z
  .strictObject({
    subject: shortText(998).optional().describe('Without one, the message’s first line is it.'),
    body: saying(bodyBytes).describe('The customer’s message, as plain text.'),
    customer: customerRequest,
    channel: channelOf('api'),
  })
  .meta({
    examples: [
      {
        subject: 'Second charge',
        body: 'My card was charged twice this month.',
        customer: { email: 'ada@example.com', name: 'Ada' },
      },
    ],
  });

export const intakeRequest = z
  .strictObject({
    externalId: shortText(998)
      .min(1)
      .describe('What the other system calls the message. The same one is taken in once.'),
    answers: z
      .array(shortText(998).min(1))
      .max(100)
      .default([])
      .describe('External ids of the messages it answers, nearest first: its thread.'),
    subject: shortText(998).optional().describe('The subject line.'),
    body: shortText(mailBytes).describe('The message, as plain text.'),
    customer: customerRequest,
    channel: channelOf('email'),
    automatic: z
      .boolean()
      .default(false)
      .describe('Sent by a machine, such as an absence notice: kept, and never answered.'),
  })
  .meta({
    examples: [
      {
        externalId: '<20261104.1@mail.example.com>',
        subject: 'Second charge',
        body: 'My card was charged twice this month.',
        customer: { email: 'ada@example.com' },
      },
    ],
  });

/** Only a person writes notes. */
export const messageRequest = z
  .discriminatedUnion('from', [
    z.strictObject({
      from: z.literal('customer').describe('The customer says more; the agent looks at it.'),
      body: saying(bodyBytes).describe('The message, as plain text.'),
      kind: z.literal('reply').default('reply').describe('A customer writes no notes.'),
    }),
    z.strictObject({
      from: z.literal('person').describe('A person who works at the desk.'),
      body: saying(bodyBytes).describe('The reply or the note, as plain text.'),
      kind: z
        .enum(['reply', 'note'])
        .default('reply')
        .describe('A reply is for the customer, a note for colleagues.'),
    }),
  ])
  .meta({ examples: [{ from: 'person', body: 'I have sent the second charge back.' }] });

export const handoffRequest = z
  .strictObject({
    reason: saying(500).optional().describe('Why, in words; kept as a note for colleagues.'),
  })
  .meta({ examples: [{ reason: 'The customer asked on the phone.' }] });

export const ticketResource = z
  .strictObject({
    id: z.string().describe('Names the ticket for ever.'),
    subject: z.string().describe('What it is about; the first line where nobody gave a subject.'),
    status: ticketStatus.describe(
      '`pending` waits for the customer, `open` and `new` for the desk.',
    ),
    escalated: z.boolean().describe('The agent has handed it to people.'),
    priority: ticketPriority.describe('By the agent’s reading, until a person sets it.'),
    intent: z.string().nullable().describe('What the agent took it for; null before it looked.'),
    assignee: z.string().nullable().describe('The person who has it.'),
    tags: z.array(z.string()).describe('In alphabetical order.'),
    customer: customerResource.describe('Who wrote, as far as is known.'),
    channel: channel.describe('How the first message came.'),
    createdAt: z.iso.datetime().describe('When it was opened, UTC.'),
    updatedAt: z.iso.datetime().describe('When anything last happened to it, UTC.'),
    seen: z
      .record(z.string(), z.int())
      .describe('How far its log was read: by site, the number of records.'),
  })
  .meta({ title: 'Ticket' });
export type TicketResource = z.infer<typeof ticketResource>;

export const eventResource = z
  .strictObject({
    id: z.string().describe('Names the event for ever.'),
    type: z.string().describe('What happened, such as `message.received` or `ticket.escalated`.'),
    version: z.int().describe('Of the schema of `data`.'),
    time: z.iso.datetime().describe('When, UTC; later than every event before it.'),
    actor: z
      .strictObject({
        kind: z.string().describe('`customer`, `person`, `agent` (the AI) or `system`.'),
        id: z.string().optional().describe('Which one, where it is known.'),
      })
      .describe('Who caused it.'),
    data: z.record(z.string(), z.unknown()).describe('What belongs to an event of its type.'),
    causedBy: z.string().nullable().describe('The event that made it happen.'),
  })
  .meta({ title: 'Event' });
export type EventResource = z.infer<typeof eventResource>;

export const ticketWithEvents = z.strictObject({
  ticket: ticketResource.describe('The ticket as it is now.'),
  events: z.array(eventResource).describe('Oldest first.'),
});

export const intakeResponse = z.strictObject({
  outcome: z
    .enum(['opened', 'added', 'known'])
    .describe('A new ticket, a message added to one, or a message that was taken in before.'),
  journey: z.string().describe('What the agent did with it; `stood_back`: people are to answer.'),
  ticket: ticketResource.describe('The ticket after that.'),
});

export const articleResource = z
  .strictObject({
    id: z.string().describe('Names the article.'),
    title: z.string().describe('Its title.'),
    text: z.string().describe('Plain text, as quotes quote it.'),
    url: z.string().describe('The page with the article, on this server.'),
    language: z.string().describe('Of its text, such as `en`.'),
    contentHash: z.string().describe('Digest of its text: another text, another digest.'),
  })
  .meta({ title: 'Article' });

export const problemResource = z
  .strictObject({
    type: z.string().describe('Names the kind of problem for ever, as a URI.'),
    title: z.string().describe('The kind of problem, in words.'),
    status: z.int().describe('The HTTP status.'),
    detail: z.string().describe('What is wrong with this request, and what to do.'),
    code: z.enum(supportErrorCodes).describe('What programs switch on.'),
    requestId: z.string().describe('Names the request in the desk’s log.'),
  })
  .meta({ title: 'Problem', examples: [problemExample] });

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item).describe('The page, in the order asked for.'),
    nextCursor: z.string().nullable().describe('Ask with it for the next page; null on the last.'),
  });
