import { expect, test } from 'vitest';
import { askingBack } from '#src/testing/answered-ticket.ts';
import { scenarioPolicy } from '#src/testing/scenarios/scripted-agents.ts';
import { agent, aMessage, anEvent, TicketStory } from '#src/testing/ticket-story.ts';
import { packetFor } from './handoff-packet.ts';

const desk = { policy: scenarioPolicy };
const wants = (story: TicketStory) => packetFor(desk, story.ticket).wants;

test('who is handed over wants what was written last', () => {
  const story = TicketStory.opened('How do I export?');
  expect(wants(story)).toBe('How do I export?');
  expect(wants(story.and([aMessage('And how do I import?')]))).toBe('And how do I import?');
});

test('who was asked back and chose wants what was asked, not a number', () => {
  const story = TicketStory.opened('How do I export?')
    .and([anEvent('reply.posted', askingBack, agent)])
    .and([aMessage('1')]);
  expect(wants(story)).toBe('How do I export?');
});

test('where nobody wrote, the subject tells it', () => {
  const { ticket } = TicketStory.opened();
  expect(packetFor(desk, { ...ticket, turns: [] }).wants).toBe('Help');
});
