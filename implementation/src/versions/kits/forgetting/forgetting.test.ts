import { afterEach, describe, expect, test } from 'vitest';
import type { ChatResponse } from '#src/api/schemas.ts';
import { textReference } from '#src/domain/ticket/text.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { threadKey } from '#src/journey/intake.ts';
import { createFileBlobStore } from '#src/ports/blob-store/drivers/files.ts';
import type { ForgettingDesk } from '#src/testing/forgetting-desk.ts';
import { openForgettingDesk } from '#src/testing/forgetting-desk.ts';
import { createGate } from '#src/testing/scenarios/gate.ts';

const context = createContext({ tenant: 'default', requestId: 'test' });
const bytes = 1e9;

const desks: ForgettingDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});

async function openDesk(...options: Parameters<typeof openForgettingDesk>) {
  const desk = await openForgettingDesk(...options);
  desks.push(desk);
  const chat = async (message: string, conversationId?: string, key?: string) => {
    const answer = await desk.ask(message, conversationId, key);
    expect(answer.status).toBe(200);
    return answer.json as ChatResponse;
  };
  /** Says something new and returns the conversation's id. */
  const begin = async (message: string) => (await chat(message)).conversationId;
  const post = async (path: string, body: object) => {
    const answer = await desk.call(path, { body });
    await desk.settled();
    return answer;
  };
  const openTicket = async (body: string) => {
    const { json } = await post('/v1/tickets', { body, customer: { name: 'Bo' } });
    return (json as { id: string }).id;
  };
  const isKnown = async (id: string) => (await desk.call(`/v1/tickets/${id}`)).status === 200;
  const known = async (ids: readonly string[]) => {
    const flags = await Promise.all(ids.map(isKnown));
    return ids.filter((_, index) => flags[index]);
  };
  const listed = async () => {
    const { json } = await desk.call('/v1/tickets?sort=created_asc');
    return (json as { items: { id: string }[] }).items.map(({ id }) => id);
  };
  return { ...desk, begin, chat, isKnown, known, listed, openTicket, post };
}

async function inTurn<One, Result>(some: readonly One[], call: (one: One) => Promise<Result>) {
  const results: Result[] = [];
  for (const one of some) results.push(await call(one));
  return results;
}

describe('chats that are answered', () => {
  test('stay while they are the newest; an older one is as unknown as any', async () => {
    const desk = await openDesk({ remembers: { chats: { count: 3, bytes } } });
    const ids = await inTurn(['one?', 'two?', 'three?', 'four?', 'five?'], desk.begin);
    expect(await desk.known(ids)).toEqual(ids.slice(2));
    expect(await desk.listed()).toEqual(ids.slice(2));
    expect((await desk.call('/v1/metrics')).json).toMatchObject({ tickets: 3 });
    const gone = await desk.ask('and more?', ids[0]);
    const unknown = await desk.ask('and more?', 'nobody');
    expect(gone.status).toBe(404);
    expect(gone.json).toMatchObject({
      code: 'not_found',
      title: (unknown.json as Error & { title: string }).title,
    });
    expect(desk.errors).toEqual([]);
    const metrics = await desk.call('/metrics');
    expect(metrics.text).toMatch(/^supportmax_conversations_forgotten_total\{was="answered"\} 2$/m);
  });

  test('stay longer when somebody goes on with them', async () => {
    const desk = await openDesk({ remembers: { chats: { count: 2, bytes } } });
    const [first = '', second = ''] = await inTurn(['one?', 'two?'], desk.begin);
    expect(await desk.chat('and that?', first)).toMatchObject({ status: 'answered' });
    const third = await desk.begin('three?');
    expect(await desk.known([first, second, third])).toEqual([first, third]);
  });

  test('are fewer where they are long', async () => {
    const desk = await openDesk({ remembers: { chats: { count: 100, bytes: 300_000 } } });
    const ids = await inTurn(Array.from('12345'), (one) => desk.begin(one.repeat(32_000)));
    const known = await desk.known(ids);
    expect(known).toEqual(ids.slice(-known.length));
    expect(known.length).toBeGreaterThan(1);
    expect(known.length).toBeLessThan(5);
  });

  test('are not forgotten while a journey is under way, whatever comes meanwhile', async () => {
    const desk = await openDesk({ remembers: { chats: { count: 1, bytes } } });
    const id = await desk.begin('one?');
    const gate = desk.agents.hold('answer');
    const slow = desk.call('/v1/chat', { body: { message: 'two?', conversationId: id } });
    await gate.reached;
    for (const message of ['three?', 'four?', 'five?']) {
      await desk.call('/v1/chat', { body: { message } });
      await desk.desk.projectionStore.settled();
    }
    expect(await desk.isKnown(id)).toBe(true);
    gate.open();
    expect((await slow).json).toMatchObject({ status: 'answered', conversationId: id });
    await desk.settled();
    expect(await desk.listed()).toEqual([id]);
  });

  test('that became tickets stay as such', async () => {
    const desk = await openDesk({ remembers: { chats: { count: 1, bytes } } });
    const [answered = '', resolved = ''] = await inTurn(['one?', 'two?'], desk.begin);
    expect(await desk.isKnown(answered)).toBe(false);
    expect(await desk.chat('a person, please', resolved)).toMatchObject({ ticketId: resolved });
    const ids = await inTurn(['three?', 'four?'], desk.begin);
    expect(await desk.known([...ids, resolved])).toEqual([ids[1], resolved]);
  });
});

describe('whoever repeats a request', () => {
  test('gets the same answer while it is remembered, and a new one afterwards', async () => {
    const desk = await openDesk({ remembers: { chats: { count: 2, bytes } } });
    const first = await desk.chat('one?', undefined, 'key-1');
    await desk.begin('two?');
    expect(await desk.chat('one?', undefined, 'key-1')).toEqual(first);
    expect((await desk.ask('other?', undefined, 'key-1')).status).toBe(409);
    expect(desk.agents.asked.answer).toHaveLength(2);
    await inTurn(['three?', 'four?'], desk.begin);
    const again = await desk.chat('other?', undefined, 'key-1');
    expect(again).toMatchObject({ status: 'answered', conversationId: first.conversationId });
    expect(desk.agents.asked.answer.at(-1)?.text).toBe('other?');
  });
});

describe('what is forgotten', () => {
  test('leaves nothing in any store', async () => {
    const desk = await openDesk({ remembers: { tickets: { count: 1, bytes } } });
    const text = `${'long '.repeat(10_000)}?`;
    const mail = { externalId: 'mail-1', body: text, channel: 'email' };
    const customer = { email: 'bo@mail.example' };
    const taken = await desk.post('/v1/intake', { ...mail, customer });
    expect(taken.json).toMatchObject({ outcome: 'opened' });
    const { id } = (taken.json as { ticket: { id: string } }).ticket;
    expect((await desk.post('/v1/intake', { ...mail, customer })).json).toMatchObject({
      outcome: 'known',
    });
    const records = await desk.drivers.eventLog.read('default', id, {});
    const [reference] = records.flatMap(({ events }) =>
      events.flatMap(
        ({ data }) => textReference.safeParse((data as { text?: unknown }).text).data ?? [],
      ),
    );
    const blob = reference?.blob ?? '';
    expect(await desk.desk.blobStore.getText(context, blob)).toBe(text);
    const paid = desk.agents.asked.answer.length;

    const next = await desk.openTicket('something else?');
    expect(await desk.known([id, next])).toEqual([next]);
    expect(await desk.drivers.eventLog.read('default', id, {})).toEqual([]);
    const { changes } = await desk.drivers.eventLog.changes(null, 100);
    expect(new Set(changes.map(({ subject }) => subject))).toEqual(new Set([next]));
    expect(desk.desk.eventLog.peek(context, id)).toBeNull();
    expect(await desk.drivers.projectionStore.get('default', id)).toBeNull();
    await expect(desk.desk.blobStore.getText(context, blob)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await desk.desk.stepResultStore.find(context, threadKey('mail-1'))).toBeNull();
    // Nor is the paid answer remembered: the same mail is a new one.
    expect((await desk.post('/v1/intake', { ...mail, customer })).json).toMatchObject({
      outcome: 'opened',
      ticket: { id },
    });
    expect(desk.agents.asked.answer).toHaveLength(paid + 2);
  });

  test('does not come back by a row that was on its way meanwhile', async () => {
    const desk = await openDesk({ remembers: { chats: { count: 1, bytes } } });
    await desk.begin('one?');
    const { projectionStore } = desk.drivers;
    const { replace } = projectionStore;
    const gate = createGate();
    projectionStore.replace = async (rows) => {
      projectionStore.replace = replace;
      await gate.pass();
      return replace(rows);
    };
    const sweep = desk.desk.projectionStore.catchUp();
    await gate.reached;
    const next = await desk.begin('two?');
    expect(await desk.listed()).toEqual([next]);
    gate.open();
    await sweep;
    expect(await desk.listed()).toEqual([next]);
  });
});

describe('tickets', () => {
  test('that nobody waits for go first, then the oldest, and the log says so', async () => {
    const desk = await openDesk({ remembers: { tickets: { count: 3, bytes } } });
    const open = await inTurn(['a person 1', 'a person 2'], desk.begin);
    const settled = await inTurn(['settled 1?', 'settled 2?'], desk.openTicket);
    expect(await desk.known([...settled, ...open])).toEqual([settled[1], ...open]);
    const third = await desk.begin('a person 3');
    expect(await desk.known([...settled, ...open, third])).toEqual([...open, third]);
    expect(desk.errors).toEqual([]);
    const room = await desk.call('/metrics');
    expect(room.text).toMatch(/^supportmax_ticket_room_used_ratio 1$/m);
    expect(room.text).toMatch(/^supportmax_conversations_forgotten_total\{was="open"\} 0$/m);

    expect(await desk.chat('a person 4')).toMatchObject({ status: 'escalated' });
    expect(await desk.known([...open, third])).toEqual([open[1], third]);
    const dropped = expect.objectContaining({ ticketId: open[0], reason: 'person_requested' });
    expect(desk.errors).toEqual([[expect.stringMatching(/open ticket was dropped/), dropped]]);
    const { text } = await desk.call('/metrics');
    expect(text).toMatch(/^supportmax_conversations_forgotten_total\{was="open"\} 1$/m);
    expect(text).toMatch(/^supportmax_conversations_forgotten_total\{was="settled"\} 2$/m);
  });

  test('that a person answers wait for people still', async () => {
    const desk = await openDesk({ remembers: { tickets: { count: 2, bytes } } });
    const taken = await desk.openTicket('one?');
    await desk.post(`/v1/tickets/${taken}/messages`, { from: 'person', body: 'I help.' });
    const settled = await desk.openTicket('two?');
    const open = await desk.begin('a person');
    expect(await desk.known([taken, settled, open])).toEqual([taken, open]);
    expect(desk.errors).toEqual([]);
  });

  test('that were handed over while a journey was under way stay until it ends', async () => {
    const desk = await openDesk({ remembers: { tickets: { count: 1, bytes } } });
    const gate = desk.agents.hold('answer');
    const slow = desk.call('/v1/chat', { body: { message: 'one?' } });
    await gate.reached;
    const [id = ''] = await desk.listed();
    await desk.call(`/v1/tickets/${id}/handoff`, { body: {} });
    for (const message of ['a person 1', 'a person 2']) {
      await desk.call('/v1/chat', { body: { message } });
      await desk.desk.projectionStore.settled();
    }
    expect(await desk.listed()).toEqual([id]);
    gate.open();
    expect((await slow).json).toMatchObject({ status: 'escalated', ticketId: id });
    const next = await desk.begin('a person 3');
    expect(await desk.listed()).toEqual([next]);
  });

  test('are not forgotten while a journey is under way, even where there is no room', async () => {
    const desk = await openDesk({ remembers: { tickets: { count: 1, bytes } } });
    const gate = desk.agents.hold('answer');
    const { json } = await desk.call('/v1/tickets', { body: { body: 'one?', customer: {} } });
    const { id } = json as { id: string };
    await gate.reached;
    const others: string[] = [];
    for (const message of ['a person 1', 'a person 2']) {
      const answer = await desk.call('/v1/chat', { body: { message } });
      others.push((answer.json as ChatResponse).conversationId);
      await desk.desk.projectionStore.settled();
    }
    expect(await desk.known([...others, id])).toEqual([id]);
    gate.open();
    await desk.settled();
    expect(await desk.known([...others, id])).toEqual([id]);
  });
});

test('a desk whose drivers keep everything cannot be told to forget', async () => {
  const blobStore = createFileBlobStore('nowhere');
  await expect(openForgettingDesk({ drivers: { blobStore } })).rejects.toThrow(
    'the driver of blobStore forgets nothing',
  );
  desks.push(await openForgettingDesk({ drivers: { blobStore }, remembers: null }));
});
