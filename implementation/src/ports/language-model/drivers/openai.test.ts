import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { systemClock } from '#src/foundation/time.ts';
import { createOpenAIClients } from '#src/platforms/openai/openai-client.ts';
import {
  failing,
  type ModelServer,
  raw,
  startModelServer,
} from '#src/testing/model-servers/model-server.ts';
import { openAIProtocol } from '#src/testing/model-servers/openai-protocol.ts';
import { verifies } from '#src/testing/verifies.ts';
import { LanguageModel } from '../language-model.ts';
import type { ModelRequest } from '../model-request.ts';
import { createOpenAILanguageModel, type OpenAILanguageModelOptions } from './openai.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer(openAIProtocol);
});
afterAll(() => server.close());

const request: ModelRequest = {
  model: 'llama',
  system: 'You help.',
  messages: [{ role: 'user', text: 'Hello?' }],
  maxOutputTokens: 50,
  responseSchema: z.object({ label: z.string() }),
};

async function withModel<Result>(
  options: Partial<OpenAILanguageModelOptions>,
  use: (model: LanguageModel) => Promise<Result>,
): Promise<Result> {
  const driver = createOpenAILanguageModel({
    apiKey: 'key-of-the-test',
    baseUrl: `${server.origin}/v1`,
    ...options,
  });
  const limits = { firstRetryDelayMs: 1 };
  const model = new LanguageModel({ driver, clock: systemClock, random: () => 0, limits });
  try {
    return await use(model);
  } finally {
    await driver.close();
  }
}

it('asks a local server only for what every one understands, and without a key', async () => {
  server.replyWith({ text: ['{"label":"yes"}'] });
  await withModel({ apiKey: null, name: 'ollama' }, (model) =>
    model.complete(request, { tenant: 'acme' }),
  );
  const [sent] = server.requests;
  expect(sent?.headers.authorization).toBeUndefined();
  expect(sent?.body).toEqual({
    model: 'llama',
    messages: [
      { role: 'system', content: expect.stringContaining('"label"') },
      { role: 'user', content: 'Hello?' },
    ],
    max_tokens: 50,
    stream: false,
  });
});

it(
  verifies('v0.5.agent', 'protocol', 'asks OpenAI through its own API, with its schema'),
  async () => {
    server.replyWith({ text: ['{"label":"yes"}'] });
    const dialect = { responseFormat: true, tokenLimit: 'max_completion_tokens' } as const;
    const options = { organization: 'org-1', project: 'project-1', dialect };
    await withModel(options, (model) => model.complete(request));
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer key-of-the-test',
      'openai-organization': 'org-1',
      'openai-project': 'project-1',
    });
    expect(server.requests[0]?.body).toMatchObject({
      max_completion_tokens: 50,
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    });
  },
);

it('takes nothing from the environment', async () => {
  const names = ['API_KEY', 'ADMIN_KEY', 'BASE_URL', 'ORG_ID', 'PROJECT_ID', 'WEBHOOK_SECRET'];
  for (const name of names) vi.stubEnv(`OPENAI_${name}`, 'http://environment.invalid/v1');
  vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'Authorization: Bearer environment\nX-Extra: environment');
  vi.stubEnv('OPENAI_LOG', 'debug');
  const spies = (['log', 'debug', 'info', 'warn', 'error'] as const).map((level) =>
    vi.spyOn(console, level),
  );
  try {
    server.replyWith({ text: ['{"label":"yes"}'] }, failing(500));
    await withModel({}, (model) => model.complete(request));
    await withModel({}, (model) => model.complete(request)).catch(() => {});
    const { headers } = server.requests[0] ?? {};
    expect(headers?.authorization).toBe('Bearer key-of-the-test');
    expect(JSON.stringify(headers)).not.toContain('environment');
    expect(headers?.['openai-organization']).toBeUndefined();
    const clients = createOpenAIClients({ apiKey: 'key' });
    expect(clients.clientFor(() => {}).baseURL).toBe('https://api.openai.com/v1');
    clients.close();
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  } finally {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  }
});

it.each([
  [429, { type: 'insufficient_quota', code: 'insufficient_quota' }, 'quota_exhausted', 1],
  [400, { type: 'invalid_request_error', code: 'context_length_exceeded' }, 'request_too_large', 1],
  [400, { type: 'invalid_request_error', code: 'content_filter' }, 'content_refused', 1],
  [400, { type: 'BadRequestError', code: 400 }, 'request_refused', 1],
] as const)('HTTP %i with %o is %s', async (status, error, reason, requests) => {
  server.replyWith(
    raw(status, JSON.stringify({ error: { message: 'No.', param: null, ...error } })),
  );
  const call = withModel({}, (model) => model.complete(request));
  await expect(call).rejects.toMatchObject({ reason, status });
  expect(server.requests).toHaveLength(requests);
});

it.each(['sesame', 'Wrong key ses***ame', 'ses-ame-1'])(
  'tells nothing that a provider says of a key: %s',
  async (word) => {
    const error = { message: word, type: word, code: word, param: word };
    server.replyWith(raw(401, JSON.stringify({ error })));
    const failure = await withModel({ apiKey: 'sesame' }, (model) => model.complete(request)).catch(
      (thrown: unknown) => inspect(thrown, { depth: 20, showHidden: true }),
    );
    expect(failure).toContain('refuses the API key');
    expect(failure).not.toContain(word);
  },
);

it.each([
  [{ baseUrl: 'localhost:11434' }, 'baseUrl'],
  [{ baseUrl: 'file:///etc/passwd' }, 'baseUrl'],
  [{ baseUrl: 'https://me:sesame@example.org/v1' }, 'must not hold a password'],
  [{ baseUrl: 'https://example.org/v1?key=sesame' }, 'query'],
  [{ apiKey: '' }, 'apiKey'],
  [{ apiKey: 'sesame\n' }, 'apiKey'],
])('refuses a configuration that cannot work: %o', (options, words) => {
  const open = () => createOpenAILanguageModel({ apiKey: 'key', ...options });
  expect(open).toThrow(words);
  expect(open).not.toThrow('sesame');
});

it(
  verifies('v0.5.errors', 'protocol', 'a rate limit and a failing model are errors that say so'),
  async () => {
    const cases = [
      [failing(429), 'rate_limited', /^openai allows no more requests .* wait/],
      [failing(500), 'unavailable', /^openai failed inside; try again later/],
      [raw(200, '<html>'), 'unavailable', /^openai answered with something .* check the base URL/],
    ] as const;
    for (const [reply, code, message] of cases) {
      server.replyWith(reply);
      const call = withModel({}, (model) => model.complete(request));
      await expect(call).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    }
  },
);

it('takes an answer of JSON that calls itself text', async () => {
  const body = JSON.stringify(openAIProtocol.body({ text: ['{"label":"yes"}'] }));
  server.replyWith(raw(200, body, { 'content-type': 'text/plain' }));
  const result = await withModel({}, (model) => model.complete(request));
  expect(result.object).toEqual({ label: 'yes' });
});

it('a refusal in words is a refusal', async () => {
  const message = { role: 'assistant', content: null, refusal: 'I will not.' };
  const body = { model: 'm', choices: [{ index: 0, message, finish_reason: 'stop' }] };
  server.replyWith(raw(200, JSON.stringify(body)));
  const call = withModel({}, (model) => model.complete(request));
  await expect(call).rejects.toMatchObject({ reason: 'content_refused' });
});
