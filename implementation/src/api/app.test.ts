import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Call } from '#src/testing/api/client.ts';
import { clientOf, faultsOfProblem } from '#src/testing/api/client.ts';
import type { MemoryDesk } from '#src/testing/api/memory-desk.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import type { Operation } from '#src/testing/api/published-api.ts';
import { readPublishedApi } from '#src/testing/api/published-api.ts';
import { stepsTo } from '#src/testing/scenarios/ways.ts';
import { verifies } from '#src/testing/verifies.ts';
import type { ChatResponse, EventResource, TicketResource } from './schemas.ts';

let desk: MemoryDesk;
let call: Call;
let operations: readonly Operation[];

beforeAll(async () => {
  desk = await openMemoryDesk({ knowledge: 'whole' });
  call = clientOf(desk.fetch);
  operations = await readPublishedApi(call);
});
afterAll(async () => {
  await desk.close();
  expect(desk.errors).toEqual([]);
});

/** The answer, once it is what the published description says of this operation. */
async function as<Body>(operationId: string, answering: Promise<Answer>): Promise<Body> {
  const answer = await answering;
  const operation = operations.find((one) => one.operationId === operationId);
  expect(operation?.check(answer) ?? ['no such operation']).toEqual([]);
  expect(answer.status).toBeLessThan(300);
  expect(answer.headers.get('x-request-id')).toBeTruthy();
  return answer.json as Body;
}

const chat = (message: string, more: object = {}) =>
  as<ChatResponse>('chat', call('/v1/chat', { body: { message, ...more } }));
const open = (body: object) => as<TicketResource>('openTicket', call('/v1/tickets', { body }));
interface WithEvents {
  readonly ticket: TicketResource;
  readonly events: readonly EventResource[];
}
const read = (id: string) => as<WithEvents>('getTicket', call(`/v1/tickets/${id}`));
const typesOf = ({ events }: WithEvents) => events.map(({ type }) => type);

describe('POST /v1/chat', () => {
  it(
    verifies('v1.api', 'real part', 'answers with exact quotes of articles and a receipt'),
    async () => {
      const known = desk.content.training.questions.slice(0, 40);
      let answered: ChatResponse | undefined;
      for (const { text } of known) {
        const response = await chat(text);
        expect(response.confidence).toBeGreaterThanOrEqual(0);
        expect(response.confidence).toBeLessThanOrEqual(1);
        expect(response.reply).not.toBe('');
        expect(response.ticketId).toBe(response.conversationId);
        for (const { articleId, quote, title, url } of response.citations) {
          const article = desk.desk.knowledge.get(articleId);
          expect(article?.text).toContain(quote);
          expect(article?.title).toBe(title);
          expect(article?.url).toBe(url);
        }
        if (response.status === 'answered') answered = response;
      }
      expect(answered?.citations.length).toBeGreaterThan(0);
      const steps = answered?.receipt.steps.map(({ name }) => name);
      expect(steps).toEqual(stepsTo('review'));
      expect(answered?.receipt.articles.length).toBeGreaterThan(0);
      expect(answered?.usage).toEqual({
        model: 'offline',
        inputTokens: 0,
        outputTokens: 0,
        costUsd: 0,
      });
    },
  );

  it('keeps a conversation in one ticket', async () => {
    const first = await chat('How do I export my tasks?');
    const second = await chat('I want to talk to a person', {
      conversationId: first.conversationId,
    });
    expect(second.conversationId).toBe(first.conversationId);
    expect(second.status).toBe('escalated');
    const { ticket } = await read(first.conversationId);
    expect(ticket).toMatchObject({ escalated: true, channel: 'chat' });
  });

  it('takes up to 32,768 bytes of UTF-8, and tells too long from empty', async () => {
    await chat('x'.repeat(32_768));
    await chat('ü'.repeat(16_384));
    for (const message of ['x'.repeat(32_769), 'ü'.repeat(16_385), '🐝'.repeat(8193)]) {
      const answer = await call('/v1/chat', { body: { message } });
      expect(answer.status).toBe(413);
      expect(answer.json).toMatchObject({ code: 'too_large' });
      expect(faultsOfProblem(answer)).toEqual([]);
    }
    const empty = await call('/v1/chat', { body: { message: '' } });
    expect(empty).toMatchObject({ status: 400, json: { code: 'invalid_argument' } });
  });

  it('knows no conversation that was never begun', async () => {
    const body = { message: 'Hello?', conversationId: 'ticket-000000000000000000000000' };
    const answer = await call('/v1/chat', { body });
    expect(answer).toMatchObject({ status: 404, json: { code: 'not_found' } });
    expect(faultsOfProblem(answer)).toEqual([]);
  });
});

describe('tickets', () => {
  it('are opened with all that was said, and read back with their events', async () => {
    const customer = { id: 'customer-7', email: 'ada@example.com', name: 'Ada' };
    const opened = await open({
      subject: 'No export',
      body: 'The export button is grey.',
      customer,
      channel: 'form',
    });
    expect(opened).toMatchObject({
      subject: 'No export',
      status: 'new',
      customer,
      channel: 'form',
    });
    expect(opened).toMatchObject({ escalated: false, assignee: null, tags: [] });
    await desk.composition.settled();
    const { ticket, events } = await read(opened.id);
    expect(ticket.customer).toEqual(customer);
    expect(events[0]).toMatchObject({ type: 'ticket.opened', actor: { kind: 'customer' } });
    expect(events[1]).toMatchObject({ data: { text: 'The export button is grey.' } });
    // The agent took it up without being asked.
    expect(events.map(({ type }) => type)).toContain('journey.ended');
  });

  it('keep a text of a mebibyte whole', async () => {
    const body = `${'long '.repeat(150_000)}end`;
    const { id } = await open({ body });
    const { events } = await read(id);
    expect(events[1]?.data.text).toBe(body);
  });

  it('take messages of the customer, and replies and notes of people', async () => {
    const { id } = await open({ body: 'I want to talk to a person' });
    await desk.composition.settled();
    const post = (body: object) =>
      as<WithEvents>('postMessage', call(`/v1/tickets/${id}/messages`, { body }));
    const reply = await post({ from: 'person', body: 'Here I am.' });
    expect(typesOf(reply)).toContain('reply.posted');
    const note = await post({ from: 'person', kind: 'note', body: 'A kind customer.' });
    expect(typesOf(note)).toEqual(['note.added']);
    const message = await post({ from: 'customer', body: 'Thank you!' });
    expect(typesOf(message)).toEqual(['message.received']);
    const wrong = await call(`/v1/tickets/${id}/messages`, {
      body: { from: 'customer', kind: 'note', body: 'mine' },
    });
    expect(wrong).toMatchObject({ status: 400, json: { detail: expect.stringContaining('kind') } });
    const missing = await call('/v1/tickets/ticket-none/messages', {
      body: { from: 'person', body: 'x' },
    });
    expect(missing).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });

  it('are handed to people once', async () => {
    const { id } = await open({ body: 'How do I export my tasks?' });
    const handOff = () =>
      as<WithEvents>('handOff', call(`/v1/tickets/${id}/handoff`, { body: { reason: 'VIP' } }));
    const first = await handOff();
    expect(first.ticket.escalated).toBe(true);
    expect(typesOf(first)).toContain('ticket.escalated');
    expect(typesOf(await handOff())).toEqual([]);
    const all = typesOf(await read(id));
    expect(all.filter((type) => type === 'ticket.escalated')).toHaveLength(1);
    const missing = await call('/v1/tickets/ticket-none/handoff', { body: {} });
    expect(missing).toMatchObject({ status: 404 });
  });

  it('take in a message of another system once', async () => {
    const body = {
      externalId: 'mail-1@example.com',
      subject: 'Export',
      body: 'How do I export my tasks?',
      customer: { email: 'ada@example.com' },
    };
    interface Taken {
      readonly outcome: string;
      readonly ticket: TicketResource;
    }
    const takeIn = (more = {}) =>
      as<Taken>('takeIn', call('/v1/intake', { body: { ...body, ...more } }));
    const first = await takeIn();
    expect(first).toMatchObject({ outcome: 'opened', ticket: { channel: 'email' } });
    expect(await takeIn()).toMatchObject({ outcome: 'known', ticket: { id: first.ticket.id } });
    const answer = { externalId: 'mail-2@example.com', answers: ['mail-1@example.com'] };
    expect(await takeIn(answer)).toMatchObject({
      outcome: 'added',
      ticket: { id: first.ticket.id },
    });
    const stranger = { ...answer, externalId: 'mail-3', customer: { email: 'eve@example.com' } };
    const other = await takeIn(stranger);
    expect(other.outcome).toBe('opened');
    expect(other.ticket.id).not.toBe(first.ticket.id);
  });
});

describe('what else there is', () => {
  it('articles, as citations quote them', async () => {
    const id = desk.content.articles[0]?.id;
    const article = await as<{ text: string }>('getArticle', call(`/v1/articles/${id}`));
    expect(article.text).toBe(desk.content.articles[0]?.text);
    expect(await call('/v1/articles/none')).toMatchObject({ status: 404 });
  });

  it('figures that add up', async () => {
    interface Figures {
      readonly tickets: number;
      readonly byStatus: Record<string, number>;
      readonly escalated: { count: number; of: number; share: number };
    }
    const { tickets, byStatus, escalated } = await as<Figures>('deskMetrics', call('/v1/metrics'));
    expect(Object.values(byStatus).reduce((sum, count) => sum + count, 0)).toBe(tickets);
    expect(escalated.of).toBe(tickets);
    expect(escalated.share).toBeCloseTo(escalated.count / tickets, 10);
  });

  it('a sign of life, and one of readiness that goes when the desk stops', async () => {
    const own = await openMemoryDesk();
    const ask = clientOf(own.fetch);
    expect(await ask('/healthz')).toMatchObject({ status: 200, json: { status: 'ok' } });
    expect(await ask('/readyz')).toMatchObject({ status: 200, json: { status: 'ok' } });
    own.stop();
    const stopping = await ask('/readyz');
    expect(stopping).toMatchObject({ status: 503, json: { code: 'unavailable' } });
    expect(faultsOfProblem(stopping)).toEqual([]);
    expect(await ask('/healthz')).toMatchObject({ status: 200 });
    await own.close();
  });

  it('every operation that the contracts name', () => {
    const names = operations.map(({ method, path }) => `${method} ${path}`);
    expect(names).toEqual(
      expect.arrayContaining([
        'POST /v1/chat',
        'POST /v1/tickets',
        'GET /v1/tickets',
        'GET /v1/tickets/{id}',
        'POST /v1/tickets/{id}/messages',
        'POST /v1/tickets/{id}/handoff',
        'GET /v1/articles/{id}',
        'GET /v1/metrics',
        'GET /v1/events',
        'GET /healthz',
        'GET /readyz',
        'GET /metrics',
      ]),
    );
  });
});
