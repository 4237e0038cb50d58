import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { type ChatResponse, chatResponse } from '#src/api/schemas.ts';
import { silentLogger } from '#src/foundation/logger.ts';
import { systemClock } from '#src/foundation/time.ts';
import { allFunctions as functions } from '#src/functions/all-functions.ts';
import { startHttpServer } from '#src/hosts/laptop/http-server.ts';
import type { Laptop, LaptopServices } from '#src/hosts/laptop/laptop.ts';
import { openLaptop } from '#src/hosts/laptop/laptop.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { sharedModels } from '#src/testing/shared-models.ts';
import { verifies } from '#src/testing/verifies.ts';
import * as baseline from './v0.5-baseline/compose.ts';
import { unconfigured as baselineSettings } from './v0.5-baseline/settings.ts';
import * as mvp from './v1-mvp/compose.ts';
import { unconfigured as mvpSettings } from './v1-mvp/settings.ts';

const contentRoot = fileURLToPath(new URL('../../content', import.meta.url));
const sample = readdirSync(contentRoot).find((name) =>
  existsSync(join(contentRoot, name, 'policy.json')),
);
const contentDirectory = join(contentRoot, sample ?? '');

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const composeBaseline = (
  settings: Parameters<typeof baseline.describe>[0]['settings'],
  services: LaptopServices,
) => openLaptop({ version: baseline, functions, settings, services });
const composeMvp = (
  settings: Parameters<typeof mvp.describe>[0]['settings'],
  services: LaptopServices,
) => openLaptop({ version: mvp, functions, settings, services });

function host(): LaptopServices {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `test-${ids}-${systemClock.now()}`;
  };
  const stopping = new AbortController().signal;
  const random = () => 0.5;
  const models = sharedModels();
  const services = { clock: systemClock, logger: silentLogger, newId, random, models, stopping };
  return { ...services, progress: () => {} };
}

async function ask(desk: Laptop, message: string, conversationId?: string): Promise<ChatResponse> {
  const response = await desk.fetch(
    new Request('http://localhost/v1/chat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message, conversationId }),
    }),
  );
  expect(response.status).toBe(200);
  return (await response.json()) as ChatResponse;
}

async function read(desk: Laptop, path: string): Promise<unknown> {
  const response = await desk.fetch(new Request(new URL(path, 'http://localhost')));
  expect(response.status).toBe(200);
  return response.json();
}

/** Some FAQs' own titles: whatever else changes, a desk answers most of these. */
async function faqQuestions(): Promise<{ readonly id: string; readonly title: string }[]> {
  const { articles } = await loadContent(contentDirectory);
  return articles.filter(({ kind }) => kind === 'faq').slice(0, 8);
}

test(
  verifies('v0.5.faq', 'real part', 'v0.5 answers from its FAQs, names them, and keeps no ticket'),
  async () => {
    const desk = await composeBaseline({ ...baselineSettings, contentDirectory }, host());
    await desk.start();
    const faqs = await faqQuestions();
    let answered = 0;
    for (const { id, title } of faqs) {
      const answer = await ask(desk, title);
      if (answer.status === 'escalated') {
        expect(answer.ticketId).toBe(answer.conversationId);
        continue;
      }
      answered += 1;
      expect(answer.ticketId).toBeNull();
      expect(answer.citations.map(({ articleId }) => articleId)).toEqual([id]);
      expect(desk.desk.knowledge.get(id)?.text).toContain(answer.citations[0]?.quote);
    }
    expect(answered).toBeGreaterThan(faqs.length / 2);
    const person = await ask(desk, 'I want to talk to a human being');
    expect(person).toMatchObject({ status: 'escalated', ticketId: person.conversationId });
    await desk.close();
  },
);

const offTopic = 'What is the boiling point of copper at sea level?';

test(
  verifies(
    'v0.5.ticket-tool',
    'real part',
    'what v0.5 cannot answer is a ticket with its question',
  ),
  async () => {
    const desk = await composeBaseline({ ...baselineSettings, contentDirectory }, host());
    await desk.start();
    const answer = await ask(desk, offTopic);
    expect(answer).toMatchObject({ status: 'escalated', citations: [] });
    expect(answer.ticketId).toMatch(/^ticket-/);
    expect(await read(desk, `/v1/tickets/${answer.ticketId}`)).toMatchObject({
      ticket: { id: answer.ticketId, status: 'open', escalated: true, channel: 'chat' },
      events: expect.arrayContaining([
        expect.objectContaining({ type: 'message.received', data: { text: offTopic } }),
        expect.objectContaining({ type: 'ticket.escalated' }),
      ]),
    });
    await desk.settled();
    const { items } = (await read(desk, '/v1/tickets?status=open')) as { items: { id: string }[] };
    expect(items.map(({ id }) => id)).toEqual([answer.ticketId]);
    await desk.close();
  },
);

test(
  verifies('v0.5.api', 'real part', 'v0.5 has a chat over HTTP, says how it is, and counts'),
  async () => {
    const desk = await composeBaseline({ ...baselineSettings, contentDirectory }, host());
    await desk.start();
    const { fetch } = desk;
    const server = await startHttpServer({ fetch, host: '127.0.0.1', port: 0, clock: systemClock });
    const get = (path: string) => globalThis.fetch(new URL(path, server.url));
    try {
      for (const path of ['/healthz', '/readyz']) {
        const response = await get(path);
        expect(response.status).toBe(200);
        expect(await response.json()).toEqual({ status: 'ok', version: 'v0.5' });
      }
      const chat = await globalThis.fetch(new URL('/v1/chat', server.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ message: offTopic }),
      });
      expect(chat.status).toBe(200);
      expect(chatResponse.parse(await chat.json()).status).toBe('escalated');
      const metrics = await (await get('/metrics')).text();
      expect(metrics).toMatch(/^supportmax_queries_total\{channel="chat"\} 1$/m);
      expect(metrics).toMatch(/^supportmax_build_info\{version="v0.5"\} 1$/m);
      const wrong = await globalThis.fetch(new URL('/v1/chat', server.url), { method: 'POST' });
      expect(wrong.headers.get('content-type')).toBe('application/problem+json');
    } finally {
      await server.close(0);
      await desk.close();
    }
  },
);

test(
  verifies(
    'v1.postgres',
    'real part',
    'v1 answers alike from what it learned and from what it kept of it, and a restart loses no ticket',
  ),
  async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'supportmax-versions-'));
    folders.push(dataDirectory);
    const faqs = await faqQuestions();
    const starts: unknown[][] = [];
    const tickets: (string | null)[] = [];
    for (let start = 0; start < 2; start += 1) {
      const desk = await composeMvp({ ...mvpSettings, contentDirectory, dataDirectory }, host());
      await desk.start();
      await desk.desk.readiness();
      const answers: unknown[] = [];
      for (const { title } of faqs) {
        const { ticketId, status, reply, confidence, citations } = await ask(desk, title);
        answers.push({ status, reply, confidence, citations });
        tickets.push(ticketId);
      }
      starts.push(answers);
      for (const ticketId of tickets) {
        const kept = await read(desk, `/v1/tickets/${ticketId}`);
        expect(kept).toMatchObject({ ticket: { id: ticketId } });
      }
      expect(await read(desk, '/v1/metrics')).toMatchObject({ tickets: tickets.length });
      await desk.close();
    }
    const [learned, kept] = starts;
    expect(readdirSync(join(dataDirectory, 'models'))).not.toEqual([]);
    expect(learned).toContainEqual(expect.objectContaining({ status: 'answered' }));
    expect(kept).toEqual(learned);
  },
);

test(
  verifies(
    'v1.escalate',
    'real part',
    'whoever asks for a person is handed over in that turn, with reason, summary and next steps',
  ),
  async () => {
    const desk = await composeBaseline({ ...baselineSettings, contentDirectory }, host());
    await desk.start();
    const answer = await ask(
      desk,
      'The totals on my invoices are wrong again. Get me a real person.',
    );
    expect(answer).toMatchObject({ status: 'escalated', citations: [] });
    const { events } = (await read(desk, `/v1/tickets/${answer.ticketId}`)) as {
      events: { type: string; data: unknown }[];
    };
    expect(events.find(({ type }) => type === 'ticket.escalated')?.data).toMatchObject({
      reason: 'person_requested',
      packet: {
        wants: expect.stringContaining('invoices'),
        urgency: expect.any(String),
        nextSteps: expect.arrayContaining([expect.any(String)]),
      },
    });
    await desk.close();
  },
);

test('whoever says that the answer did not help is not thanked for it', async () => {
  const desk = await composeBaseline({ ...baselineSettings, contentDirectory }, host());
  await desk.start();
  const [{ title } = { title: '' }] = await faqQuestions();
  for (const complaint of ['That did not work', 'That was not helpful', 'no']) {
    const answered = await ask(desk, title);
    expect(answered.status).toBe('answered');
    const { conversationId } = answered;
    expect(await ask(desk, complaint, conversationId)).toMatchObject({ status: 'escalated' });
    const { ticket, events } = (await read(desk, `/v1/tickets/${conversationId}`)) as {
      ticket: { status: string };
      events: { type: string; data: unknown }[];
    };
    expect(ticket.status).toBe('open');
    expect(events.find(({ type }) => type === 'ticket.escalated')?.data).toMatchObject({
      reason: 'not_helped',
      packet: { wants: title, tried: [{ title }] },
    });
  }
  expect((await ask(desk, 'That did not work')).reply).not.toMatch(/Glad/);
  await desk.close();
});
