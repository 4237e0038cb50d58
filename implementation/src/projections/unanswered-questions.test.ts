import { describe, expect, test } from 'vitest';
import type { EventData, NewEvent } from '#src/domain/ticket/events.ts';
import type { EscalationReason } from '#src/domain/ticket/vocabulary.ts';
import { askingBack } from '#src/testing/answered-ticket.ts';
import {
  agent,
  aMessage,
  anEvent,
  aReply,
  customer,
  TicketStory,
} from '#src/testing/ticket-story.ts';
import { unansweredQuestions } from './unanswered-questions.ts';

const citation = { articleId: 'a', title: 'A', url: '/articles/a', quote: 'Yes.' };
const answer = anEvent(
  'reply.posted',
  { text: 'Yes.', confidence: 0.9, citations: [citation], usage: null, receipt: null },
  agent,
);
const packet = {
  wants: '',
  tried: [],
  sentiment: 'neutral',
  urgency: 'normal',
  intent: null,
  nextSteps: [],
} as const;
const escalated = (reason: EscalationReason, actor = agent) =>
  anEvent('ticket.escalated', { reason, packet: { ...packet, tried: [], nextSteps: [] } }, actor);
const handedOver = (reason: EscalationReason): NewEvent[] => [
  anEvent('ticket.classified', { intent: 'export', confidence: 0.8, urgency: 'normal' }, agent),
  aReply('I pass it on.', agent),
  escalated(reason),
];
const resolved = (resolution: 'confirmed' | 'assumed' | 'person') =>
  anEvent('status.changed', { status: 'resolved', resolution }, agent);
const reopened = anEvent('status.changed', { status: 'open' });

const told = (story: TicketStory) =>
  unansweredQuestions('ticket-1', story.records).questions.map(
    ({ text, why, replies }) =>
      `${why}: ${text.replaceAll('\n\n', ' / ')} <- ${replies.join(' / ')}`,
  );
const asked = (text = 'How do I export XML?') => TicketStory.opened(text);

describe('a question is not answered', () => {
  test.each([
    ['not_confident', 'not_sure'],
    ['review_failed', 'not_sure'],
    ['nothing_found', 'nothing_found'],
  ] as const)('when the agent hands over: %s', (reason, why) => {
    expect(told(asked().and(handedOver(reason)))).toEqual([
      `${why}: Help / How do I export XML? <- `,
    ]);
  });

  test('when its answer was no help', () => {
    const story = asked()
      .and([answer])
      .and([aMessage('That did not help.')])
      .and(handedOver('not_helped'))
      .and([aReply('Choose XML.')]);
    expect(told(story)).toEqual(['not_helped: Help / How do I export XML? <- Choose XML.']);
  });

  test.each(['confirmed', 'assumed'] as const)('when a %s resolution is taken back', (kind) => {
    const story = asked()
      .and([answer])
      .and([resolved(kind)]);
    expect(told(story)).toEqual([]);
    expect(told(story.and([reopened]).and([aReply('Choose XML.')]))).toEqual([
      'taken_back: Help / How do I export XML? <- Choose XML.',
    ]);
  });
});

test.each([
  'person_requested',
  'sensitive_topic',
  'unknown_language',
  'no_words',
  'agent_failed',
] as const)('a ticket handed over for %s is no gap', (reason) => {
  expect(
    told(
      asked()
        .and(handedOver(reason))
        .and([aReply('Done.')]),
    ),
  ).toEqual([]);
});

test('nor is one that was answered, that a person handed over, or that a person resolved', () => {
  expect(told(asked().and([answer]))).toEqual([]);
  expect(told(asked().and([escalated('not_confident', customer)]))).toEqual([]);
  expect(
    told(
      asked()
        .and([answer])
        .and([resolved('person')])
        .and([reopened]),
    ),
  ).toEqual([]);
});

test('a question is counted once, with all messages that it was asked in and all replies', () => {
  const story = asked('Hello')
    .and([aMessage('How do I export XML?')])
    .and([anEvent('message.received', { text: 'Out of office', automatic: true }, customer)])
    .and(handedOver('nothing_found'))
    .and([aMessage('Anybody?')])
    .and([aReply('Choose XML.')])
    .and([anEvent('note.added', { text: 'secret' })])
    .and([aReply('Then save.')])
    .and(handedOver('nothing_found'));
  expect(told(story)).toEqual([
    'nothing_found: Help / Hello / How do I export XML? <- Choose XML. / Then save.',
  ]);
});

describe('a question that the agent asked back about', () => {
  const askedBack = () => asked().and([anEvent('reply.posted', askingBack, agent)]);
  /** As the journey tells of the customer's words that it read. */
  const reading = (choice: string): EventData<'reply.posted'>['receipt'] => ({
    journeyId: 'journey',
    steps: [{ name: 'choose', outcome: choice, millis: 0 }],
    classifier: null,
    model: 'offline',
    promptHash: null,
    articles: [],
  });
  const read = (choice: string, events: readonly NewEvent[]) =>
    events.map((event) =>
      event.type === 'reply.posted'
        ? { ...event, data: { ...event.data, receipt: reading(choice) } }
        : event,
    );

  test('is not answered where none was meant, and is told as it was asked', () => {
    const story = askedBack()
      .and([aMessage('None of these')])
      .and(read('none', handedOver('not_confident')))
      .and([aReply('Choose XML.')]);
    expect(told(story)).toEqual(['not_sure: Help / How do I export XML? <- Choose XML.']);
  });

  test('is not answered, nor is what was said instead, where that went to people', () => {
    const story = askedBack()
      .and([aMessage('On Android.')])
      .and(read('other', handedOver('not_confident')));
    expect(told(story)).toEqual(['not_sure: Help / How do I export XML? / On Android. <- ']);
  });

  test('is answered where what was chosen helped, and where nobody says that it did not', () => {
    const chosen = askedBack()
      .and([aMessage('1')])
      .and(read('chosen', [answer]));
    expect(told(chosen)).toEqual([]);
    chosen.and([aMessage('Thanks!')]).and([aReply('Glad.', agent), resolved('confirmed')]);
    expect(told(chosen)).toEqual([]);
    expect(told(askedBack())).toEqual([]);
  });

  test('is not answered where what was chosen was no help', () => {
    const story = askedBack()
      .and([aMessage('1')])
      .and(read('chosen', [answer]))
      .and([aMessage('That did not help.')])
      .and(handedOver('not_helped'));
    expect(told(story)).toEqual(['not_helped: Help / How do I export XML? <- ']);
  });

  test('is done with once a person has replied, or something else was answered', () => {
    const replied = askedBack()
      .and([aReply('Choose XML.')])
      .and([resolved('person')]);
    expect(told(replied.and([aMessage('And as CSV?')]).and(handedOver('nothing_found')))).toEqual([
      'nothing_found: And as CSV? <- ',
    ]);
    const answered = askedBack()
      .and([aMessage('Never mind: how do I print?')])
      .and(read('other', [answer]));
    expect(told(answered.and([aMessage('And as CSV?')]).and(handedOver('nothing_found')))).toEqual([
      'nothing_found: And as CSV? <- ',
    ]);
  });
});

test('a later question has the later replies', () => {
  const story = asked()
    .and(handedOver('nothing_found'))
    .and([aReply('Choose XML.')])
    .and([resolved('person')])
    .and([aMessage('And how as CSV?')])
    .and(handedOver('not_confident'))
    .and([aReply('Choose CSV.')]);
  expect(told(story)).toEqual([
    'nothing_found: Help / How do I export XML? <- Choose XML.',
    'not_sure: And how as CSV? <- Choose CSV.',
  ]);
});

test('what the agent had not seen when it handed over is not part of the question', () => {
  const story = asked();
  const seen = story.seen;
  story.and([aMessage('And the logo?')]).and(handedOver('nothing_found'), { seen });
  expect(told(story)).toEqual(['nothing_found: Help / How do I export XML? <- ']);
});

test('of a ticket that is not understood in whole nothing is told', () => {
  const story = asked().and(handedOver('nothing_found'));
  const last = story.records.at(-1);
  if (!last) throw new Error('a story has records');
  const event = { ...last.events[0], id: 'later', time: 9_999, type: 'ticket.redacted' };
  const records = [...story.records, { ...last, seq: 9, events: [event] }];
  expect(unansweredQuestions('ticket-1', records as typeof story.records)).toEqual({
    questions: [],
    people: [],
  });
  expect(unansweredQuestions('ticket-1', [])).toEqual({ questions: [], people: [] });
});

test('the order of records does not matter, nor a record that comes twice', () => {
  const story = asked()
    .and(handedOver('nothing_found'))
    .and([aReply('Choose XML.')]);
  const once = unansweredQuestions('ticket-1', story.records);
  const twice = unansweredQuestions('ticket-1', [...story.records, ...story.records].reverse());
  expect(twice).toEqual(once);
  expect(once.people).toEqual(['Bo']);
});
