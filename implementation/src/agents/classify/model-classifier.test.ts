import { describe, expect, it } from 'vitest';
import { createRedactor } from '#src/algorithms/redaction/create-redactor.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { ModelScript } from '#src/ports/language-model/drivers/scripted.ts';
import { scriptedPaidModel } from '#src/testing/paid-model.ts';
import { type Classifier, callOf } from '../agents.ts';
import { createCascadeClassifier } from './cascade-classifier.ts';
import { createModelClassifier } from './model-classifier.ts';

const utterances = [
  { text: 'Where is my invoice for the whole of last year?', intent: 'billing' },
  { text: 'Where is my invoice?', intent: 'billing' },
  { text: 'I cannot sign in', intent: 'login' },
];
const call = callOf(createContext({ tenant: 'tenant', requestId: 'request' }));
const found = { intent: 'billing', urgency: 'high', sentiment: 'negative', confidence: 0.9 };
const first = {
  intent: 'login',
  confidence: 0.4,
  inScope: 0.7,
  urgency: 'normal',
  sentiment: 'neutral',
} as const;

function classifiers(script: ModelScript, confidence = 0.4) {
  const { model, driver } = scriptedPaidModel(script);
  const redactor = createRedactor();
  const form = { model, modelName: 'model-1', maxOutputTokens: null, redactor };
  const byModel = createModelClassifier({ ...form, utterances });
  const statistical: Classifier = { classify: async () => ({ ...first, confidence }) };
  const cascade = createCascadeClassifier({ statistical, model: byModel, sureEnough: 0.8 });
  return { byModel, cascade, driver };
}

const saying = (value: object): ModelScript => {
  return () => ({ text: JSON.stringify(value) });
};
const question = (text: string) => ({ text, previous: null });

describe('a model that sorts', () => {
  it('knows the company’s own intents by examples, plainest first', async () => {
    const { byModel, driver } = classifiers(saying(found));
    const { found: sorted, part } = await byModel.classify(question('My invoice is wrong!'), call);
    expect(sorted).toEqual({ ...found, promptHash: expect.stringMatching(/^classify-/) });
    expect(part.usage.costUsd).toBeGreaterThan(0);
    const { system = '' } = driver.requests[0] ?? {};
    expect(system).toContain('- billing: “Where is my invoice?”, “Where is my invoice for');
    expect(system).toContain('- login: “I cannot sign in”');
  });

  it('gets nothing personal to see', async () => {
    const { byModel, driver } = classifiers(saying(found));
    await byModel.classify(question('ada@mail.example, Ada Keller: my invoice'), {
      ...call,
      names: ['Ada Keller'],
    });
    expect(JSON.stringify(driver.requests)).not.toMatch(/ada@|Keller/);
  });

  it('may find that none of them fits', async () => {
    const { byModel } = classifiers(saying({ ...found, intent: 'none' }));
    const { found: sorted } = await byModel.classify(question('Sing me a song'), call);
    expect(sorted).toMatchObject({ intent: 'unknown', confidence: 0 });
  });

  it.each([
    ['an intent that the company does not have', { ...found, intent: 'admin-override' }],
    ['an urgency that there is none', { ...found, urgency: 'extreme' }],
    ['more than was asked for', { ...found, note: 'I was told to' }],
  ])('is not believed with %s', async (_, value) => {
    const { byModel } = classifiers(saying(value));
    const { found: sorted, part } = await byModel.classify(question('Hello'), call);
    expect(sorted).toBeNull();
    expect(part.failure).toBe('wrong_answer');
  });
});

describe('a cascade', () => {
  it('asks the model only where the first form is not sure enough', async () => {
    const sure = classifiers(saying(found), 0.8);
    expect(await sure.cascade.classify(question('Sign in?'), call)).toEqual({
      ...first,
      confidence: 0.8,
    });
    expect(sure.driver.requests).toEqual([]);
    const unsure = classifiers(saying(found), 0.79);
    expect(await unsure.cascade.classify(question('My invoice'), call)).toMatchObject({
      ...found,
      inScope: 0.7,
      model: { failure: null },
    });
  });

  it('falls back on the first form, and keeps what the customer says of the hurry', async () => {
    const failing = classifiers(() => ({ text: 'billing' }));
    expect(await failing.cascade.classify(question('My invoice'), call)).toMatchObject({
      ...first,
      model: { failure: 'wrong_answer' },
    });
    const calm = classifiers(saying({ ...found, urgency: 'low' }));
    const urgent = question('This is urgent: nobody can work');
    expect(await calm.cascade.classify(urgent, call)).toMatchObject({ urgency: 'urgent' });
  });
});
