import { describe, expect, it } from 'vitest';
import { askingBack } from '#src/testing/answered-ticket.ts';
import {
  ada,
  agent,
  aMessage,
  anEvent,
  aReply,
  customer,
  TicketStory,
} from '#src/testing/ticket-story.ts';
import { systemActor } from './actor.ts';
import { decide } from './decide.ts';
import type { NewEvent } from './events.ts';
import { silentAnswer } from './silence.ts';

const citations = [
  { articleId: 'export', title: 'Export', url: '/export', quote: 'Click Export.' },
];
const anAnswer = (): NewEvent => {
  const data = { text: 'Click Export.', confidence: 0.9, citations, usage: null, receipt: null };
  return anEvent('reply.posted', data, agent);
};
const packet = {
  wants: '',
  tried: [],
  sentiment: 'neutral',
  urgency: 'low',
  intent: null,
} as const;
const escalated = anEvent('ticket.escalated', {
  reason: 'person_requested',
  packet: { ...packet, tried: [], nextSteps: [] },
});
const resolved = (resolution: 'confirmed' | 'assumed' | 'person', causedBy: string | null = null) =>
  anEvent('status.changed', { status: 'resolved', resolution }, systemActor, causedBy);

/** A question and its answer, whose event is `home-2.0`. */
const answered = () => TicketStory.opened().and([anAnswer()]);

const assume = (story: TicketStory, answer = 'home-2.0') =>
  decide(story.ticket, { type: 'assume_resolution', answer });

describe('silence after an answer', () => {
  it('resolves the ticket once, and the event says that it was assumed', () => {
    const story = answered();
    expect(silentAnswer(story.ticket)).toMatchObject({ eventId: 'home-2.0', time: 1_002 });
    const decided = assume(story);
    expect(decided).toEqual([resolved('assumed', 'home-2.0')]);
    story.and(decided as readonly NewEvent[]);
    expect(story.ticket).toMatchObject({ status: 'resolved', resolution: 'assumed' });
    expect(assume(story)).toMatchObject({ refused: 'not_silent' });
  });

  const otherwise: readonly (readonly [string, readonly NewEvent[]])[] = [
    ['the customer wrote', [aMessage('And then?')]],
    [
      'a machine wrote',
      [anEvent('message.received', { text: 'Away.', automatic: true }, customer)],
    ],
    ['a person replied', [aReply('Ada here.')]],
    ['a person has it', [anEvent('ticket.assigned', { assignee: 'ada' })]],
    ['it waits for a person', [escalated]],
    ['a person looks at it', [anEvent('status.changed', { status: 'open' })]],
    ['a person put it off', [anEvent('status.changed', { status: 'snoozed', until: 9 })]],
    ['a person resolved it', [resolved('person')]],
    ['the agent made small talk since', [aMessage('Hello?'), aReply('Hello!', agent)]],
    ['the agent asked back since', [aMessage('Why?'), anEvent('reply.posted', askingBack, agent)]],
  ];
  it.each(otherwise)('is none where %s', (_, events) => {
    const story = answered();
    for (const event of events) story.and([event]);
    expect(silentAnswer(story.ticket)).toBeNull();
    expect(assume(story)).toMatchObject({ refused: 'not_silent' });
  });

  it('is none where the log holds what this release cannot read', () => {
    const story = answered();
    const unknown = { ...anEvent('tag.added', { tag: 'vip' }), type: 'ticket.priced' };
    const [last] = story.and([anEvent('tag.added', { tag: 'vip' })]).records.splice(-1);
    if (!last) throw new Error('the story has no end');
    const strange = { ...unknown, id: 'strange', time: 2_000, version: 1 } as never;
    story.records.push({ ...last, events: [strange] });
    expect(silentAnswer(story.ticket)).toBeNull();
  });

  it('is none after a question back alone: whoever was asked has no answer yet', () => {
    const story = TicketStory.opened().and([anEvent('reply.posted', askingBack, agent)]);
    expect(story.ticket.status).toBe('pending');
    expect(silentAnswer(story.ticket)).toBeNull();
    expect(assume(story)).toMatchObject({ refused: 'not_silent' });
  });

  it('is another after another answer', () => {
    const story = answered()
      .and([aMessage('And then?')])
      .and([anAnswer()]);
    expect(assume(story)).toMatchObject({ refused: 'not_silent' });
    expect(assume(story, 'home-4.0')).toHaveLength(1);
  });

  it('resolves nothing twice by the same answer, whoever put the ticket back', () => {
    const story = answered().and([resolved('assumed')]);
    story.and([anEvent('status.changed', { status: 'pending' }, ada)]);
    expect(story.ticket.status).toBe('pending');
    expect(silentAnswer(story.ticket)).toBeNull();
  });
});

describe('the resolutions of a ticket', () => {
  it('are kept with what took them back', () => {
    const story = answered()
      .and([resolved('assumed')])
      .and([aMessage('Still broken.')]);
    const first = { kind: 'assumed', at: 1_003, reopened: { at: 1_004, by: 'home-4.0' } };
    expect(story.ticket).toMatchObject({ resolution: null, resolutions: [first] });
    story.and([anAnswer()]).and([resolved('confirmed')]);
    const second = { kind: 'confirmed', at: 1_006, reopened: null };
    expect(story.ticket.resolutions).toEqual([first, second]);
    story.and([escalated]);
    expect(story.ticket.resolutions[1]?.reopened).toEqual({ at: 1_007, by: 'home-7.0' });
  });

  it('are confirmed by thanks, not taken back', () => {
    const story = answered()
      .and([resolved('assumed')])
      .and([aMessage('Thanks!')]);
    story.and([aReply('Glad that helped.', agent), resolved('confirmed', 'home-4.0')]);
    expect(story.ticket.resolutions).toEqual([{ kind: 'confirmed', at: 1_003, reopened: null }]);
  });

  it('stay a person’s where a customer thanks for what a person did', () => {
    const story = answered()
      .and([resolved('person')])
      .and([aMessage('Thanks!')]);
    story.and([resolved('confirmed', 'home-4.0')]);
    expect(story.ticket.resolutions).toEqual([{ kind: 'person', at: 1_003, reopened: null }]);
  });

  it('are one where two sites resolve it, and none where a message came first', () => {
    const story = answered();
    const { seen } = story;
    story.and([resolved('assumed')], { origin: 'home', seen });
    story.and([resolved('person')], { origin: 'away', seen });
    expect(story.ticket.resolutions).toEqual([{ kind: 'person', at: 1_003, reopened: null }]);
    const crossed = answered();
    const before = crossed.seen;
    crossed.and([aMessage('Wait!')], { origin: 'away', seen: before });
    crossed.and([resolved('assumed')], { origin: 'home', seen: before });
    expect(crossed.ticket).toMatchObject({ status: 'open', resolution: null, resolutions: [] });
  });
});
