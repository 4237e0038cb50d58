import { expect, test } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import {
  exportPassage,
  offering,
  quoting,
  scriptedUsage,
} from '#src/testing/scenarios/scripted-agents.ts';
import { type Answering, callOf, type Question } from '../agents.ts';
import { createCascadeAnswerer } from './cascade-answerer.ts';

const classification = {
  intent: 'how-to',
  confidence: 0.9,
  inScope: 0.9,
  urgency: 'normal',
  sentiment: 'neutral',
} as const;
const call = callOf(createContext({ tenant: 'tenant', requestId: 'request' }));
const offer = offering([exportPassage]);
const offline = { ...quoting(exportPassage, 0.3), writtenBy: 'offline' };
const model = { usage: scriptedUsage, failure: null };

/** What comes of these two, and how often the model was asked. */
async function cascade(
  statistical: Answering,
  byModel: Answering,
  { sureEnough = 0.8, ...asked }: Partial<Question> & { sureEnough?: number } = {},
) {
  let asks = 0;
  const answerer = createCascadeAnswerer({
    statistical: { answer: async () => statistical },
    model: {
      answer: async () => {
        asks += 1;
        return byModel;
      },
    },
    sureEnough,
  });
  const question = { text: 'How do I export?', previous: null, ...asked };
  const input = { question, classification, passages: [exportPassage] };
  return { ...(await answerer.answer(input, call)), asks };
}

test('what to ask back with is passed on, whatever the model says', async () => {
  const unsure = { draft: offline, offer };
  const none = { draft: null, model };
  expect(await cascade(unsure, none)).toEqual({ draft: null, offer, model, asks: 1 });
  expect(await cascade({ draft: null, offer }, none)).toMatchObject({ draft: null, offer });
  const failed = { draft: null, model: { ...model, failure: 'overloaded' } } as const;
  expect(await cascade(unsure, failed)).toMatchObject({ draft: offline, offer });
  const written = { draft: quoting(exportPassage), model };
  expect(await cascade(unsure, written)).toMatchObject({ ...written, offer });
});

test('a model has nothing to ask back with that is calibrated', async () => {
  const own = { draft: null, model, offer: offering([exportPassage], 0.99) };
  expect(await cascade({ draft: null, offer }, own)).toMatchObject({ offer: { sureness: 0.7 } });
  expect((await cascade({ draft: null }, own)).offer).toBeUndefined();
});

test('what the customer chose is quoted without a model, however unsure it was', async () => {
  const chosen = { draft: { ...offline, sureEnough: true } };
  const written = { draft: quoting(exportPassage), model };
  for (const sureEnough of [0.8, Number.POSITIVE_INFINITY]) {
    const options = { chosen: 'export', sureEnough };
    expect(await cascade(chosen, written, options)).toEqual({ ...chosen, asks: 0 });
  }
  expect(await cascade({ draft: null }, written, { chosen: 'export' })).toMatchObject({ asks: 1 });
});
