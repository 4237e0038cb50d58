import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Call } from '#src/testing/api/client.ts';
import { clientOf, faultsOfProblem } from '#src/testing/api/client.ts';
import type { MemoryDesk } from '#src/testing/api/memory-desk.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import { readPublishedApi } from '#src/testing/api/published-api.ts';

let desk: MemoryDesk;
let call: Call;

beforeAll(async () => {
  desk = await openMemoryDesk();
  call = clientOf(desk.fetch);
});
afterAll(async () => {
  await desk.close();
  expect(desk.errors).toEqual([]);
});

const post = (path: string, key: string, body: object) =>
  call(path, { body, headers: { 'idempotency-key': key } });

async function countTickets(): Promise<number> {
  return ((await call('/v1/metrics')).json as { tickets: number }).tickets;
}

async function openTicket(): Promise<string> {
  const opened = await call('/v1/tickets', { body: { body: 'I want to talk to a person' } });
  await desk.composition.settled();
  return (opened.json as { id: string }).id;
}

/** For each operation that changes something: a request, and another that is not the same. */
function requestsOf(ticket: string): Record<string, [string, object, object]> {
  return {
    chat: ['/v1/chat', { message: 'How do I export my tasks?' }, { message: 'Hello' }],
    openTicket: ['/v1/tickets', { body: 'Help' }, { body: 'Help', subject: 'Export' }],
    postMessage: [
      `/v1/tickets/${ticket}/messages`,
      { from: 'person', body: 'Here I am.' },
      { from: 'person', body: 'Here I am.', kind: 'note' },
    ],
    handOff: [`/v1/tickets/${ticket}/handoff`, { reason: 'VIP' }, {}],
    takeIn: [
      '/v1/intake',
      { externalId: 'mail-1', body: 'Help' },
      { externalId: 'mail-2', body: 'Help' },
    ],
  };
}

/** What stays the same when a request is repeated: times of a receipt do, states may not. */
function outcomeOf(json: unknown): unknown {
  const { ticket, outcome, ...rest } = json as Record<string, unknown>;
  const { id, status: _status, ...more } = rest;
  return ticket ? { ticket: (ticket as { id: string }).id, events: rest.events } : { id, ...more };
}

it('every operation that changes something has its case here', async () => {
  const operations = await readPublishedApi(call);
  const posts = operations.filter(({ method }) => method === 'POST');
  expect(posts.map(({ operationId }) => operationId).sort()).toEqual(
    Object.keys(requestsOf('')).sort(),
  );
  for (const { parameters } of posts) {
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key' }));
  }
});

it('the same key and request: the same outcome, done once', async () => {
  const ticket = await openTicket();
  for (const [name, [path, body]] of Object.entries(requestsOf(ticket))) {
    const first = await post(path, `once-${name}`, body);
    expect([name, first.status < 300]).toEqual([name, true]);
    await desk.composition.settled();
    const [tickets, log] = [await countTickets(), await call(`/v1/tickets/${ticket}`)];
    for (let again = 0; again < 3; again += 1) {
      const repeated = await post(path, `once-${name}`, body);
      expect(repeated.status).toBe(first.status);
      if (name !== 'openTicket') expect(outcomeOf(repeated.json)).toEqual(outcomeOf(first.json));
      else expect(repeated.json).toMatchObject({ id: (first.json as { id: string }).id });
    }
    await desk.composition.settled();
    expect(await countTickets()).toBe(tickets);
    expect((await call(`/v1/tickets/${ticket}`)).json).toEqual(log.json);
  }
});

it('the same key with another request is a conflict, and changes nothing', async () => {
  const ticket = await openTicket();
  for (const [name, [path, body, other]] of Object.entries(requestsOf(ticket))) {
    await post(path, `conflict-${name}`, body);
    await desk.composition.settled();
    const tickets = await countTickets();
    for (const [place, content] of [
      [path, other],
      ['/v1/tickets', { body: 'Something else' }],
    ] as const) {
      const answer = await post(place, `conflict-${name}`, content);
      expect([name, answer.status]).toEqual([name, 409]);
      expect(answer.json).toMatchObject({ code: 'conflict' });
      expect(faultsOfProblem(answer)).toEqual([]);
    }
    expect(await countTickets()).toBe(tickets);
  }
});

it('of many at once with one key, one is done and all hear of it', async () => {
  const ticket = await openTicket();
  for (const [name, [path, body]] of Object.entries(requestsOf(ticket))) {
    const before = await countTickets();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => post(path, `race-${name}`, body)),
    );
    await desk.composition.settled();
    expect(new Set(answers.map(({ status }) => status)).size).toBe(1);
    const [first] = answers;
    for (const { json } of answers) {
      if (name === 'openTicket') expect(json).toMatchObject({ id: idOf(first?.json) });
      else expect(outcomeOf(json)).toEqual(outcomeOf(first?.json));
    }
    const opened = { chat: 1, openTicket: 1, takeIn: 0 }[name] ?? 0;
    expect([name, await countTickets()]).toEqual([name, before + opened]);
  }
});

const idOf = (json: unknown): unknown => (json as { id: string }).id;

it('of many at once with one key and different requests, one is done', async () => {
  const before = await countTickets();
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      post('/v1/chat', 'race-of-contents', { message: `Question number ${index}?` }),
    ),
  );
  const done = answers.filter(({ status }) => status === 200);
  expect(done).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(11);
  await desk.composition.settled();
  expect(await countTickets()).toBe(before + 1);
});

it('of many at once with one key for different tickets, one is done', async () => {
  const tickets = await Promise.all(Array.from({ length: 8 }, openTicket));
  const answers = await Promise.all(
    tickets.map((id) =>
      post(`/v1/tickets/${id}/messages`, 'race-of-tickets', { from: 'person', body: 'Here I am.' }),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
});

it('a request that was refused does not use its key up', async () => {
  const refused = await post('/v1/chat', 'second-try', { message: '' });
  expect(refused.status).toBe(400);
  expect(await post('/v1/chat', 'second-try', { message: 'Hello' })).toMatchObject({ status: 200 });
});

it('keys are visible ASCII, at most 255', async () => {
  expect(await post('/v1/chat', '~'.repeat(255), { message: 'Hello' })).toMatchObject({
    status: 200,
  });
  for (const key of ['x'.repeat(256), 'a b', 'é', '']) {
    const answer = await post('/v1/chat', key, { message: 'Hello' });
    expect([key, answer.status]).toEqual([key, 400]);
    expect(faultsOfProblem(answer)).toEqual([]);
  }
});
