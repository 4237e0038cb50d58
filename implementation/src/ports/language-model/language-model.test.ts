import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ModelError } from '#src/foundation/model-error.ts';
import { nextTurn, systemClock } from '#src/foundation/time.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { createScriptedLanguageModel, type ModelScript } from './drivers/scripted.ts';
import { LanguageModel } from './language-model.ts';
import type { ModelRequest } from './model-request.ts';

const hello: ModelRequest = {
  model: 'model',
  messages: [{ role: 'user', text: 'Hello?' }],
  maxOutputTokens: 100,
};
const town = { name: 'weather', description: 'Weather.', input: z.object({ town: z.string() }) };

function modelOf(script: ModelScript, options: { structuredOutput?: boolean } = {}) {
  const driver = createScriptedLanguageModel(script, options);
  return { driver, model: new LanguageModel({ driver, clock: systemClock, random: () => 0 }) };
}

describe('a request that cannot succeed is refused before it costs anything', () => {
  const calls = {
    role: 'assistant',
    text: '',
    toolCalls: [{ id: 'a', name: 'weather', input: {} }],
  };
  it.each<[string, object]>([
    ['names no model', { model: ' ' }],
    ['has no messages', { messages: [] }],
    ['ends with a message of the model', { messages: [{ role: 'assistant', text: 'Yes.' }] }],
    ['maxOutputTokens', { maxOutputTokens: 0 }],
    ['maxOutputTokens', { maxOutputTokens: 1.5 }],
    ['maxOutputTokens', { maxOutputTokens: Number.NaN }],
    ['temperature', { temperature: 1.1 }],
    ['temperature', { temperature: Number.NaN }],
    ['four stop sequences', { stopSequences: ['a', 'b', 'c', 'd', 'e'] }],
    ['empty stop sequence', { stopSequences: [' '] }],
    ['tool whose name', { tools: [{ ...town, name: 'a b' }] }],
    ['two tools of one name', { tools: [town, town] }],
    ['empty message', { messages: [{ role: 'user', text: '' }] }],
    ['answers no tool call', { messages: [{ role: 'tool', toolCallId: 'x', text: 'Rain.' }] }],
    ['without a result', { messages: [calls, { role: 'user', text: 'And?' }] }],
    ['schema of the tool weather', { tools: [{ ...town, input: z.object({ at: z.date() }) }] }],
    ['schema of the response', { responseSchema: z.object({ big: z.bigint() }) }],
  ])('%s', async (words, wrong) => {
    const { driver, model } = modelOf(() => ({ text: 'Hello.' }));
    const request = { ...hello, ...wrong };
    const refusal = { code: 'invalid_argument', message: expect.stringContaining(words) };
    await expect(model.complete(request)).rejects.toMatchObject(refusal);
    await expect(model.stream(request).next()).rejects.toMatchObject(refusal);
    expect(driver.requests).toHaveLength(0);
  });
});

describe('structured output', () => {
  const responseSchema = z.object({
    label: z.enum(['yes', 'no']),
    quotes: z.array(z.string().min(3)).max(2),
  });
  const answer = '{"label":"yes","quotes":["abc"]}';

  it('goes to the provider as a schema that it can enforce', async () => {
    const { driver, model } = modelOf(() => ({ text: answer }));
    const result = await model.complete({ ...hello, responseSchema });
    expect(result.object).toEqual({ label: 'yes', quotes: ['abc'] });
    expect(driver.requests[0]).toMatchObject({
      system: '',
      responseFormat: {
        strict: true,
        schema: {
          type: 'object',
          additionalProperties: false,
          required: ['label', 'quotes'],
          properties: {
            label: { type: 'string', enum: ['yes', 'no'] },
            quotes: {
              description: '{"maxItems":2}',
              items: { type: 'string', description: '{"minLength":3}' },
            },
          },
        },
      },
    });
  });

  it.each<[string, z.ZodType]>([
    ['an optional property', z.object({ a: z.string().optional() })],
    ['a record', z.object({ a: z.record(z.string(), z.number()) })],
    ['anything', z.object({ a: z.unknown() })],
    ['an optional property inside a choice', z.union([z.object({ a: z.string().optional() })])],
  ])('is not strict with %s', async (_name, schema) => {
    const { driver, model } = modelOf(() => ({ text: '{"a":{}}' }));
    await model.complete({ ...hello, responseSchema: schema }).catch(() => {});
    expect(driver.requests[0]?.responseFormat?.strict).toBe(false);
  });

  it('stands in the prompt where the provider cannot, and prose around it is no harm', async () => {
    const answers = [`Sure! {here it is}: ${answer}`, `Here:\n\`\`\`json\n${answer}\n\`\`\``];
    const script: ModelScript = (_request, number) => ({ text: answers[number - 1] ?? '' });
    const fenced = modelOf(script, { structuredOutput: false });
    const result = await fenced.model.complete({ ...hello, system: 'You help.', responseSchema });
    expect(result).toMatchObject({ object: { label: 'yes' }, repaired: true });
    const [first] = fenced.driver.requests;
    expect(first?.responseFormat).toBeNull();
    expect(first?.system).toMatch(/^You help\.\n\n.*JSON Schema.*"minLength":3/s);
  });

  it('is not asked of an answer that calls a tool first', async () => {
    const toolCalls = [{ id: 'a', name: 'weather', argumentsText: '{"town":"Ulm"}' }];
    const { model } = modelOf(() => ({ toolCalls, stopReason: 'tool_calls' }));
    const result = await model.complete({ ...hello, tools: [town], responseSchema });
    expect(result).toMatchObject({ object: null, toolCalls: [{ id: 'a' }] });
  });
});

describe('time', () => {
  const stuck = () => new Promise<never>(() => {});

  it('passes also for a driver that ignores its end', async () => {
    const clock = createVirtualClock();
    const driver = {
      ...createScriptedLanguageModel(() => 'hangs'),
      complete: stuck,
      stream: () => ({ [Symbol.asyncIterator]: () => ({ next: stuck, return: stuck }) }),
    };
    const model = new LanguageModel({ driver, clock, random: () => 0 });
    const calls = [model.complete(hello), model.stream(hello).next()];
    const failures = calls.map((call) =>
      expect(call).rejects.toMatchObject({ code: 'deadline_exceeded' }),
    );
    await clock.advance(120_000);
    await Promise.all(failures);
  });

  it('between retries doubles, with jitter, up to the longest', async () => {
    const overloaded = new ModelError({ provider: 'scripted', reason: 'overloaded' });
    const waits = async (random: number) => {
      const asked: number[] = [];
      const clock = createVirtualClock();
      const sleep: typeof clock.sleep = (delayMs, signal) => {
        if (delayMs < 10_000) asked.push(delayMs);
        return clock.sleep(delayMs, signal);
      };
      const driver = createScriptedLanguageModel(() => overloaded);
      const limits = { maxAttempts: 5, firstRetryDelayMs: 100, longestRetryDelayMs: 400 };
      const model = new LanguageModel({
        driver,
        clock: { ...clock, sleep },
        random: () => random,
        limits,
      });
      let over = false;
      const failure = expect(model.complete(hello)).rejects.toMatchObject({ reason: 'overloaded' });
      failure.then(() => {
        over = true;
      });
      while (!over) {
        await nextTurn();
        await clock.advance(50);
      }
      return asked;
    };
    expect(await waits(0)).toEqual([50, 100, 200, 200]);
    expect(await waits(1)).toEqual([100, 200, 400, 400]);
  });
});

it('a driver that fails in a way of its own is an internal error', async () => {
  const { model } = modelOf(() => new TypeError('x is not a function'));
  await expect(model.complete(hello)).rejects.toMatchObject({ code: 'internal' });
});

it('names tenants only where it is told to, and then by a name that says nothing', async () => {
  const driver = createScriptedLanguageModel(() => ({ text: 'Hello.' }));
  const options = { driver, clock: systemClock, random: () => 0 };
  await new LanguageModel(options).complete(hello, { tenant: 'acme' });
  const naming = new LanguageModel({ ...options, nameTenants: true });
  await naming.complete(hello, { tenant: 'acme' });
  await naming.complete(hello);
  expect(driver.requests.map(({ user }) => user)).toEqual([
    null,
    expect.stringMatching(/^[0-9a-f]{32}$/),
    null,
  ]);
});
