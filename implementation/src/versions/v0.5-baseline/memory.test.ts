import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatResponse } from '#src/api/schemas.ts';
import { dataSettings } from '#src/cli/settings.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { clientOf } from '#src/testing/api/client.ts';
import type { StartedDesk } from '#src/testing/api/started-desk.ts';
import { startDesk } from '#src/testing/api/started-desk.ts';
import { verifies } from '#src/testing/verifies.ts';

const remembered = 1_000;
const connections = 20;

let desk: StartedDesk;
beforeAll(async () => {
  desk = await startDesk(['v0.5']);
});
afterAll(async () => {
  desk?.kill('SIGTERM');
  await desk?.ended;
});

async function call(path: string, body?: object, key?: string) {
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  return clientOf(fetch, desk.url)(path, { body, headers });
}

async function chat(message: string, conversationId?: string, key?: string) {
  const answer = await call('/v1/chat', { message, conversationId }, key);
  expect(answer.status).toBe(200);
  return answer.json as ChatResponse;
}

/** Questions of the FAQs that this desk answers, each in its own words. */
async function answerable(): Promise<string[]> {
  const { articles } = await loadContent(dataSettings({}).contentDirectory);
  const titles = articles.filter(({ kind }) => kind === 'faq').map(({ title }) => title);
  const answers = await Promise.all(titles.slice(0, 20).map((title) => chat(title)));
  return titles.filter((_, index) => answers[index]?.status === 'answered');
}

/** Asks so many questions over a few connections; returns the conversations in order of asking. */
async function askMany(questions: readonly string[], amount: number): Promise<string[]> {
  const ids: string[] = [];
  let asked = 0;
  const client = async () => {
    for (; asked < amount; ) {
      const number = asked;
      asked += 1;
      const { conversationId, status } = await chat(questions[number % questions.length] ?? '');
      expect(status).toBe('answered');
      ids[number] = conversationId;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  return ids;
}

const statusOf = async (id: string) => (await call(`/v1/tickets/${id}`)).status;

describe('v0.5 after many chats', () => {
  test(
    verifies(
      'v0.5.ticket-tool',
      'real part',
      'keeps every ticket for people while older answered chats make room for newer ones',
    ),
    async () => {
      const questions = await answerable();
      const tickets: string[] = [];
      for (let number = 0; number < 30; number += 1) {
        const { ticketId } = await chat(`I want to talk to a human being about case ${number}`);
        tickets.push(ticketId ?? '');
      }
      const early = await chat(questions[0] ?? '', undefined, 'early');
      const ids = await askMany(questions, remembered + 200);

      expect(await statusOf(early.conversationId)).toBe(404);
      expect((await call('/v1/chat', { message: 'And?', conversationId: ids[0] })).status).toBe(
        404,
      );
      expect((await call('/v1/metrics')).json).toMatchObject({
        tickets: remembered + tickets.length,
        escalated: { count: tickets.length },
      });
      for (const id of tickets) {
        const { json } = await call(`/v1/tickets/${id}`);
        expect(json).toMatchObject({ ticket: { id, escalated: true, status: 'open' } });
      }
      const { text } = await call('/metrics');
      const forgotten = /^supportmax_conversations_forgotten_total\{was="answered"\} (\d+)$/m;
      expect(Number(forgotten.exec(text)?.[1])).toBeGreaterThanOrEqual(200);
      expect(text).toMatch(/^supportmax_conversations_forgotten_total\{was="open"\} 0$/m);
    },
  );

  test('goes on with a recent chat, and answers a repeated request as before', async () => {
    const [question = ''] = await answerable();
    const first = await chat(question, undefined, 'recent');
    await askMany([question], 100);
    expect(await chat(question, undefined, 'recent')).toEqual(first);
    const { conversationId } = first;
    const person = await chat('That did not help. A human being, please.', conversationId);
    expect(person).toMatchObject({ status: 'escalated', ticketId: conversationId });
  });
});
