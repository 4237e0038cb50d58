import { expect, test } from 'vitest';
import { askingBack } from '#src/testing/answered-ticket.ts';
import {
  agent,
  aMessage,
  anEvent,
  aReply,
  customer,
  TicketStory,
} from '#src/testing/ticket-story.ts';
import { isChoice, lastQuestion } from './last-question.ts';

const askedBack = () => TicketStory.opened().and([anEvent('reply.posted', askingBack, agent)]);
const asked = (story: TicketStory) => lastQuestion(story.ticket)?.text;

test.each(['1', 'Export', 'None of these'])(
  'who chooses by %j still asks what was asked',
  (words) => {
    const story = askedBack().and([aMessage(words)]);
    expect(isChoice(story.ticket, 2)).toBe(true);
    expect(asked(story)).toBe('It does not start.');
  },
);

test('who says something else asks that', () => {
  const story = askedBack().and([aMessage('My screen is black.')]);
  expect(isChoice(story.ticket, 2)).toBe(false);
  expect(asked(story)).toBe('My screen is black.');
});

test('a number is a choice only after a question back, and only the customer’s own', () => {
  expect(asked(TicketStory.opened('1'))).toBe('1');
  const taken = askedBack()
    .and([aReply('Ada here.')])
    .and([aMessage('1')]);
  expect(asked(taken)).toBe('1');
  const mailer = anEvent('message.received', { text: '1', automatic: true }, customer);
  expect(asked(askedBack().and([mailer]))).toBe('It does not start.');
  expect(isChoice(askedBack().and([aReply('1')]).ticket, 2)).toBe(false);
});

test('nobody has asked where there are no turns', () => {
  expect(lastQuestion({ turns: [] })).toBeNull();
  expect(isChoice({ turns: [] }, 0)).toBe(false);
});
