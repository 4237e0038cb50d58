import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#src/foundation/time.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import type { Answer } from '#src/testing/api/client.ts';
import { clientOf, faultsOfProblem } from '#src/testing/api/client.ts';
import type { MemoryDesk } from '#src/testing/api/memory-desk.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import { answersIn, rawClient } from '#src/testing/api/raw-client.ts';
import type { HttpServer } from './http-server.ts';
import { startHttpServer } from './http-server.ts';

let desk: MemoryDesk;
let server: HttpServer;
let call: ReturnType<typeof clientOf>;

beforeAll(async () => {
  desk = await openMemoryDesk();
  server = await startHttpServer({
    fetch: desk.fetch,
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    patience: { headersMs: 300, requestMs: 600, keepAliveMs: 5_000, checkMs: 50 },
  });
  call = clientOf(fetch, server.url);
});
afterAll(async () => {
  await server.close(0);
  await desk.close();
  expect(desk.errors).toEqual([]);
});

const chatJson = JSON.stringify({ message: 'I want to talk to a person' });
const chatHead = (more: string) =>
  `POST /v1/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${more}\r\n\r\n`;
const chatRequest = chatHead(`Content-Length: ${chatJson.length}`) + chatJson;

/** Sends this and returns what came until the server closed the connection. */
async function answersTo(text: string | Uint8Array): Promise<Answer[]> {
  const client = await rawClient(server.url);
  client.write(text);
  return answersIn(await client.closed);
}

async function isWell(): Promise<void> {
  const answer = await call('/v1/chat', { body: JSON.parse(chatJson) });
  expect(answer).toMatchObject({ status: 200, json: { status: 'escalated' } });
}

function expectProblem(answer: Answer | undefined, status: number, code: string): void {
  expect(answer).toMatchObject({ status, json: { code } });
  expect(answer && faultsOfProblem(answer)).toEqual([]);
}

async function countTickets(): Promise<number> {
  return ((await call('/v1/metrics')).json as { tickets: number }).tickets;
}

describe('clients that are too slow', () => {
  it('with their headers are cut off with a problem, while others are served', async () => {
    const slow = await rawClient(server.url);
    const dribble = setInterval(() => slow.write('X'), 30);
    slow.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
    for (let count = 0; count < 5; count += 1) await isWell();
    const [answer] = answersIn(await slow.closed);
    clearInterval(dribble);
    expectProblem(answer, 408, 'deadline_exceeded');
  });

  it('with their body are cut off with a problem, and leave no ticket', async () => {
    const before = await countTickets();
    const slow = await rawClient(server.url);
    slow.write(chatHead('Content-Length: 1000'));
    const dribble = setInterval(() => slow.write(' '), 30);
    const [answer] = answersIn(await slow.closed);
    clearInterval(dribble);
    expectProblem(answer, 408, 'deadline_exceeded');
    expect(await countTickets()).toBe(before);
    await isWell();
  });

  it('that say nothing at all are let go', async () => {
    const silent = await rawClient(server.url);
    const [answer] = answersIn(await silent.closed);
    expectProblem(answer, 408, 'deadline_exceeded');
  });

  it('by the hundred do not keep others out', async () => {
    const slow = await Promise.all(Array.from({ length: 300 }, () => rawClient(server.url)));
    for (const client of slow) client.write('POST /v1/chat HTTP/1.1\r\nHost: d');
    await isWell();
    const texts = await Promise.all(slow.map(({ closed }) => closed));
    for (const text of texts) expectProblem(answersIn(text)[0], 408, 'deadline_exceeded');
    await isWell();
  });
});

describe('what is not HTTP', () => {
  it('is refused with a problem', async () => {
    const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 7919) % 256));
    const bad = [
      'GARBAGE\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      'GET / HTTP/9.9\r\n\r\n',
      'GET /healthz\r\n\r\n',
      'GET /healthz HTTP/1.1\r\nBad Header: x\r\n\r\n',
      'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\x00b\r\n\r\n',
      chatHead('Content-Length: -1'),
      chatHead('Content-Length: 0x10'),
      chatHead('Content-Length: 1, 2'),
      chatHead('Content-Length: 5\r\nContent-Length: 6'),
      `${chatHead('Transfer-Encoding: chunked')}zz\r\nx\r\n`,
      bytes,
    ];
    for (const text of bad) {
      const [answer, ...more] = await answersTo(text);
      expectProblem(answer, 400, 'invalid_argument');
      expect(more).toEqual([]);
    }
    await isWell();
  });

  it('nor are targets and hosts that make no URL', async () => {
    const targets = ['nothing', '/\\evil', 'http://', 'http://[', 'x://y', '*'];
    for (const target of targets) {
      const [answer] = await answersTo(
        `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      expect([target, answer?.status]).toEqual([target, 400]);
      expect(answer && faultsOfProblem(answer)).toEqual([]);
    }
    for (const host of ['a b', 'a/b', '[', '?', 'a@b', '']) {
      const [answer] = await answersTo(
        `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      );
      expect([host, answer?.status]).toEqual([host, 400]);
      expect(answer && faultsOfProblem(answer)).toEqual([]);
    }
    const [none] = await answersTo('GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n');
    expectProblem(none, 400, 'invalid_argument');
    const [old] = await answersTo('GET /healthz HTTP/1.0\r\n\r\n');
    expect(old).toMatchObject({ status: 200, json: { status: 'ok' } });
  });

  it('nor are headers over 16 KB, in one or in many', async () => {
    const one = `X-Long: ${'x'.repeat(17_000)}`;
    const many = Array.from({ length: 1500 }, (_, index) => `X-${index}: 0123456789`).join('\r\n');
    const path = `/${'x'.repeat(17_000)}`;
    for (const text of [chatHead(one), chatHead(many), `GET ${path} HTTP/1.1\r\nHost: d\r\n\r\n`]) {
      const [answer] = await answersTo(text);
      expectProblem(answer, 431, 'too_large');
    }
    const extension = `5;${'x'.repeat(20_000)}\r\n`;
    const [chunk] = await answersTo(chatHead('Transfer-Encoding: chunked') + extension);
    expectProblem(chunk, 413, 'too_large');
    const [expectation] = await answersTo(chatHead('Expect: the moon\r\nContent-Length: 0'));
    expectProblem(expectation, 417, 'invalid_argument');
  });
});

describe('two requests in one', () => {
  it('are not smuggled past anybody: two lengths of one body are refused', async () => {
    const before = await countTickets();
    const smuggled = chatRequest;
    const bad = [
      `${chatHead('Content-Length: 6\r\nTransfer-Encoding: chunked')}0\r\n\r\n${smuggled}`,
      `${chatHead('Transfer-Encoding: chunked\r\nContent-Length: 6')}0\r\n\r\n${smuggled}`,
      `${chatHead('Transfer-Encoding: chunked, identity')}0\r\n\r\n${smuggled}`,
      `${chatHead('Transfer-Encoding: xchunked')}0\r\n\r\n${smuggled}`,
      `${chatHead('Transfer-Encoding : chunked')}0\r\n\r\n${smuggled}`,
      `${chatHead('Transfer-Encoding:\x0bchunked')}0\r\n\r\n${smuggled}`,
      `${chatHead('X: y\nTransfer-Encoding: chunked')}0\r\n\r\n${smuggled}`,
    ];
    for (const text of bad) {
      const [answer, ...more] = await answersTo(text);
      expect([JSON.stringify(text.slice(60, 140)), answer?.status]).toEqual([
        JSON.stringify(text.slice(60, 140)),
        400,
      ]);
      expect(answer && faultsOfProblem(answer)).toEqual([]);
      expect(more).toEqual([]);
    }
    expect(await countTickets()).toBe(before);
  });

  it('one after the other are answered in order, the last one broken or not', async () => {
    const client = await rawClient(server.url);
    client.write(chatRequest + chatRequest.replace('chat', 'none') + chatRequest);
    client.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    const answers = answersIn(await client.closed);
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 200]);
    const [first, last, ...more] = await answersTo(`${chatRequest}GARBAGE\r\n\r\n`);
    expect(first).toMatchObject({ status: 200, json: { status: 'escalated' } });
    expectProblem(last, 400, 'invalid_argument');
    expect(more).toEqual([]);
  });

  it('a chunked body is read whole', async () => {
    const chunks = [...chatJson].map((letter) => `1\r\n${letter}\r\n`).join('');
    const head = chatHead('Transfer-Encoding: chunked\r\nConnection: close');
    const [answer] = await answersTo(`${head}${chunks}0\r\n\r\n`);
    expect(answer).toMatchObject({ status: 200, json: { status: 'escalated' } });
  });
});

describe('bodies without an end in sight', () => {
  it('are refused as soon as they are too large', async () => {
    const announced = await answersTo(chatHead('Content-Length: 99999999999'));
    expectProblem(announced[0], 413, 'too_large');
    const endless = await rawClient(server.url);
    endless.write(chatHead('Transfer-Encoding: chunked'));
    const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
    let sent = 0;
    while (!endless.received() && sent < 200) {
      endless.write(chunk);
      sent += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const text = await endless.until('too_large');
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    endless.socket.destroy();
    await isWell();
  });
});

describe('clients that go away', () => {
  it('half closed, still get their answer', async () => {
    const client = await rawClient(server.url);
    client.socket.end(
      chatRequest.replace('Host: localhost', 'Host: localhost\r\nConnection: close'),
    );
    const [answer] = answersIn(await client.closed);
    expect(answer).toMatchObject({ status: 200, json: { status: 'escalated' } });
  });

  it('in the midst of a request leave no half ticket, and after it a whole one', async () => {
    const before = await countTickets();
    for (let length = 10; length < chatRequest.length; length += 12) {
      const client = await rawClient(server.url);
      client.write(chatRequest.slice(0, length));
      client.socket.destroySoon();
    }
    await isWell();
    expect(await countTickets()).toBe(before + 1);
    for (let count = 0; count < 20; count += 1) {
      const client = await rawClient(server.url);
      client.write(chatRequest);
      client.socket.destroySoon();
    }
    while ((await countTickets()) < before + 21) await isWellSoon();
    await desk.composition.settled();
    const page = (await call('/v1/tickets?limit=200&sort=created_desc')).json as {
      items: { escalated: boolean }[];
    };
    // The desk answered although nobody was left to hear it.
    expect(page.items.slice(0, 20).every(({ escalated }) => escalated)).toBe(true);
  });

  it('from a stream of events end it', async () => {
    const log = createInMemoryEventLog();
    let listening = 0;
    const subscribe: typeof log.subscribe = (listener) => {
      listening += 1;
      const end = log.subscribe(listener);
      return () => {
        listening -= 1;
        end();
      };
    };
    const own = await openMemoryDesk({ drivers: { eventLog: { ...log, subscribe } } });
    const { fetch } = own;
    const streams = await startHttpServer({
      fetch,
      host: '127.0.0.1',
      port: 0,
      clock: systemClock,
    });
    const before = listening;
    const clients = await Promise.all(Array.from({ length: 30 }, () => rawClient(streams.url)));
    for (const client of clients)
      client.write('GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await Promise.all(clients.map(({ until }) => until(': connected')));
    expect(listening).toBe(before + 30);
    await clientOf(globalThis.fetch, streams.url)('/v1/chat', { body: JSON.parse(chatJson) });
    await Promise.all(clients.map(({ until }) => until('event: ticket.escalated')));
    for (const [index, { socket }] of clients.entries()) {
      if (index % 2 === 0) socket.destroy();
      else socket.resetAndDestroy();
    }
    while (listening > before) await isWellSoon();
    own.stop();
    await streams.close(0);
    await own.close();
  });

  it('by the hundred at once do not keep others out', async () => {
    const clients = await Promise.all(Array.from({ length: 400 }, () => rawClient(server.url)));
    for (const [index, client] of clients.entries()) {
      if (index % 2 === 0) client.write(chatRequest);
    }
    await Promise.all(clients.map(({ until }, index) => index % 2 || until('"receipt"')));
    for (const { socket } of clients) socket.resetAndDestroy();
    await isWell();
  });
});

const isWellSoon = () => new Promise((resolve) => setTimeout(resolve, 20));
