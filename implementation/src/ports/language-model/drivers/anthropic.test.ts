import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { systemClock } from '#src/foundation/time.ts';
import { createAnthropicClients } from '#src/platforms/anthropic/anthropic-client.ts';
import { anthropicProtocol } from '#src/testing/model-servers/anthropic-protocol.ts';
import {
  type ModelServer,
  raw,
  startModelServer,
} from '#src/testing/model-servers/model-server.ts';
import { frame } from '#src/testing/model-servers/wire-protocol.ts';
import { verifies } from '#src/testing/verifies.ts';
import { LanguageModel } from '../language-model.ts';
import type { ModelRequest } from '../model-request.ts';
import { createAnthropicLanguageModel } from './anthropic.ts';

let server: ModelServer;
let model: LanguageModel;
beforeAll(async () => {
  server = await startModelServer(anthropicProtocol);
  const driver = createAnthropicLanguageModel({
    apiKey: 'key-of-the-test',
    baseUrl: server.origin,
  });
  const limits = { firstRetryDelayMs: 1 };
  model = new LanguageModel({ driver, clock: systemClock, random: () => 0, limits });
});
afterAll(async () => {
  await model.close();
  await server.close();
});

const request: ModelRequest = {
  model: 'claude',
  system: 'You help.',
  messages: [{ role: 'user', text: 'Hello?' }],
  maxOutputTokens: 50,
  temperature: 0.5,
};

it(verifies('v0.5.agent', 'protocol', 'asks Anthropic through its own API'), async () => {
  server.replyWith({ text: ['{"label":"yes"}'] });
  const responseSchema = z.object({ label: z.string() });
  await model.complete({ ...request, stopSequences: ['STOP'], responseSchema });
  expect(server.requests[0]?.body).toEqual({
    model: 'claude',
    system: 'You help.',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello?' }] }],
    max_tokens: 50,
    stop_sequences: ['STOP'],
    output_config: { format: { type: 'json_schema', schema: expect.anything() } },
    stream: false,
  });
  expect(server.requests[0]?.headers).toMatchObject({
    'x-api-key': 'key-of-the-test',
    'anthropic-version': expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
  });
});

it('puts the results of tools and what follows them into one turn', async () => {
  server.replyWith({ text: ['Rain.'] });
  const toolCalls = ['a', 'b'].map((id) => ({ id, name: 'weather', input: { town: id } }));
  await model.complete({
    ...request,
    messages: [
      ...request.messages,
      { role: 'assistant', text: '', toolCalls },
      { role: 'tool', toolCallId: 'a', text: 'Rain.' },
      { role: 'tool', toolCallId: 'b', text: 'No line.', failed: true },
      { role: 'user', text: 'And?' },
    ],
  });
  expect(server.requests[0]?.body.messages.slice(1)).toEqual([
    {
      role: 'assistant',
      content: toolCalls.map((call) => ({ type: 'tool_use', ...call })),
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'a', content: 'Rain.', is_error: false },
        { type: 'tool_result', tool_use_id: 'b', content: 'No line.', is_error: true },
        { type: 'text', text: 'And?' },
      ],
    },
  ]);
});

it('takes nothing from the environment', async () => {
  for (const name of ['API_KEY', 'AUTH_TOKEN', 'BASE_URL', 'PROFILE', 'WEBHOOK_SIGNING_KEY']) {
    vi.stubEnv(`ANTHROPIC_${name}`, 'http://environment.invalid');
  }
  vi.stubEnv('ANTHROPIC_CUSTOM_HEADERS', 'x-api-key: environment\nx-extra: environment');
  vi.stubEnv('ANTHROPIC_LOG', 'debug');
  const levels = ['log', 'debug', 'info', 'warn', 'error'] as const;
  const spies = levels.map((level) => vi.spyOn(console, level));
  const driver = createAnthropicLanguageModel({
    apiKey: 'key-of-the-test',
    baseUrl: server.origin,
  });
  try {
    server.replyWith({ text: ['Hello.'] }, raw(200, '{"x'));
    const here = new LanguageModel({ driver, clock: systemClock, random: () => 0 });
    await here.complete(request);
    await here.complete(request).catch(() => {});
    const { headers } = server.requests[0] ?? {};
    expect(headers?.['x-api-key']).toBe('key-of-the-test');
    expect(JSON.stringify(headers)).not.toContain('environment');
    const clients = createAnthropicClients({ apiKey: 'key' });
    expect(clients.clientFor(() => {}).baseURL).toBe('https://api.anthropic.com');
    clients.close();
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  } finally {
    await driver.close();
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  }
});

it('counts what the cache gave and took as input', async () => {
  const usage = {
    input_tokens: 5,
    cache_creation_input_tokens: 20,
    cache_read_input_tokens: 30,
    output_tokens: 7,
  };
  const body = { ...Object(anthropicProtocol.body({ text: ['Hello.'] })), usage };
  server.replyWith(raw(200, JSON.stringify(body)));
  expect((await model.complete(request)).usage).toEqual({
    inputTokens: 55,
    cachedInputTokens: 30,
    outputTokens: 7,
    usageTrusted: true,
    unsureRequests: 0,
  });
});

it.each([
  ['overloaded_error', 'overloaded', 3],
  ['rate_limit_error', 'rate_limited', 3],
  ['authentication_error', 'key_refused', 1],
] as const)('an error %s at the start of a stream is %s', async (type, reason, requests) => {
  const failure = frame({ type: 'error', error: { type, message: 'No.' } }, 'error');
  server.replyWith(raw(200, failure, { 'content-type': 'text/event-stream' }));
  await expect(model.stream(request).next()).rejects.toMatchObject({ reason });
  expect(server.requests).toHaveLength(requests);
});

it('passes over thoughts and blocks that it does not know', async () => {
  const message = Object(anthropicProtocol.body({ text: ['Hello.'] }));
  const content = [{ type: 'thinking', thinking: 'Hm.', signature: 'x' }, { type: 'new' }];
  const body = { ...message, content: [...content, ...message.content] };
  server.replyWith(raw(200, JSON.stringify(body)));
  expect((await model.complete(request)).text).toBe('Hello.');
});
