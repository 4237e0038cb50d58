import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { articleOf } from '#src/knowledge/load/articles.ts';
import { clientOf, faultsOfProblem } from '#src/testing/api/client.ts';
import type { MemoryDesk } from '#src/testing/api/memory-desk.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import { readPublishedApi } from '#src/testing/api/published-api.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { gapsPageOf } from './gaps-page.ts';
import type { GapResource, GapsPage } from './gaps-resource.ts';

const start = Date.UTC(2026, 10, 2, 9);
const hourMs = 60 * 60 * 1000;
const clock = createVirtualClock(start);
let desk: MemoryDesk;
beforeAll(async () => {
  desk = await openMemoryDesk({ clock });
});
afterAll(async () => {
  await desk.close();
  expect(desk.errors).toEqual([]);
});

const call = (path: string, body?: object) => clientOf(desk.fetch)(path, body && { body });
const ask = async (message: string, customer?: { name: string; email: string }) => {
  if (!customer) {
    const { json } = await call('/v1/chat', { message });
    return (json as { conversationId: string }).conversationId;
  }
  const { json } = await call('/v1/tickets', { body: message, customer });
  await desk.composition.settled();
  return (json as { id: string }).id;
};
const reply = async (id: string, body: string) => {
  const { status } = await call(`/v1/tickets/${id}/messages`, { from: 'person', body });
  expect(status).toBe(201);
};
const gaps = async (query = '') => {
  await desk.composition.settled();
  const answer = await call(`/v1/knowledge/gaps${query}`);
  expect(answer.status).toBe(200);
  return answer.json as GapsPage;
};

const zebra = [
  'How do I connect the zebra label printer to the warehouse screen?',
  'Which cable does the zebra label printer need for the warehouse screen?',
  'The zebra label printer is not found by the warehouse screen',
];
const steps = '1. Open the printer page.\n2. Choose Pair, then Zebra.\n3. Print a test label.';
const replies = [
  `Hi Ada,\n\nthanks for writing in. The Zebra label printer is paired by USB:\n${steps}\n\nBest regards,\nMaria`,
  'Hello! The zebra label printer is paired by a USB cable. Let me know if that works. Cheers, Tom',
];
const ids: string[] = [];

beforeAll(async () => {
  const ada = { name: 'Ada Lovelace', email: 'ada@example.com' };
  ids.push(await ask(`${zebra[0]} I am ada@example.com.`, ada));
  clock.setWallClock(start + hourMs);
  ids.push(await ask(zebra[1] ?? ''));
  await reply(ids[0] ?? '', replies[0] ?? '');
  await reply(ids[1] ?? '', replies[1] ?? '');
  clock.setWallClock(start + 2 * hourMs);
  ids.push(await ask(zebra[2] ?? ''));
  await ask('Is there a lunar calendar?');
  await ask('I want to talk to a person about the zebra label printer');
});

test('questions without an answer are grouped, named, and told of as published', async () => {
  const page = await gaps();
  const [operation] = (await readPublishedApi(clientOf(desk.fetch))).filter(
    ({ operationId }) => operationId === 'knowledgeGaps',
  );
  expect(operation?.check(await call('/v1/knowledge/gaps'))).toEqual([]);
  expect(page).toMatchObject({ questions: 4, hasOlder: false, nextCursor: null });
  expect(page.items.map(({ tickets, answeredTickets }) => [tickets, answeredTickets])).toEqual([
    [3, 2],
    [1, 0],
  ]);
  const [gap, single] = page.items as [GapResource, GapResource];
  expect(gap.name).toMatch(/zebra label printer/);
  expect(gap.questions.map(({ ticketId }) => ticketId).sort()).toEqual([...ids].sort());
  expect(gap.firstAskedAt).toBe(new Date(start).toISOString());
  expect(Date.parse(gap.lastAskedAt)).toBeGreaterThanOrEqual(start + 2 * hourMs);
  expect(single).toMatchObject({ name: 'Is there a lunar calendar?', draft: null });
});

describe('the draft', () => {
  const draftOf = async () => {
    const { draft } = (await gaps()).items[0] ?? {};
    if (!draft) throw new Error('there is no draft');
    return draft;
  };

  test('says what people replied, once, and in which tickets', async () => {
    const { markdown, ticketIds } = await draftOf();
    const body = markdown.slice(markdown.indexOf('-->') + 4);
    expect(body.trim()).toBe(
      `The Zebra label printer is paired by USB:\n\n${steps}\n<!-- from ${ids[0]} -->\n\n` +
        `The zebra label printer is paired by a USB cable.\n<!-- from ${ids[1]} -->`,
    );
    expect(ticketIds).toEqual(ids.slice(0, 2).sort());
  });

  test('is an article but for its mark, and names the questions it would answer', async () => {
    const { id, markdown, wouldAnswer } = await draftOf();
    expect(() => articleOf(`${id}.md`, markdown)).toThrow('it is a draft');
    const { text, title } = articleOf(`${id}.md`, markdown.replace('draft: true\n', ''));
    expect(title).toBe(zebra[0]);
    expect(text).not.toMatch(/ticket-|Questions this would answer|-->/);
    const asked = markdown.slice(markdown.indexOf('## Questions this would answer'));
    for (const [at, question] of zebra.entries()) {
      expect(asked).toContain(question);
      expect(asked).toContain(`(${ids[at]})`);
    }
    expect(wouldAnswer).toEqual({ first: 2, of: 2 });
    expect(asked).toContain('2 of the 2 questions');
  });

  test('holds nothing of those who wrote', async () => {
    expect(JSON.stringify(await gaps())).not.toMatch(/Ada|Lovelace|example\.com|Maria|Tom/);
  });

  test('says no again what present articles say better', async () => {
    const text = 'Connect the zebra label printer to the warehouse screen by its cable.';
    const present = { ...desk.content.articles[0], id: 'p', title: zebra[1] ?? '', text };
    const knowledge = { ...desk.desk.knowledge, validAt: () => [present as never] };
    const page = await gapsPageOf({ ...desk.desk, knowledge }, context(), { limit: 50 });
    expect(page.items[0]?.draft?.wouldAnswer).toEqual({ first: 1, of: 2 });
  });
});

const context = (tenant = 'default') => createContext({ tenant, requestId: 'test' });

test('what was asked before the time is left out', async () => {
  const since = new Date(start + hourMs).toISOString();
  const page = await gaps(`?since=${since}`);
  expect(page.questions).toBe(3);
  expect(page.items[0]).toMatchObject({ tickets: 2, draft: null });
  const later = new Date(start + 24 * hourMs).toISOString();
  expect(await gaps(`?since=${later}`)).toMatchObject({ items: [], questions: 0 });
});

test('pages follow one another and end', async () => {
  const whole = await gaps();
  const first = await gaps('?limit=1');
  const second = await gaps(`?limit=1&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items]).toEqual(whole.items);
  expect(second.nextCursor).toBeNull();
});

test.each(['?since=yesterday', '?limit=0', '?cursor=abc', '?other=1'])(
  '%s is refused',
  async (query) => {
    const answer = await call(`/v1/knowledge/gaps${query}`);
    expect([answer.status, faultsOfProblem(answer)]).toEqual([400, []]);
  },
);

test('another tenant is told nothing', async () => {
  const page = await gapsPageOf(desk.desk, context('other'), { limit: 50 });
  expect(page).toMatchObject({ items: [], questions: 0 });
});

test('a log that is gone gives nothing, though its row is still listed', async () => {
  const log = { ...desk.desk.eventLog.log, read: async () => [] };
  const eventLog = { ...desk.desk.eventLog, log };
  const page = await gapsPageOf({ ...desk.desk, eventLog } as never, context(), { limit: 50 });
  expect(page).toMatchObject({ items: [], questions: 0 });
});
