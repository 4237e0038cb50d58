import { expect } from 'vitest';
import type { Message, ScenarioDesk } from './scenario-desk.ts';
import { aPassage, exportPassage, offering, type Script } from './scripted-agents.ts';
import { wayTo } from './ways.ts';

/** Either article may be meant. */
export const question = 'How do I get it out?';
export const printPassage = aPassage('print', 'Open File and choose Print.');
export const passages = [exportPassage, printPassage];
const unclearWay = wayTo('draft', 'unclear');
const text = [
  'I am not sure which of these you mean:',
  '1. About export\n2. About print',
  'Reply with its number. If it is none of them, tell me in other words, or say so, and I pass you on to a person.',
].join('\n\n');
const comes = 'One of our people will answer you here: the team is back tomorrow at 9:00 (UTC).';
/** What is said at a handoff. */
export const noGuess = `I do not want to guess on this one, so I am passing it on with everything you wrote. ${comes}`;

/** Knows two articles, and is sure of neither until the customer has said which. */
export const unsure: Script = {
  retrieve: ({ chosen }) =>
    passages.filter(({ articleId }) => chosen === undefined || articleId === chosen),
  answer: ({ question: { chosen, text: asked } }) =>
    chosen || asked.startsWith('Sure') ? {} : { confidence: 0.3 },
  offer: ({ question: { chosen } }) => (chosen ? null : offering(passages)),
};

/** What asking back leaves in the log. */
export const askedBack = (message: string, way = unclearWay) => [
  `agent ticket.classified how-to 0.9 normal <- ${message}`,
  `+agent reply.posted ${JSON.stringify(text)} 0.7 citing nothing asking export print for 0.01 USD (${way}) <- ${message}`,
  `+system journey.ended asked: asked <- ${message}`,
];
export const opening = (asked = question) => [
  'customer ticket.opened chat ""',
  `+customer message.received "${asked}"`,
  'system journey.started 1 <- message 1',
];
export const choosing = (choice: string) => [
  `customer message.received "${choice}"`,
  'system journey.started 1 <- message 2',
];
/** The common way, by the step that reads the choice, as receipts tell it. */
export const wayByChoice = (outcome: 'chosen' | 'none' | 'other', way: string) =>
  outcome === 'other'
    ? way.replace('receive ready,', 'receive was_asked, choose other,')
    : way.replace('receive ready, screen clean', `receive was_asked, choose ${outcome}`);

/** A question that the agent has asked back about, and what was asked. */
export async function wasAskedBack(desk: ScenarioDesk, asked = question): Promise<Message> {
  const message = await desk.opens(asked);
  expect(await desk.worker('one').run(message)).toBe('asked');
  return message;
}

/** The customer's words after a question back, and how their journey ends. */
export async function says(desk: ScenarioDesk, ticketId: string, words: string): Promise<string> {
  return desk.worker('one').run(await desk.says(ticketId, words));
}
