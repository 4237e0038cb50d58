import { describe, expect, it } from 'vitest';
import { systemClock } from '#src/foundation/time.ts';
import type { Answer } from '#src/testing/api/client.ts';
import { faultsOfProblem } from '#src/testing/api/client.ts';
import { answersIn, rawClient } from '#src/testing/api/raw-client.ts';
import { startHttpServer } from './http-server.ts';

const answer = () => Response.json({ status: 'ok' });

describe('the end', () => {
  it('waits for what is under way, and not for who only keeps a connection', async () => {
    const own = await startHttpServer({
      async fetch(request) {
        await request.text();
        await systemClock.sleep(200);
        return Response.json({ done: true });
      },
      host: '127.0.0.1',
      port: 0,
      clock: systemClock,
    });
    const idle = await rawClient(own.url);
    idle.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n');
    await idle.until('done');
    const busy = await rawClient(own.url);
    busy.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n');
    const silent = await rawClient(own.url);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const late = new AbortController();
    const patience = systemClock.sleep(20_000, late.signal).then(
      () => 'patience',
      () => 'nothing',
    );
    // Far more patience than it needs: a connection kept alive must not use it up.
    expect(await Promise.race([own.close(60_000).then(() => 'closed'), patience])).toBe('closed');
    late.abort();
    expect(answersIn(await busy.closed)).toMatchObject([{ status: 200, json: { done: true } }]);
    expect(await silent.closed).toBe('');
    await expect(rawClient(own.url)).rejects.toThrow();
  });

  it('does not wait longer than it is told', async () => {
    const own = await startHttpServer({
      fetch: () => new Promise(() => {}),
      host: '127.0.0.1',
      port: 0,
      clock: systemClock,
    });
    const stuck = await rawClient(own.url);
    stuck.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await own.close(100);
    expect(await stuck.closed).toBe('');
  });
});

describe('the address', () => {
  it('is one that can be asked, where the server listens everywhere', async () => {
    const own = await startHttpServer({
      fetch: answer,
      host: '0.0.0.0',
      port: 0,
      clock: systemClock,
    });
    expect(own.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${own.url}/healthz`)).status).toBe(200);
    await own.close(0);
  });

  it('that is taken or impossible is named in a clear error', async () => {
    const taken = await startHttpServer({
      fetch: answer,
      host: '127.0.0.1',
      port: 0,
      clock: systemClock,
    });
    const port = Number(new URL(taken.url).port);
    const start = (host: string, at: number) =>
      startHttpServer({ fetch: answer, host, port: at, clock: systemClock });
    await expect(start('127.0.0.1', port)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`),
    });
    await expect(start('192.0.2.1', 0)).rejects.toMatchObject({ code: 'unavailable' });
    await taken.close(0);
  });
});

describe('the name that a request asks for', () => {
  const ask = async (url: string, head: string): Promise<Answer | undefined> => {
    const client = await rawClient(url);
    client.write(`${head}\r\nConnection: close\r\n\r\n`);
    return answersIn(await client.closed)[0];
  };
  const asHost = (host: string) => `GET /healthz HTTP/1.1\r\nHost: ${host}`;
  const foreign = [
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost.',
    '192.168.1.2',
    '[::2]:3000',
    '0.0.0.0',
  ];

  it('must be this machine where nobody else reaches the server', async () => {
    let answered = 0;
    const fetch = () => {
      answered += 1;
      return answer();
    };
    const own = await startHttpServer({ fetch, host: '127.0.0.1', port: 0, clock: systemClock });
    const { port } = new URL(own.url);
    const known = ['localhost', '127.0.0.1', '[::1]'];
    const allowed = known.flatMap((name) => [name, `${name}:${port}`, `${name}:80`]);
    for (const host of [...allowed, 'LocalHost']) {
      expect([host, (await ask(own.url, asHost(host)))?.status]).toEqual([host, 200]);
    }
    expect(answered).toBe(allowed.length + 1);
    const heads = [
      ...foreign.map(asHost),
      'GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost',
      'GET http://localhost/healthz HTTP/1.1\r\nHost: evil.example',
      'GET /healthz HTTP/1.0\r\nHost: evil.example',
      'POST /v1/chat HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0',
    ];
    for (const head of heads) {
      const refused = await ask(own.url, head);
      expect([head, refused?.status]).toEqual([head, 403]);
      expect(refused?.json).toMatchObject({
        code: 'permission_denied',
        detail: expect.stringMatching(/for this machine alone.*localhost.*--host/),
      });
      expect(refused && faultsOfProblem(refused)).toEqual([]);
    }
    expect(answered).toBe(allowed.length + 1);
    await own.close(0);
  });

  it('may be any where the server listens for others', async () => {
    const own = await startHttpServer({
      fetch: answer,
      host: '0.0.0.0',
      port: 0,
      clock: systemClock,
    });
    for (const host of [...foreign, 'localhost']) {
      expect([host, (await ask(own.url, asHost(host)))?.status]).toEqual([host, 200]);
    }
    await own.close(0);
  });

  it('may be the one that the server was told to listen on', async () => {
    const own = await startHttpServer({
      fetch: answer,
      host: '127.0.0.2',
      port: 0,
      clock: systemClock,
    }).catch(() => null);
    // Not every system has more than one loopback address.
    if (!own) return;
    expect(await ask(own.url, asHost('127.0.0.2'))).toMatchObject({ status: 200 });
    expect(await ask(own.url, asHost('evil.example'))).toMatchObject({ status: 403 });
    await own.close(0);
  });
});
