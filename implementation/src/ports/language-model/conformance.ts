import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { systemClock } from '#src/foundation/time.ts';
import { describeModelCancellation } from '#src/testing/model-servers/cancellation-cases.ts';
import { describeModelFaults } from '#src/testing/model-servers/fault-cases.ts';
import { type ModelServer, startModelServer } from '#src/testing/model-servers/model-server.ts';
import { describeModelProbe } from '#src/testing/model-servers/probe-cases.ts';
import type { WireProtocol } from '#src/testing/model-servers/wire-protocol.ts';
import type { LanguageModelDriver } from './driver.ts';
import { LanguageModel, type ModelStreamEvent } from './language-model.ts';
import type { ModelRequest } from './model-request.ts';

export interface LanguageModelCase {
  readonly protocol: WireProtocol;
  /** A driver that talks to this server, with `apiKey` where it takes one. */
  open(origin: string, apiKey: string): LanguageModelDriver;
}

const question: ModelRequest = {
  model: 'asked-model',
  system: 'You help.',
  messages: [{ role: 'user', text: 'Ça va 🙂?' }],
  maxOutputTokens: 200,
  temperature: 0.5,
  stopSequences: ['STOP'],
};
const weather = {
  name: 'weather',
  description: 'Tells the weather of a town.',
  input: z.object({ town: z.string() }),
};
const responseSchema = z.object({ label: z.enum(['yes', 'no']), share: z.number().max(1) });

/** What every driver of language models must do, alone and below the portable class. */
export function describeLanguageModelDriver(name: string, { protocol, open }: LanguageModelCase) {
  describe(`language model driver: ${name}`, () => {
    let server: ModelServer;
    let driver: LanguageModelDriver;
    let model: LanguageModel;
    beforeAll(async () => {
      server = await startModelServer(protocol);
      driver = open(server.origin, 'key-of-the-test');
      model = new LanguageModel({ driver, clock: systemClock, random: () => 0 });
    });
    afterAll(async () => {
      await driver?.close();
      await server?.close();
    });

    it('asks in the words of the request, and gives the answer with what it cost', async () => {
      server.replyWith({ text: ['Ça ', 'va. 🙂'], requestId: 'request-7' });
      const result = await model.complete(question);
      expect(result).toEqual({
        text: 'Ça va. 🙂',
        toolCalls: [],
        object: null,
        stopReason: 'end',
        usage: {
          inputTokens: 11,
          outputTokens: 7,
          cachedInputTokens: 3,
          usageTrusted: true,
          unsureRequests: 0,
        },
        requestId: 'request-7',
        model: 'served-model',
        repaired: false,
      });
      const sent = JSON.stringify(server.requests[0]?.body);
      for (const part of ['asked-model', 'You help.', 'Ça va 🙂?', '200', 'STOP']) {
        expect(sent).toContain(part);
      }
      expect(JSON.stringify(server.requests[0]?.headers)).toContain('key-of-the-test');
    });

    it('gives words as they come, and the same result at the end', async () => {
      server.replyWith({ text: ['Ça ', 'va. 🙂'] });
      const whole = await model.complete(question);
      const events = await listOf(model.stream(question));
      expect(events).toEqual([
        { type: 'text', text: 'Ça ' },
        { type: 'text', text: 'va. 🙂' },
        { type: 'end', result: whole },
      ]);
    });

    it.each(['complete', 'stream'] as const)('calls tools and takes results: %s', async (way) => {
      const toolCalls = ['Ulm', 'Bonn'].map((town, index) => ({
        id: `call-${index}`,
        name: 'weather',
        argumentsText: JSON.stringify({ town }),
      }));
      server.replyWith({ text: ['Let me look.'], toolCalls, stop: 'tools' }, { text: ['Rain.'] });
      const first = await resultOf(model, way, { ...question, tools: [weather] });
      expect(first).toMatchObject({ stopReason: 'tool_calls', text: 'Let me look.' });
      expect(first.toolCalls).toEqual([
        { id: 'call-0', name: 'weather', input: { town: 'Ulm' } },
        { id: 'call-1', name: 'weather', input: { town: 'Bonn' } },
      ]);
      const second = await resultOf(model, way, {
        ...question,
        tools: [weather],
        messages: [
          ...question.messages,
          { role: 'assistant', text: first.text, toolCalls: first.toolCalls },
          { role: 'tool', toolCallId: 'call-0', text: 'It rains in Ulm.' },
          { role: 'tool', toolCallId: 'call-1', text: 'No line to Bonn.', failed: true },
          { role: 'user', text: 'And?' },
        ],
      });
      expect(second.text).toBe('Rain.');
      const sent = JSON.stringify(server.requests[1]?.body);
      for (const part of ['call-0', 'call-1', 'It rains in Ulm.', 'No line to Bonn.', 'And?']) {
        expect(sent).toContain(part);
      }
    });

    it.each(['complete', 'stream'] as const)('gives an object of a schema: %s', async (way) => {
      server.replyWith({ text: ['{"label":"yes",', '"share":0.5}'] });
      const result = await resultOf(model, way, { ...question, responseSchema });
      expect(result.object).toEqual({ label: 'yes', share: 0.5 });
      // Whether by the provider's own means or in the prompt: the model is told the form.
      expect(JSON.stringify(server.requests[0]?.body)).toContain('label');
    });

    it('lets the model mend an answer in the wrong form, once', async () => {
      const wrong = { text: ['{"label":"perhaps","share":3}'], usage: { input: 10, output: 4 } };
      server.replyWith(wrong, { text: ['```json\n{"label":"no","share":1}\n```'] });
      const result = await model.complete({ ...question, responseSchema });
      expect(result).toMatchObject({ object: { label: 'no', share: 1 }, repaired: true });
      expect(result.usage).toMatchObject({ inputTokens: 21, outputTokens: 11, usageTrusted: true });
      const sent = JSON.stringify(server.requests[1]?.body.messages);
      expect(sent).toContain('perhaps');
      expect(sent).toContain('does not fit the schema');
      expect(server.requests).toHaveLength(2);
    });

    it.each([
      ['length', 'length'],
      ['something_new', 'other'],
    ] as const)('names why the model stopped: %s', async (stop, stopReason) => {
      server.replyWith({ text: ['Well'], stop });
      expect(await model.complete(question)).toMatchObject({ text: 'Well', stopReason });
      expect(await resultOf(model, 'stream', question)).toMatchObject({ stopReason });
    });

    it('does without usage, request id and words', async () => {
      server.replyWith({ usage: null, requestId: null });
      for (const way of ['complete', 'stream'] as const) {
        const result = await resultOf(model, way, question);
        expect(result).toMatchObject({ text: '', requestId: null });
        expect(result.usage).toMatchObject({ inputTokens: 0, usageTrusted: false });
      }
    });

    describeModelFaults(protocol, open);
    describeModelCancellation(protocol, open);
    describeModelProbe(protocol, open);
  });
}

async function listOf(events: AsyncIterable<ModelStreamEvent>): Promise<ModelStreamEvent[]> {
  const list = [];
  for await (const event of events) list.push(event);
  return list;
}

async function resultOf(model: LanguageModel, way: 'complete' | 'stream', request: ModelRequest) {
  if (way === 'complete') return await model.complete(request);
  const last = (await listOf(model.stream(request))).at(-1);
  if (last?.type !== 'end') throw new Error('the stream has no end');
  return last.result;
}
