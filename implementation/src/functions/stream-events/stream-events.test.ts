import { afterEach, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import type { Answer } from '#src/testing/api/client.ts';
import { clientOf, faultsOfProblem, readAnswer } from '#src/testing/api/client.ts';
import { readEventStream } from '#src/testing/api/event-stream.ts';
import type { MemoryDesk } from '#src/testing/api/memory-desk.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';

const opened: MemoryDesk[] = [];
afterEach(async () => {
  for (const desk of opened.splice(0)) {
    await desk.close();
    expect(desk.errors).toEqual([]);
  }
});

async function open(options: Parameters<typeof openMemoryDesk>[0] = {}) {
  const desk = await openMemoryDesk(options);
  opened.push(desk);
  const call = clientOf(desk.fetch);
  const stream = async (query = '', headers: Record<string, string> = {}) => {
    const response = await desk.fetch(
      new Request(`http://localhost/v1/events${query}`, { headers }),
    );
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream',
    ]);
    return readEventStream(response);
  };
  const ask = (message: string): Promise<Answer> => call('/v1/chat', { body: { message } });
  return { desk, call, stream, ask };
}

const questions = ['How do I export my tasks?', 'I want to talk to a person', '🐝', 'Hello'];

it('tells every event once, in the order of the log, each with an id', async () => {
  const { stream, ask, call } = await open();
  const live = await stream();
  await live.untilComments(1);
  for (const question of questions) await ask(question);
  const all = await (await stream('?from=start')).take(20);
  expect(await live.take(20)).toEqual(all);
  expect(new Set(all.map(({ id }) => id)).size).toBe(20);
  const tickets = new Set(all.map(({ data }) => data.ticketId));
  for (const ticketId of tickets) {
    const { events } = (await call(`/v1/tickets/${ticketId}`)).json as {
      events: { id: string }[];
    };
    const streamed = all.filter(({ data }) => data.ticketId === ticketId);
    const ids = streamed.map(({ data }) => data.id);
    expect(events.map(({ id }) => id).slice(0, ids.length)).toEqual(ids);
  }
});

it('resumes after any event without a gap or a double', async () => {
  const { stream, ask } = await open();
  for (const question of questions) await ask(question);
  const all = await (await stream('?from=start')).take(18);
  for (const [index, { id }] of all.entries()) {
    const rest = await stream('', { 'last-event-id': id });
    expect(await rest.take(all.length - index - 1)).toEqual(all.slice(index + 1));
    await rest.cancel();
  }
});

it('begins now unless told otherwise, and goes on live', async () => {
  const { stream, ask } = await open();
  await ask('How do I export my tasks?');
  const live = await stream();
  const answer = (await ask('I want to talk to a person')).json as { ticketId: string };
  const [first] = await live.take(1);
  expect(first).toMatchObject({ type: 'ticket.opened', data: { ticketId: answer.ticketId } });
});

it('does not resume after what it never gave out', async () => {
  const { call } = await open();
  for (const id of ['a b', '', '.1', 'x.99999', 'nonsense', '-1', '<>', 'x'.repeat(200)]) {
    const answer = await call('/v1/events', { headers: { 'last-event-id': id } });
    expect([id, answer.status]).toEqual([id, 400]);
    expect(faultsOfProblem(answer)).toEqual([]);
  }
});

it('begins again where the log that it resumes is gone', async () => {
  const { stream, ask } = await open();
  for (const question of questions) await ask(question);
  const all = await (await stream('?from=start')).take(16);
  const later = await open();
  await later.ask('Hello');
  const resumed = await later.stream('', { 'last-event-id': all[15]?.id ?? '' });
  expect(await resumed.next()).toMatchObject({ type: 'ticket.opened' });
});

it('gives a sign of life while nothing happens', async () => {
  const clock = createVirtualClock();
  const { stream } = await open({ clock });
  const quiet = await stream();
  await quiet.untilComments(1);
  for (let count = 2; count < 5; count += 1) {
    const comments = quiet.untilComments(count);
    await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(15_000);
    expect(await comments).toHaveLength(count);
  }
});

it('ends when the desk stops', async () => {
  const { desk, stream } = await open();
  const live = await stream();
  await live.untilComments(1);
  const end = live.next();
  desk.stop();
  expect(await end).toBeNull();
});

it('names its request, and is taken for nothing but a stream of events', async () => {
  const { desk } = await open();
  const headOf = async (method: string, headers: Record<string, string>) => {
    const request = new Request('http://localhost/v1/events', { method, headers });
    const response = await desk.fetch(request);
    await response.body?.cancel();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    return response.headers.get('x-request-id');
  };
  for (const method of ['GET', 'HEAD']) {
    expect(await headOf(method, { 'x-request-id': 'mine-1' })).toBe('mine-1');
    const one = await headOf(method, {});
    expect(one).toMatch(/^[\w-]+$/);
    expect(await headOf(method, {})).not.toBe(one);
  }
});

it('leaves nothing behind when a client hangs up, or only asks for the head', async () => {
  const driver = createInMemoryEventLog();
  let listening = 0;
  const counted: typeof driver = {
    ...driver,
    subscribe(listener) {
      listening += 1;
      const end = driver.subscribe(listener);
      return () => {
        listening -= 1;
        end();
      };
    },
  };
  const { desk, stream, ask } = await open({ drivers: { eventLog: counted } });
  const before = listening;
  const streams = await Promise.all(Array.from({ length: 20 }, () => stream()));
  for (const one of streams) await one.untilComments(1);
  expect(listening).toBe(before + 20);
  await ask('Hello');
  for (const one of streams) await one.cancel();
  const head = new Request('http://localhost/v1/events', { method: 'HEAD' });
  expect(await readAnswer(await desk.fetch(head))).toMatchObject({ status: 200, text: '' });
  const gone = new AbortController();
  const aborted = await desk.fetch(
    new Request('http://localhost/v1/events', { signal: gone.signal }),
  );
  gone.abort();
  await aborted.text().catch(() => {});
  expect(listening).toBe(before);
});

it('ends when the store goes away, and goes on where it was', async () => {
  const driver = createInMemoryEventLog();
  let away = false;
  const failing: typeof driver = {
    ...driver,
    async changes(position, limit) {
      if (away) throw new SupportError('unavailable', 'The database cannot be reached.');
      return driver.changes(position, limit);
    },
  };
  const { stream, ask, call } = await open({ drivers: { eventLog: failing } });
  const live = await stream();
  await live.untilComments(1);
  await ask('Hello');
  const [, last] = await live.take(2);
  away = true;
  await ask('I want to talk to a person');
  while (await live.next());
  const refused = await call('/v1/events', { headers: { 'last-event-id': last?.id ?? '' } });
  expect(refused).toMatchObject({ status: 503, json: { code: 'unavailable' } });
  away = false;
  const again = await stream('', { 'last-event-id': last?.id ?? '' });
  const types: string[] = [];
  while (!types.includes('ticket.escalated')) types.push((await again.next())?.type ?? 'end');
  expect(types).not.toContain('end');
  await again.cancel();
});
