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
import type { Command } from './commands.ts';
import { decide, overtakerOf } from './decide.ts';
import { problemOf } from './events.ts';

const open: Command = {
  type: 'open',
  actor: customer,
  subject: 'Help',
  channel: 'email',
  customer: { email: 'bo@example.com' },
  text: 'It does not start.',
  externalId: '<1@example.com>',
};

const claim = { journeyId: 'j', cause: 'home-1.1', now: 5_000, until: 6_000 };
const start: Command = { type: 'start_journey', ...claim };
const end: Command = {
  type: 'end_journey',
  journeyId: 'j',
  seen: { home: 2 },
  outcome: 'answered',
  because: 'found',
  events: [aReply('Restart it.', agent, 'home-1.1')],
};
/** A ticket whose first message is being worked on. */
const claimed = () =>
  TicketStory.opened().and([
    anEvent(
      'journey.started',
      { journeyId: 'j', cause: 'home-1.1', attempt: 1, until: 6_000 },
      agent,
    ),
  ]);

const typesOf = (ticket: Parameters<typeof decide>[0], command: Command) => {
  const decision = decide(ticket, command);
  return 'refused' in decision ? decision.refused : decision.map(({ type }) => type);
};

describe('given no ticket', () => {
  it('when one is opened, then it is opened with its first message', () => {
    expect(decide(null, open)).toEqual([
      {
        type: 'ticket.opened',
        actor: customer,
        data: { subject: 'Help', channel: 'email', customer: { email: 'bo@example.com' } },
        causedBy: null,
      },
      {
        type: 'message.received',
        actor: customer,
        data: { text: 'It does not start.', externalId: '<1@example.com>' },
        causedBy: null,
      },
    ]);
  });

  it('when anything else is asked, then it is refused', () => {
    const note: Command = { type: 'add_note', actor: ada, text: 'A note.' };
    expect(typesOf(null, note)).toBe('ticket_not_found');
    expect(typesOf(null, start)).toBe('ticket_not_found');
  });
});

describe('given an open ticket', () => {
  const { ticket } = TicketStory.opened()
    .and([anEvent('tag.added', { tag: 'vip' }), anEvent('ticket.assigned', { assignee: 'ada' })])
    .and([anEvent('status.changed', { status: 'open' })]);

  it('when it is opened again, then it is refused', () => {
    expect(typesOf(ticket, open)).toBe('ticket_exists');
  });

  it('when it shall become what it is, then nothing happens', () => {
    const commands: Command[] = [
      { type: 'add_tag', actor: ada, tag: 'vip' },
      { type: 'remove_tag', actor: ada, tag: 'bug' },
      { type: 'assign', actor: ada, assignee: 'ada' },
      { type: 'change_status', actor: ada, status: 'open' },
    ];
    for (const command of commands) expect(decide(ticket, command), command.type).toEqual([]);
  });

  it('when something about it changes, then one event says so', () => {
    const commands: readonly (readonly [Command, string])[] = [
      [{ type: 'add_tag', actor: ada, tag: 'bug' }, 'tag.added'],
      [{ type: 'remove_tag', actor: ada, tag: 'vip' }, 'tag.removed'],
      [{ type: 'assign', actor: ada, assignee: null }, 'ticket.assigned'],
      [{ type: 'change_status', actor: ada, status: 'snoozed', until: 9 }, 'status.changed'],
      [{ type: 'set_priority', actor: ada, priority: 'urgent' }, 'priority.changed'],
      [{ type: 'receive_message', actor: customer, text: 'Hello?' }, 'message.received'],
      [{ type: 'reply', actor: ada, text: 'Hello!' }, 'reply.posted'],
      [{ type: 'add_note', actor: ada, text: 'A note.' }, 'note.added'],
    ];
    for (const [command, type] of commands) {
      const decision = decide(ticket, command);
      expect('refused' in decision ? decision : decision.map((event) => event.type)).toEqual([
        type,
      ]);
      if (!('refused' in decision)) expect(decision.map(problemOf)).toEqual([null]);
    }
  });
});

describe('given a customer’s message that waits', () => {
  it('when a journey starts for it, then the claim names it as its cause', () => {
    expect(decide(TicketStory.opened().ticket, start)).toMatchObject([
      {
        type: 'journey.started',
        data: { journeyId: 'j', attempt: 1, until: 6_000 },
        causedBy: 'home-1.1',
      },
    ]);
  });

  it('when a second journey starts for it, then the claim holds until it expires', () => {
    const { ticket } = claimed();
    expect(typesOf(ticket, start)).toBe('journey_claimed');
    const later: Command = { ...start, now: 6_000, until: 7_000 };
    expect(decide(ticket, later)).toMatchObject([{ data: { attempt: 2, until: 7_000 } }]);
  });

  it('when a newer message came, then its own journey answers both', () => {
    const { ticket } = TicketStory.opened().and([aMessage('And another thing.')]);
    expect(typesOf(ticket, start)).toBe('journey_superseded');
  });

  it('when its journey has ended, then none starts again', () => {
    const story = claimed();
    story.and([anEvent('journey.ended', { journeyId: 'j', outcome: 'answered' }, agent)]);
    expect(typesOf(story.ticket, { ...start, now: 9_000 })).toBe('journey_ended');
    expect(typesOf(story.ticket, end)).toBe('journey_ended');
  });
});

describe('given a journey that has drafted an answer', () => {
  it('when nothing happened meanwhile, then the answer is posted and the journey ends', () => {
    expect(typesOf(claimed().ticket, end)).toEqual(['reply.posted', 'journey.ended']);
  });

  it('when it was never claimed, then nothing is posted', () => {
    expect(typesOf(TicketStory.opened().ticket, end)).toBe('journey_not_claimed');
  });

  it('when somebody spoke or took the ticket, then the draft is dropped, and the log says why', () => {
    const overtaking = [
      aMessage('Wait.'),
      aReply('I have it.'),
      anEvent('ticket.assigned', { assignee: 'ada' }),
      anEvent('status.changed', { status: 'pending' }),
    ];
    for (const event of overtaking) {
      expect(decide(claimed().and([event]).ticket, end), event.type).toMatchObject([
        { type: 'journey.ended', data: { outcome: 'dropped', because: event.type } },
      ]);
    }
  });

  it('when only a tag, a note or a priority came, then the draft still holds', () => {
    const harmless = [
      anEvent('tag.added', { tag: 'vip' }),
      anEvent('note.added', { text: 'A note.' }),
      anEvent('priority.changed', { priority: 'high' }),
    ];
    for (const event of harmless) {
      const { ticket } = claimed().and([event]);
      expect(typesOf(ticket, end), event.type).toEqual(['reply.posted', 'journey.ended']);
    }
  });

  it('when another site wrote unseen, then that counts as well', () => {
    const story = claimed();
    story.and([aReply('I have it.')], { origin: 'away', seen: { home: 1 } });
    expect(overtakerOf(story.ticket, { home: 2 })).toBe('reply.posted');
    expect(overtakerOf(story.ticket, { home: 2, away: 1 })).toBeNull();
  });
});

describe('given an escalated ticket', () => {
  const packet = {
    wants: 'A refund',
    tried: [],
    sentiment: 'negative' as const,
    urgency: 'high' as const,
    intent: null,
    nextSteps: [],
  };
  const handOff: Command = { type: 'hand_off', actor: ada, reason: 'person_requested', packet };

  it('when it is handed over again, then that is refused', () => {
    const { ticket } = TicketStory.opened();
    expect(typesOf(ticket, handOff)).toEqual(['ticket.escalated']);
    expect(typesOf(ticket, { ...handOff, note: 'Angry.' })).toEqual([
      'ticket.escalated',
      'note.added',
    ]);
    const story = TicketStory.opened();
    story.and([anEvent('ticket.escalated', { reason: 'person_requested', packet })]);
    expect(typesOf(story.ticket, handOff)).toBe('already_escalated');
  });
});
