import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ModelError } from '#src/foundation/model-error.ts';
import { nextTurn, systemClock } from '#src/foundation/time.ts';
import type { LanguageModelDriver } from '#src/ports/language-model/driver.ts';
import { LanguageModel } from '#src/ports/language-model/language-model.ts';
import type { ModelRequest } from '#src/ports/language-model/model-request.ts';
import {
  beginning,
  failing,
  type ModelServer,
  type Reply,
  raw,
  startModelServer,
} from './model-server.ts';
import type { ServedAnswer, WireProtocol } from './wire-protocol.ts';

export type OpenDriver = (origin: string, apiKey: string) => LanguageModelDriver;

export const plainQuestion: ModelRequest = {
  model: 'asked-model',
  messages: [{ role: 'user', text: 'Hello?' }],
  maxOutputTokens: 100,
};

export const ways = ['complete', 'stream'] as const;

/** The whole answer, and the words that came before it. */
export async function ask(
  model: LanguageModel,
  way: (typeof ways)[number],
  request: ModelRequest = plainQuestion,
  given: string[] = [],
) {
  if (way === 'complete') return await model.complete(request);
  for await (const event of model.stream(request)) {
    if (event.type === 'end') return event.result;
    given.push(event.text);
  }
  throw new Error('the stream has no end');
}

/** The error that the call ends with; a call that ends well is no failure. */
export async function failureOf(call: Promise<unknown>): Promise<ModelError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('the call did not fail');
}

/** Everything that a provider does wrong, as the caller of the port sees it. */
export function describeModelFaults(protocol: WireProtocol, open: OpenDriver): void {
  describe('faults', () => {
    let server: ModelServer;
    let elsewhere: ModelServer;
    let driver: LanguageModelDriver;
    let model: LanguageModel;
    const limits = { firstRetryDelayMs: 1, longestRetryDelayMs: 1 };
    const modelOf = (one: LanguageModelDriver) =>
      new LanguageModel({ driver: one, clock: systemClock, random: () => 0, limits });
    beforeAll(async () => {
      [server, elsewhere] = [await startModelServer(protocol), await startModelServer(protocol)];
      driver = open(server.origin, 'key-of-the-test');
      model = modelOf(driver);
    });
    afterAll(async () => {
      await driver?.close();
      await Promise.all([server?.close(), elsewhere?.close()]);
    });

    const statuses = [
      [400, 'invalid_argument', 'request_refused', 1],
      [401, 'unauthenticated', 'key_refused', 1],
      [403, 'permission_denied', 'forbidden', 1],
      [404, 'not_found', 'model_unknown', 1],
      [413, 'too_large', 'request_too_large', 1],
      [418, 'invalid_argument', 'request_refused', 1],
      [429, 'rate_limited', 'rate_limited', 3],
      [500, 'unavailable', 'server_failed', 3],
      [503, 'unavailable', undefined, 3],
      [529, 'unavailable', 'overloaded', 3],
    ] as const;
    it.each(statuses)(
      'HTTP %i is %s (%s), after %i requests',
      async (status, code, reason, tries) => {
        for (const way of ways) {
          server.replyWith(failing(status));
          const error = await failureOf(ask(model, way));
          expect(error).toMatchObject({ code, status, provider: driver.name });
          if (reason) expect(error.reason).toBe(reason);
          expect(error.message).toMatch(new RegExp(`^${driver.name} .+[;:,] .+`));
          expect(server.requests).toHaveLength(tries);
        }
      },
    );

    it('goes on after failures that pass', async () => {
      for (const way of ways) {
        server.replyWith(failing(529), failing(500), { text: ['Here.'] });
        expect(await ask(model, way)).toMatchObject({ text: 'Here.' });
        expect(server.requests).toHaveLength(3);
      }
    });

    const html = '<html><body><h1>502 Bad Gateway</h1></body></html>';
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const noHttp: Reply = ({ response }) => {
      response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n\r\n');
    };
    const whole = JSON.stringify(protocol.body({ text: ['Hello'] }));
    const cut = { 'content-length': String(whole.length + 100), connection: 'close' };
    const bodies = [
      ['malformed JSON', raw(200, '{"id": "1", "cho'), 'not_an_answer', 'unavailable'],
      ['a number that is none', raw(200, '{"usage": NaN}'), 'not_an_answer', 'unavailable'],
      ['truncated JSON', raw(200, whole.slice(0, -9), cut), 'connection_lost', 'unavailable'],
      ['an empty body', raw(200, ''), 'not_an_answer', 'unavailable'],
      ['another JSON', raw(200, '{"hello": ["world"]}'), 'not_an_answer', 'unavailable'],
      ['a JSON list', raw(200, '[[[]]]'), 'not_an_answer', 'unavailable'],
      [
        'a page with status 200',
        raw(200, html, { 'content-type': 'text/html' }),
        'not_an_answer',
        'unavailable',
      ],
      [
        'a page of a proxy',
        raw(502, html, { 'content-type': 'text/html' }),
        'server_failed',
        'unavailable',
      ],
      ['JSON nested without end', raw(200, deep), 'not_an_answer', 'unavailable'],
      ['a status without a body', raw(204, ''), 'not_an_answer', 'unavailable'],
      [
        'a packed body',
        raw(200, '?', { 'content-encoding': 'gzip' }),
        'not_an_answer',
        'unavailable',
      ],
      ['bytes that are no HTTP', noHttp, 'not_an_answer', 'unavailable'],
      ['no choices', raw(200, JSON.stringify(protocol.nothing)), 'not_an_answer', 'unavailable'],
    ] as const;
    it.each(bodies)('%s is no answer', async (_name, reply, reason, code) => {
      server.replyWith(reply);
      expect(await failureOf(ask(model, 'complete'))).toMatchObject({ code, reason });
      // The same instead of a stream: whatever it is then, it is an error.
      server.replyWith(reply);
      expect(await failureOf(ask(model, 'stream'))).toMatchObject({ code: 'unavailable' });
    });

    it('follows no redirect', async () => {
      elsewhere.replyWith({ text: ['I have your key.'] });
      for (const status of [301, 302, 307, 308]) {
        server.replyWith(raw(status, '', { location: `${elsewhere.origin}${protocol.path}` }));
        for (const way of ways) {
          const error = await failureOf(ask(model, way));
          expect(error).toMatchObject({ code: 'unavailable', reason: 'redirected' });
        }
      }
      expect(elsewhere.requests).toHaveLength(0);
    });

    it.each(ways)('reads no more than its limit of an endless answer: %s', async (way) => {
      const piece = 'x'.repeat(64 * 1024);
      server.replyWith({ text: Array.from({ length: 160 }, () => piece) });
      const error = await failureOf(ask(model, way));
      expect(error).toMatchObject({ code: 'too_large', reason: 'answer_too_large' });
      while (server.openSockets() > 0) await nextTurn();
      expect(server.requests).toHaveLength(1);
    });

    it('retries a stream that breaks before its first word, and none after it', async () => {
      server.replyWith(({ response }) => response.destroy(), { text: ['Hello'] });
      expect(await ask(model, 'stream')).toMatchObject({ text: 'Hello' });
      let cut = () => {};
      const breaking = beginning({ text: ['Hel', 'lo'] }, ({ socket }) => {
        cut = () => socket?.resetAndDestroy();
      });
      server.replyWith(breaking, { text: ['Hello'] });
      const stream = model.stream(plainQuestion);
      expect((await stream.next()).value).toEqual({ type: 'text', text: 'Hel' });
      cut();
      const error = await failureOf(stream.next());
      expect(error).toMatchObject({ code: 'unavailable', reason: 'connection_lost' });
      expect(error.usage?.usageTrusted).toBe(false);
      expect(server.requests).toHaveLength(1);
    });

    it('a stream that ends without saying so is not whole', async () => {
      server.replyWith(beginning({ text: ['Hel', 'lo'] }, (response) => response.end()));
      expect((await failureOf(ask(model, 'stream'))).reason).toBe('connection_lost');
    });

    it('malformed JSON inside a stream is an error', async () => {
      const reply = beginning({ text: ['Hel'] }, (response) => {
        response.end('event: content_block_delta\ndata: {"choices": [\n\n');
      });
      server.replyWith(reply);
      expect((await failureOf(ask(model, 'stream'))).reason).toBe('not_an_answer');
    });

    it('an error inside a stream is the error of the call', async () => {
      const failure = JSON.stringify(protocol.failure(429, 'Slow down.'));
      const reply = beginning({ text: ['Hel'] }, (response) => {
        response.end(`event: error\ndata: ${failure}\n\n`);
      });
      server.replyWith(reply);
      expect((await failureOf(ask(model, 'stream'))).retryable).toBe(true);
    });

    const refused: ServedAnswer = { text: ['I can'], stop: 'refused' };
    it.each(ways)('names a refusal of the content, and what it cost: %s', async (way) => {
      server.replyWith(refused);
      const error = await failureOf(ask(model, way));
      expect(error).toMatchObject({ code: 'permission_denied', reason: 'content_refused' });
      expect(error.usage).toMatchObject({ inputTokens: 11, outputTokens: 7, usageTrusted: true });
      expect(server.requests).toHaveLength(1);
    });

    it('nobody there, and no such host', async () => {
      const gone = await startModelServer(protocol);
      await gone.close();
      const cases = [
        [gone.origin, 'unreachable'],
        ['http://models.invalid', /host_unknown|unreachable/],
      ] as const;
      for (const [origin, reason] of cases) {
        const absent = open(origin, 'key-of-the-test');
        for (const way of ways) {
          const error = await failureOf(ask(modelOf(absent), way));
          expect(error.code).toBe('unavailable');
          expect(error.reason).toMatch(reason);
          expect(error.message).toContain('check the base URL');
        }
        await absent.close();
      }
    });

    it('lets no key out, not even one that the server sends back', async () => {
      const key = 'key-of-the-test';
      const echoes = [
        failing(401, {}, `Incorrect API key provided: ${key}`),
        raw(400, JSON.stringify({ error: { type: key, code: key, message: key, param: key } })),
        raw(500, `<html>x-api-key: ${key}</html>`, { 'content-type': 'text/html', 'x-key': key }),
        raw(200, `{"oops": "${key}`),
        beginning({ text: ['a', key] }, (response) => {
          response.end(
            `event: error\ndata: {"error": {"message": "${key}", "type": "${key}"}}\n\n`,
          );
        }),
      ];
      for (const reply of echoes) {
        server.replyWith(reply);
        for (const way of ways) {
          const error = await failureOf(ask(model, way));
          expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(key);
          expect(JSON.stringify(error)).not.toContain(key);
        }
      }
      expect(inspect(driver, { depth: 20, showHidden: true })).not.toContain(key);
      expect(inspect(model, { depth: 20, showHidden: true })).not.toContain(key);
    });

    describeAnswersInTheWrongForm(() => ({ server, model }));
  });
}

function describeAnswersInTheWrongForm(
  parts: () => { server: ModelServer; model: LanguageModel },
): void {
  const label = z.object({ label: z.enum(['yes', 'no']) });
  const weather = {
    name: 'weather',
    description: 'Weather of a town.',
    input: z.object({ town: z.string() }),
  };

  it('an answer in the wrong form twice is an error with the cost of both', async () => {
    const { server, model } = parts();
    server.replyWith({ text: ['Maybe?'] }, { text: ['{"label":"secret-word"}'] });
    const error = await failureOf(model.complete({ ...plainQuestion, responseSchema: label }));
    expect(error).toMatchObject({ code: 'data_corrupt', reason: 'wrong_answer' });
    expect(error.usage).toMatchObject({ inputTokens: 22, outputTokens: 14 });
    expect(error.message).not.toContain('secret-word');
    expect(server.requests).toHaveLength(2);
  });

  it('an object that was cut off is not asked for again', async () => {
    const { server, model } = parts();
    server.replyWith({ text: ['{"label":'], stop: 'length' });
    const error = await failureOf(model.complete({ ...plainQuestion, responseSchema: label }));
    expect(error).toMatchObject({ code: 'too_large', reason: 'answer_cut' });
    expect(server.requests).toHaveLength(1);
  });

  const call = (id: string, argumentsText: string, name = 'weather') => ({
    id,
    name,
    argumentsText,
  });
  const good = call('a', '{"town":"Ulm"}');
  it.each([
    ['arguments that are no JSON', [call('a', '{"town": Ulm')]],
    ['arguments in the wrong form', [call('a', '{"city":"Ulm"}')]],
    ['a tool that does not exist', [call('a', '{}', 'rm')]],
    ['two calls of one id', [good, call('a', '{"town":"Bonn"}')]],
  ])('tool calls with %s are mended once, then an error', async (_name, toolCalls) => {
    const { server, model } = parts();
    const request = { ...plainQuestion, tools: [weather] };
    server.replyWith({ toolCalls, stop: 'tools' }, { toolCalls: [good], stop: 'tools' });
    const result = await model.complete(request);
    expect(result).toMatchObject({ repaired: true, toolCalls: [{ input: { town: 'Ulm' } }] });
    server.replyWith({ toolCalls, stop: 'tools' });
    expect(await failureOf(model.complete(request))).toMatchObject({ code: 'data_corrupt' });
    expect(server.requests).toHaveLength(2);
    server.replyWith({ toolCalls, stop: 'tools' });
    expect(await failureOf(ask(model, 'stream', request))).toMatchObject({ code: 'data_corrupt' });
    expect(server.requests).toHaveLength(1);
  });

  it('the same tool call twice is one, and one without an id gets one', async () => {
    const { server, model } = parts();
    for (const way of ways) {
      server.replyWith({ toolCalls: [good, good, call('', '{"town":"Bonn"}')], stop: 'tools' });
      const { toolCalls } = await ask(model, way, { ...plainQuestion, tools: [weather] });
      expect(toolCalls.map(({ id, input }) => [id, input])).toEqual([
        ['a', { town: 'Ulm' }],
        ['call-3', { town: 'Bonn' }],
      ]);
    }
  });

  it.each([
    ['negative', -5],
    ['no whole number', 1.5],
    ['text', '7'],
    ['words', 'NaN'],
    ['missing', undefined],
    ['null', null],
    ['an object', { tokens: 7 }],
    ['huge', 1e15],
    ['beyond all numbers', 1e308],
  ])('usage that is %s is not trusted, and not paid', async (_name, output) => {
    const { server, model } = parts();
    for (const way of ways) {
      server.replyWith({ text: ['Well.'], usage: { input: 11, output } });
      const { usage } = await ask(model, way);
      expect(usage.usageTrusted).toBe(false);
      expect(usage.inputTokens).toBe(11);
      expect(usage.outputTokens).toBeLessThanOrEqual(plainQuestion.maxOutputTokens);
      expect(usage.outputTokens).toBeGreaterThanOrEqual(0);
    }
    server.replyWith({ text: ['Well.'], usage: { input: output, output: 7 } });
    const { usage } = await ask(model, 'complete');
    expect(usage.usageTrusted).toBe(false);
    expect(usage.inputTokens).toBeLessThan(11_000);
  });
}
