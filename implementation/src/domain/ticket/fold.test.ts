import { describe, expect, it } from 'vitest';
import {
  ada,
  agent,
  aMessage,
  anEvent,
  aReply,
  customer,
  TicketStory,
} from '#src/testing/ticket-story.ts';
import type { AnyEvent } from './events.ts';
import type { LogRecord } from './record.ts';
import { fold } from './snapshot.ts';
import { unansweredTurns } from './ticket.ts';

const resolved = anEvent('status.changed', { status: 'resolved' });
const packet = {
  wants: 'A refund',
  tried: [],
  sentiment: 'negative',
  urgency: 'high',
  intent: 'refund',
  nextSteps: [],
} as const;
const escalated = anEvent('ticket.escalated', {
  reason: 'person_requested',
  packet: { ...packet, tried: [], nextSteps: [] },
});

describe('a ticket as its log tells it', () => {
  it('is nothing before it is opened', () => {
    expect(fold('ticket-1', [])).toMatchObject({ ticket: null, seen: {}, latestTime: 0 });
    const early = new TicketStory().and([aMessage('Anybody there?')]);
    expect(early.snapshot.ticket).toBeNull();
    expect(early.snapshot.seen).toEqual({ home: 1 });
  });

  it('is new when a customer opens it, with what the customer wrote', () => {
    const { ticket } = TicketStory.opened('It does not start.');
    expect(ticket).toMatchObject({
      id: 'ticket-1',
      status: 'new',
      subject: 'Help',
      priority: 'normal',
    });
    expect(ticket.turns).toMatchObject([{ from: 'customer', text: 'It does not start.' }]);
    expect(unansweredTurns(ticket)).toHaveLength(1);
  });

  it('takes its first line for a subject where it came without one', () => {
    const details = { subject: '', channel: 'email', customer: {} } as const;
    const text = `\n  ${'word '.repeat(30)}\nsecond line`;
    const { ticket } = new TicketStory().and([
      anEvent('ticket.opened', details, customer),
      aMessage(text),
    ]);
    expect(ticket.subject).toHaveLength(80);
    expect(ticket.subject).toMatch(/^word word .*…$/);
  });

  it('waits for the customer after a reply, and is open again when the customer writes', () => {
    const story = TicketStory.opened().and([aReply('Try again.')]);
    expect(story.ticket.status).toBe('pending');
    expect(unansweredTurns(story.ticket)).toEqual([]);
    story.and([aMessage('Still broken.')]);
    expect(story.ticket.status).toBe('open');
    expect(unansweredTurns(story.ticket).map((turn) => turn.text)).toEqual(['Still broken.']);
  });

  it('is open again, and no longer resolved by anyone, when the customer returns', () => {
    const story = TicketStory.opened().and([resolved]);
    expect(story.ticket).toMatchObject({ status: 'resolved', resolution: 'person' });
    story.and([aMessage('Not quite.')]);
    expect(story.ticket).toMatchObject({ status: 'open', resolution: null });
  });

  it('sleeps until a time only while it is snoozed', () => {
    const story = TicketStory.opened();
    story.and([anEvent('status.changed', { status: 'snoozed', until: 5_000 })]);
    expect(story.ticket).toMatchObject({ status: 'snoozed', snoozedUntil: 5_000 });
    story.and([aMessage('I am back.')]);
    expect(story.ticket).toMatchObject({ status: 'open', snoozedUntil: null });
  });

  it('belongs to people once it is escalated, taken, or answered by one', () => {
    expect(TicketStory.opened().ticket.ownedByPerson).toBe(false);
    expect(TicketStory.opened().and([aReply('Hi', agent)]).ticket.ownedByPerson).toBe(false);
    for (const event of [
      escalated,
      aReply('Hi', ada),
      anEvent('ticket.assigned', { assignee: 'ada' }),
    ]) {
      expect(TicketStory.opened().and([event]).ticket.ownedByPerson, event.type).toBe(true);
    }
    const returned = TicketStory.opened().and([escalated]).and([resolved]);
    expect(returned.ticket).toMatchObject({ ownedByPerson: false, escalated: false });
  });

  it('keeps the priority that a person set when a classifier thinks otherwise', () => {
    const classified = anEvent(
      'ticket.classified',
      { intent: 'refund', confidence: 0.9, urgency: 'low' },
      agent,
    );
    expect(TicketStory.opened().and([classified]).ticket.priority).toBe('low');
    const urgent = anEvent('priority.changed', { priority: 'urgent' });
    const story = TicketStory.opened().and([urgent]).and([classified]);
    expect(story.ticket).toMatchObject({ priority: 'urgent', intent: 'refund' });
  });

  it('counts a second opening, and an unclaimed journey’s end, for nothing', () => {
    const again = { subject: 'Other', channel: 'api', customer: {} } as const;
    const ended = anEvent('journey.ended', { journeyId: 'j', outcome: 'answered' }, agent);
    const story = TicketStory.opened().and([anEvent('ticket.opened', again, customer), ended]);
    expect(story.ticket).toMatchObject({ subject: 'Help', channel: 'chat' });
    expect(story.ticket.journeys.size).toBe(0);
  });
});

describe('what two sites do at once', () => {
  it('leaves a ticket open that one resolved without having read the customer’s message', () => {
    for (const resolvedAt of [1_005, 1_003]) {
      const story = TicketStory.opened().and([aReply('Try again.')], { time: 1_002 });
      const before = story.seen;
      story.and([aMessage('One more thing!')], { time: 1_004 });
      story.and([resolved], { origin: 'away', seen: before, time: resolvedAt });
      expect(story.ticket.status, `resolved at ${resolvedAt}`).toBe('open');
    }
  });

  it('leaves it open, too, when a reply did not know of the newest message', () => {
    const story = TicketStory.opened();
    const before = story.seen;
    story.and([aMessage('One more thing!')]);
    story.and([aReply('Here is how.')], { origin: 'away', seen: before });
    expect(story.ticket.status).toBe('open');
    expect(unansweredTurns(story.ticket).map((turn) => turn.text)).toEqual(['One more thing!']);
  });

  it('removes only the tags that the remover had read', () => {
    const tagged = anEvent('tag.added', { tag: 'vip' });
    const removed = anEvent('tag.removed', { tag: 'vip' });
    const story = TicketStory.opened().and([tagged, anEvent('tag.added', { tag: 'bug' })]);
    const before = story.seen;
    story.and([tagged], { origin: 'away', seen: { home: 1 } });
    story.and([removed], { seen: before });
    expect(story.ticket.tags).toEqual(['bug', 'vip']);
    story.and([removed]);
    expect(story.ticket.tags).toEqual(['bug']);
  });

  it('gives one claim to a cause that both claimed, the same one for every reader', () => {
    const claim = (until: number) =>
      anEvent('journey.started', { journeyId: 'j', cause: 'home-1.1', attempt: 1, until }, agent);
    const story = TicketStory.opened();
    const { seen } = story;
    story.and([claim(111)], { origin: 'b', seen, time: 2_000 });
    story.and([claim(222)], { origin: 'a', seen, time: 2_000 });
    expect(story.ticket.journeys.get('j')).toMatchObject({ attempt: 1, until: 222 });
    const reversed = fold('ticket-1', [...story.records].reverse());
    expect(reversed.ticket).toEqual(story.ticket);
  });

  it('counts a command once that a retry carried out at both', () => {
    const story = TicketStory.opened();
    const { seen } = story;
    const options = { seen, commandId: 'the same' };
    story.and([aMessage('Hello?')], options);
    story.and([aMessage('Hello?')], { ...options, origin: 'away' });
    expect(story.ticket.turns).toHaveLength(2);
    expect(story.ticket.seen).toEqual({ home: 2, away: 1 });
  });
});

describe('an event that this release does not know', () => {
  const withForeign = (foreign: Partial<AnyEvent>): LogRecord[] => {
    const story = TicketStory.opened().and([anEvent('note.added', { text: 'A note.' })]);
    const [opening, noted] = story.records;
    if (!opening || !noted) throw new Error('the story has two records');
    const events = noted.events.map((event) => ({ ...event, ...foreign }) as AnyEvent);
    return [opening, { ...noted, events }];
  };

  it('makes the ticket partial and is otherwise left alone', () => {
    const { ticket } = fold('ticket-1', withForeign({ type: 'poll.opened' as never }));
    expect(ticket).toMatchObject({ partial: true, status: 'new' });
    expect(TicketStory.opened().ticket.partial).toBe(false);
  });

  it('does so as well when only its schema version is newer', () => {
    expect(fold('ticket-1', withForeign({ version: 2 })).ticket?.partial).toBe(true);
  });
});
