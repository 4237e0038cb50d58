import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ModelCache } from '#src/agents/model-cache.ts';
import { createRedactor } from '#src/algorithms/redaction/create-redactor.ts';
import type { ChatResponse } from '#src/api/schemas.ts';
import { dataSettings } from '#src/cli/settings.ts';
import { createJsonLogger } from '#src/foundation/logger.ts';
import { systemClock } from '#src/foundation/time.ts';
import { allFunctions as functions } from '#src/functions/all-functions.ts';
import type { Laptop, LaptopServices } from '#src/hosts/laptop/laptop.ts';
import { openLaptop } from '#src/hosts/laptop/laptop.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { anthropicProtocol } from '#src/testing/model-servers/anthropic-protocol.ts';
import {
  failing,
  hanging,
  listing,
  type ModelServer,
  type Reply,
  startModelServer,
} from '#src/testing/model-servers/model-server.ts';
import { openAIProtocol } from '#src/testing/model-servers/openai-protocol.ts';
import { verifies } from '#src/testing/verifies.ts';
import type { DeskSettings } from './kits/settings/desk-settings.ts';
import { Secret } from './kits/settings/secret.ts';
import * as baseline from './v0.5-baseline/compose.ts';
import { unconfigured } from './v0.5-baseline/settings.ts';
import * as mvp from './v1-mvp/compose.ts';

const { contentDirectory } = dataSettings({});
const offTopic = 'What is the boiling point of copper at sea level?';

/** An FAQ to answer from, and a question in words that the offline form is not sure of. */
let faq: { readonly title: string; readonly quote: string };
let servers: Readonly<Record<'openai' | 'anthropic', ModelServer>>;
beforeAll(async () => {
  const { articles } = await loadContent(contentDirectory);
  const first = articles.find(({ kind }) => kind === 'faq');
  faq = { title: first?.title ?? '', quote: first?.text.split(/(?<=\.)\s/)[0] ?? '' };
  servers = {
    openai: await startModelServer(openAIProtocol),
    anthropic: await startModelServer(anthropicProtocol),
  };
});
afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
});

let lines: string[] = [];
beforeEach(() => {
  lines = [];
});

/** The desks of this file learn once. */
const learned = new Map<string, Uint8Array>();
const models: ModelCache = {
  read: (name) => learned.get(name) ?? null,
  write: (name, bytes) => void learned.set(name, bytes),
};

/** No name twice, in no desk of this file: one of them opens the data of another. */
let named = 0;

const composeBaseline = (
  settings: Parameters<typeof baseline.describe>[0]['settings'],
  services: LaptopServices,
) => openLaptop({ version: baseline, functions, settings, services });
const composeMvp = (
  settings: Parameters<typeof mvp.describe>[0]['settings'],
  services: LaptopServices,
) => openLaptop({ version: mvp, functions, settings, services });

function host(): LaptopServices {
  const redactor = createRedactor();
  const redact = (value: unknown) => redactor.redactDeep(value);
  const write = (line: string) => void lines.push(line);
  return {
    clock: systemClock,
    logger: createJsonLogger({ clock: systemClock, level: 'info', redact, write }),
    newId() {
      named += 1;
      return `name-${named}`;
    },
    models,
    random: () => 0,
    progress: () => {},
    stopping: new AbortController().signal,
  };
}

const logged = (message: string) =>
  lines.map((line) => JSON.parse(line)).filter((line) => line.message === message);

type Changes = {
  readonly [Part in keyof DeskSettings]?: Partial<NonNullable<DeskSettings[Part]>>;
};

/** Settings with a model that is asked always, at a dollar for a thousand tokens. */
function settingsOf(provider: 'openai' | 'anthropic', changes: Changes = {}): DeskSettings {
  const { origin } = servers[provider];
  const model = {
    provider,
    name: 'model-1',
    baseUrl: provider === 'openai' ? `${origin}/v1` : origin,
    apiKey: new Secret('key-of-the-test'),
    price: {
      inputPerMillionUsd: 1_000,
      cachedInputPerMillionUsd: 1_000,
      outputPerMillionUsd: 1_000,
    },
    structuredOutput: null,
    maxOutputTokens: null,
    firstByteTimeoutMs: null,
    chunkTimeoutMs: null,
  };
  const brain = { classify: 'statistical', answer: 'model', sureEnough: 0.8 } as const;
  return {
    ...unconfigured,
    brain,
    ...changes,
    model: { ...model, ...changes.model },
    spending: { dailyCapUsd: null, ...changes.spending },
  } as DeskSettings;
}

async function openDesk(provider: 'openai' | 'anthropic', changes: Changes = {}) {
  servers[provider].replyWith(listing('model-1'));
  const desk = await composeBaseline(
    { ...settingsOf(provider, changes), contentDirectory },
    host(),
  );
  // At its start a desk looks whether the model is there.
  await servers[provider].received(1);
  await desk.start();
  return desk;
}

async function call<Answer>(desk: Laptop, path: string, body?: object): Promise<Answer> {
  const request = new Request(new URL(path, 'http://localhost'), {
    method: body ? 'POST' : 'GET',
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const response = await desk.fetch(request);
  expect(response.status).toBe(200);
  const isJson = response.headers.get('content-type')?.includes('json');
  return (isJson ? await response.json() : await response.text()) as Answer;
}

const chat = (desk: Laptop, message: string) => call<ChatResponse>(desk, '/v1/chat', { message });

/** Answers from the passage that holds the FAQ's first sentence, wherever it stands. */
const answeringWell: Reply = ({ request, response, protocol }) => {
  const asked = JSON.stringify(request.body);
  const before = asked.slice(0, asked.indexOf(JSON.stringify(faq.quote).slice(1, -1)));
  const passage = Number(
    before
      .match(/<<passage (\d+)/g)
      ?.at(-1)
      ?.match(/\d+/)?.[0] ?? 0,
  );
  const claims = [{ text: faq.quote, passage, quote: faq.quote }];
  const text = [JSON.stringify({ claims, confidence: 0.9 })];
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(protocol.body({ text, usage: { input: 900, output: 100 } })));
};

describe.each(['openai', 'anthropic'] as const)('a desk that asks %s', (provider) => {
  test(
    verifies(
      'v0.5.agent',
      'protocol',
      'perceives, reasons with a model, and acts: the answer, what it rests on and its cost',
    ),
    async () => {
      const desk = await openDesk(provider);
      servers[provider].replyWith(answeringWell);
      const answer = await chat(desk, `${faq.title} I am ada.keller@mail.example.`);
      expect(answer).toMatchObject({
        status: 'answered',
        reply: faq.quote,
        confidence: 0.9,
        citations: [{ quote: faq.quote }],
        usage: { model: 'model-1', inputTokens: 900, outputTokens: 100, costUsd: 1 },
        receipt: { model: 'model-1', promptHash: expect.stringMatching(/^answer-/) },
      });
      expect(JSON.stringify(servers[provider].requests[0]?.body)).not.toContain('ada.keller');
      await desk.close();
    },
  );

  test(
    verifies(
      'v0.5.latency',
      'protocol',
      'a model that hangs is cut off at the socket, and the customer gets a ticket',
    ),
    async () => {
      const desk = await openDesk(provider, { answerWithinMs: 400 } as Changes);
      servers[provider].replyWith(hanging);
      const answer = await chat(desk, offTopic);
      expect(answer).toMatchObject({
        status: 'escalated',
        ticketId: answer.conversationId,
        receipt: { model: 'offline (out_of_time)' },
      });
      await servers[provider].clientGone();
      const { events } = await call<{ events: { type: string; data: object }[] }>(
        desk,
        `/v1/tickets/${answer.ticketId}`,
      );
      const escalated = events.find(({ type }) => type === 'ticket.escalated');
      expect(JSON.stringify(escalated?.data)).toContain('language model could not be asked');
      await desk.close();
    },
  );
});

test('both agents can ask, and what both cost is one sum', async () => {
  const brain = { classify: 'model', answer: 'model', sureEnough: 0.8 } as const;
  const desk = await openDesk('openai', { brain });
  const sorting: Reply = ({ response, protocol }) => {
    const found = { urgency: 'high', sentiment: 'negative', confidence: 0.77 };
    const text = [JSON.stringify({ intent: 'complaint', ...found })];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(protocol.body({ text, usage: { input: 400, output: 100 } })));
  };
  servers.openai.replyWith(sorting, answeringWell);
  expect(await chat(desk, faq.title)).toMatchObject({
    status: 'answered',
    usage: { model: 'model-1', inputTokens: 1_300, outputTokens: 200, costUsd: 1.5 },
    receipt: {
      classifier: { intent: 'complaint', confidence: 0.77, urgency: 'high' },
      promptHash: expect.stringMatching(/^classify-[0-9a-f]{16} answer-[0-9a-f]{16}$/),
    },
  });
  await desk.close();
});

test('where the model fails, the offline form answers what it is sure of', async () => {
  const desk = await openDesk('openai');
  servers.openai.replyWith(failing(500));
  expect(await chat(desk, faq.title)).toMatchObject({
    status: 'answered',
    usage: { model: 'offline', costUsd: 0 },
    receipt: { model: 'offline (server_failed)', promptHash: null },
  });
  await desk.close();
});

test('a cascade does not ask for what the offline form is sure of', async () => {
  const brain = { classify: 'cascade', answer: 'cascade', sureEnough: 0 } as const;
  const desk = await openDesk('openai', { brain });
  servers.openai.replyWith(answeringWell);
  expect(await chat(desk, faq.title)).toMatchObject({ usage: { model: 'offline' } });
  expect(servers.openai.requests).toEqual([]);
  await desk.close();
});

test(
  verifies('v0.5.cost', 'protocol', 'tokens and money of every query are counted, up to the cap'),
  async () => {
    const desk = await openDesk('openai', { spending: { dailyCapUsd: 120 } });
    servers.openai.replyWith(answeringWell);
    const first = await chat(desk, faq.title);
    expect(first.usage).toEqual({
      model: 'model-1',
      inputTokens: 900,
      outputTokens: 100,
      costUsd: 1,
    });
    let last = first;
    for (let asked = 1; asked < 130 && last.receipt.model === 'model-1'; asked += 1) {
      last = await chat(desk, faq.title);
    }
    // The most that a call could cost did not fit any more: the offline form answers, and says so.
    expect(last.receipt.model).toBe('offline (cap_reached)');
    expect(last.usage).toMatchObject({ model: 'offline', costUsd: 0 });
    const asked = servers.openai.requests.length;
    await chat(desk, faq.title);
    expect(servers.openai.requests).toHaveLength(asked);

    const spending = await call<Record<string, never>>(desk, '/v1/spending');
    expect(spending).toMatchObject({
      dailyCapUsd: 120,
      leftTodayUsd: 120 - asked,
      items: [
        { calls: asked, inputTokens: 900 * asked, outputTokens: 100 * asked, costUsd: asked },
      ],
    });
    const metrics = await call<string>(desk, '/metrics');
    expect(metrics).toMatch(/^supportmax_model_cap_reached 1$/m);
    expect(metrics).toMatch(
      new RegExp(`^supportmax_cost_usd_total{model="model-1"} ${asked}$`, 'm'),
    );
    expect(lines.filter((line) => line.includes('cap')).length).toBeGreaterThan(0);
    await desk.close();
  },
);

test('what v1 spent counts after a restart too', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'supportmax-spending-'));
  const settings = { ...settingsOf('openai'), contentDirectory, dataDirectory };
  try {
    for (const calls of [1, 2]) {
      servers.openai.replyWith(listing('model-1'));
      const desk = await composeMvp(settings, host());
      await servers.openai.received(1);
      await desk.start();
      servers.openai.replyWith(answeringWell);
      expect(await chat(desk, faq.title)).toMatchObject({ usage: { costUsd: 1 } });
      const { items } = await call<{ items: object[] }>(desk, '/v1/spending');
      expect(items).toEqual([expect.objectContaining({ calls, costUsd: calls })]);
      await desk.close();
    }
  } finally {
    rmSync(dataDirectory, { recursive: true });
  }
});

test('a model that is down is left alone after a while', async () => {
  const desk = await openDesk('openai');
  servers.openai.replyWith(failing(503));
  for (let asked = 0; asked < 6; asked += 1) await chat(desk, faq.title);
  const before = servers.openai.requests.length;
  const answer = await chat(desk, faq.title);
  expect(answer).toMatchObject({ status: 'answered', receipt: { model: 'offline (resting)' } });
  expect(servers.openai.requests).toHaveLength(before);
  expect(await call<string>(desk, '/metrics')).toMatch(/^supportmax_model_resting 1$/m);
  await desk.close();
});

describe('the log', () => {
  test(
    verifies(
      'v0.5.log',
      'real part',
      'has a line for every interaction, and nothing personal in it',
    ),
    async () => {
      const desk = await openDesk('openai');
      servers.openai.replyWith(answeringWell, failing(401));
      const message = `${faq.title} Card 4111 1111 1111 1111, ada.keller@mail.example.`;
      const answered = await chat(desk, message);
      const other = await chat(desk, `My number is +49 30 901820. ${offTopic}`);
      const [first, second, ...more] = logged('interaction');
      expect(more).toEqual([]);
      expect(first).toMatchObject({
        level: 'info',
        requestId: expect.any(String),
        tenant: 'default',
        ticketId: answered.conversationId,
        journeyId: answered.receipt.journeyId,
        channel: 'chat',
        outcome: 'answered',
        reason: null,
        intent: answered.receipt.classifier.intent,
        confidence: 0.9,
        articleIds: [answered.citations[0]?.articleId],
        model: 'model-1',
        inputTokens: 900,
        outputTokens: 100,
        costUsd: 1,
        modelFailure: null,
        latencyMs: expect.any(Number),
        question: `${faq.title} Card [card-1], [email-1].`,
        reply: faq.quote,
      });
      expect(second).toMatchObject({
        ticketId: other.ticketId,
        outcome: 'escalated',
        reason: 'not_confident',
        modelFailure: 'key_refused',
        costUsd: 0,
        question: `My number is [phone-1]. ${offTopic}`,
      });
      expect(lines.join('')).not.toMatch(/4111|ada\.keller|901820|key-of-the-test/);
      await desk.close();
    },
  );

  test('has no texts where it is told to have none', async () => {
    const desk = await openDesk('openai', { log: { level: 'info', messages: 'none' } });
    servers.openai.replyWith(answeringWell);
    await chat(desk, faq.title);
    const [line] = logged('interaction');
    expect(line).toMatchObject({ outcome: 'answered' });
    expect(Object.keys(line)).not.toContain('question');
    expect(Object.keys(line)).not.toContain('reply');
    await desk.close();
  });
});
