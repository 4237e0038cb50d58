import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { systemClock } from '#src/foundation/time.ts';
import { boundOf } from './call-bound.ts';
import { createScriptedLanguageModel, type ModelScript } from './drivers/scripted.ts';
import { LanguageModel } from './language-model.ts';
import { costOf } from './model-prices.ts';
import type { ModelRequest } from './model-request.ts';

const price = {
  inputPerMillionUsd: 1,
  cachedInputPerMillionUsd: 0.1,
  outputPerMillionUsd: 5,
};
const shape = { tenant: 'tenant', maxAttempts: 1, streamed: false };
const hello: ModelRequest = {
  model: 'model',
  system: 'You help.',
  messages: [{ role: 'user', text: 'Hello?' }],
  maxOutputTokens: 100,
};
const label = z.object({ label: z.enum(['yes', 'no']) });
const form = { ...hello, responseSchema: label };
const tool = { name: 'weather', description: 'Weather.', input: z.object({ town: z.string() }) };

describe('the most that a call can cost', () => {
  it('holds a token for each byte, and all of the output', () => {
    const { call } = boundOf(hello, price, shape);
    const longer = { ...hello, messages: [{ role: 'user', text: `Hello?${'ä'.repeat(500)}` }] };
    const more = boundOf(longer as ModelRequest, price, shape);
    expect(more.call - call).toBe(1_000 * 1_000);
    const wider = boundOf({ ...hello, maxOutputTokens: 300 }, price, shape);
    expect(wider.call - call).toBe(200 * 5_000);
  });

  it('is one request without a form, and more than two with one that may be mended', () => {
    const plain = boundOf(hello, price, shape);
    expect(plain.call).toBe(plain.request);
    for (const request of [form, { ...hello, tools: [tool] }]) {
      const mended = boundOf(request, price, shape);
      expect(mended.call).toBeGreaterThan(plain.call * 2);
      expect(mended.request).toBeGreaterThan(mended.call / 2);
      const streamed = boundOf(request, price, { ...shape, streamed: true });
      expect(streamed.call).toBe(streamed.request);
    }
  });

  it('is that for each attempt', () => {
    const { call } = boundOf(form, price, shape);
    expect(boundOf(form, price, { ...shape, maxAttempts: 3 }).call).toBe(call * 3);
  });

  it('can be counted, however much is asked for', () => {
    const request = { ...form, maxOutputTokens: Number.MAX_SAFE_INTEGER };
    expect(boundOf(request, price, shape).call).toBe(Number.MAX_SAFE_INTEGER);
    const free = { inputPerMillionUsd: 0, cachedInputPerMillionUsd: 0, outputPerMillionUsd: 0 };
    expect(boundOf(request, free, shape)).toEqual({ request: 0, call: 0 });
  });

  it('is refused for a request that cannot succeed', () => {
    const wrong = () => boundOf({ ...hello, messages: [] }, price, shape);
    expect(wrong).toThrow(/no messages/);
  });

  const most = 1e300;
  const cases: readonly [string, ModelRequest, ModelScript][] = [
    ['at once', hello, () => ({ text: 'Yes.', usage: reported(most, most) })],
    ['in its form', form, () => ({ text: '{"label":"yes"}', usage: reported(most, most) })],
    [
      'mended',
      form,
      (_request, number) => ({
        text: number === 1 ? '{"label":1}' : '{"label":"yes"}',
        usage: reported(most, most),
      }),
    ],
  ];
  it.each(cases)(
    'is not passed by any report that is believed: %s',
    async (_name, request, script) => {
      for (const structuredOutput of [true, false]) {
        const driver = createScriptedLanguageModel(script, { structuredOutput });
        const limits = { maxAttempts: 1 };
        const model = new LanguageModel({ driver, clock: systemClock, random: () => 0, limits });
        const { usage } = await model.complete(request, { tenant: 'tenant' });
        expect(costOf(price, usage)).toBeLessThanOrEqual(boundOf(request, price, shape).call);
      }
    },
  );
});

const reported = (input: number, output: number) => ({
  input: [input],
  output: [output],
  cachedInput: [0],
});
