import { expect, test } from 'vitest';
import { LanguageReader } from '#src/agents/reading/language-reader.ts';
import { createScreener } from '#src/agents/screen/statistical-screener.ts';
import { createInProcessEngine } from '#src/journey/engines/in-process.ts';
import { person, scriptedDesk } from '#src/testing/scenarios/scenario-desk.ts';
import { scenarioPolicy } from '#src/testing/scenarios/scripted-agents.ts';
import { waiting } from './chat-response.ts';

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
