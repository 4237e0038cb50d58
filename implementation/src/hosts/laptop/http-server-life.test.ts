import { describe, expect, it } from 'vitest';
import { systemClock } from '#src/foundation/time.ts';
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
    idle.write('POST / HTTP/1.1\r\nHost: desk\r\nContent-Length: 0\r\n\r\n');
    await idle.until('done');
    const busy = await rawClient(own.url);
    busy.write('POST / HTTP/1.1\r\nHost: desk\r\nContent-Length: 0\r\n\r\n');
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
    stuck.write('GET / HTTP/1.1\r\nHost: desk\r\n\r\n');
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
