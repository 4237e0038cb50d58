import { describe, expect, it, test } from 'vitest';
import { LanguageReader } from '#src/agents/reading/language-reader.ts';
import { createScreener } from '#src/agents/screen/statistical-screener.ts';
import { chatResponse } from '#src/api/schemas.ts';
import { createInProcessEngine } from '#src/journey/engines/in-process.ts';
import { person, scriptedDesk } from '#src/testing/scenarios/scenario-desk.ts';
import { exportPassage, offering, scenarioPolicy } from '#src/testing/scenarios/scripted-agents.ts';
import { responseOf, waiting } from './chat-response.ts';

const languages = ['en', 'de', 'es'];
const reader = new LanguageReader([], languages);
const desk = {
  policy: { ...scenarioPolicy, languages },
  screener: createScreener({ languages, vocabulary: new Set(), reader }),
};

test.each([
  ['Are you still there?', /^Your message is with our people now\./],
  ['Sind Sie noch da?', /^Ihre Nachricht liegt jetzt bei unserem Team\./],
  ['¿Hay alguien por ahí?', /^Tu mensaje ya está en manos de nuestro equipo\./],
  // As before.
  ['???', /^Ihre Nachricht liegt/],
  ['Il y a quelqu’un ? Je ne comprends pas.', /^Ihre Nachricht liegt/],
])(
  'who writes %j while a person has the ticket is told so in that language',
  async (text, said) => {
    const scenes = scriptedDesk(createInProcessEngine);
    const first = await scenes.opens('Wie geht das?');
    await scenes.does(first.ticketId, { type: 'assign', actor: person, assignee: 'ada' });
    await scenes.replies(first.ticketId, 'Das sehe ich mir heute noch an.');
    const message = await scenes.says(first.ticketId, text);
    const ticket = await scenes.ticket(first.ticketId);
    expect(waiting(desk, ticket, message)).toMatchObject({ status: 'escalated' });
    expect(waiting(desk, ticket, message).reply).toMatch(said);
  },
);

describe('a question back in a chat', () => {
  const unclear = { answer: () => null, offer: () => offering([exportPassage]) };

  it.each([true, false])('has options, and no ticket unless those are kept: %s', async (keeps) => {
    const scenes = scriptedDesk(createInProcessEngine, unclear);
    const message = await scenes.opens('How do I get it out?');
    await scenes.worker('one').run(message);
    const ticket = await scenes.ticket(message.ticketId);
    const reply = ticket.turns.at(-1);
    if (!reply) throw new Error('nobody asked back');
    const response = responseOf({ keepsAnsweredTickets: keeps }, ticket, message, reply);
    expect(chatResponse.parse(response)).toMatchObject({
      // By this the choice finds its question, ticket or not.
      conversationId: message.ticketId,
      ticketId: keeps ? message.ticketId : null,
      status: 'answered',
      confidence: 0.7,
      citations: [],
      options: [{ articleId: 'export', title: 'About export', url: '/articles/export' }],
    });
  });

  it.each([
    ['1', 'answered'],
    ['None of these', 'escalated'],
  ])('is the only reply with options: after %j there are none', async (words, status) => {
    const scenes = scriptedDesk(createInProcessEngine, unclear);
    const { ticketId, eventId } = await scenes.opens('How do I get it out?');
    await scenes.worker('one').run({ ticketId, eventId });
    scenes.agents.script = {};
    const message = await scenes.says(ticketId, words);
    await scenes.worker('one').run(message);
    const ticket = await scenes.ticket(ticketId);
    const reply = ticket.turns.at(-1);
    if (!reply) throw new Error('nobody replied');
    const response = responseOf({ keepsAnsweredTickets: true }, ticket, message, reply);
    expect(response).not.toHaveProperty('options');
    expect(response.status).toBe(status);
  });
});
