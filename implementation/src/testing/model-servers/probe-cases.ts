import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextTurn, systemClock } from '#src/foundation/time.ts';
import type { LanguageModelDriver } from '#src/ports/language-model/driver.ts';
import { LanguageModel } from '#src/ports/language-model/language-model.ts';
import { createVirtualClock } from '../virtual-clock.ts';
import { failureOf, type OpenDriver } from './fault-cases.ts';
import {
  failing,
  hanging,
  listing,
  type ModelServer,
  modelsPath,
  raw,
  startModelServer,
} from './model-server.ts';
import type { WireProtocol } from './wire-protocol.ts';

const key = 'key-of-the-test';

/** That a provider is tried without paying, and that what is wrong with it is named. */
export function describeModelProbe(protocol: WireProtocol, open: OpenDriver): void {
  describe('probe', () => {
    let server: ModelServer;
    let driver: LanguageModelDriver;
    const modelOf = (one: LanguageModelDriver, clock = systemClock) =>
      new LanguageModel({ driver: one, clock, random: () => 0 });
    beforeEach(async () => {
      server = await startModelServer(protocol);
      driver = open(server.origin, key);
    });
    afterEach(async () => {
      await driver.close();
      while (server.openSockets() > 0) await nextTurn();
      await server.close();
    });

    it('gives the names of the models, in one request with the key and nothing to pay', async () => {
      server.replyWith(listing('small', 'large'));
      expect(await modelOf(driver).probe()).toEqual(['small', 'large']);
      expect(server.requests).toHaveLength(1);
      const [{ path, body, headers } = { path: '', body: '', headers: {} }] = server.requests;
      expect([path.split('?')[0], body]).toEqual([modelsPath, null]);
      expect(JSON.stringify(headers)).toContain(key);
    });

    it.each([
      ['none at all', raw(200, '{"object":"list","data":null}'), []],
      ['entries that are none', raw(200, '{"data":[{"id":"a"},{"id":5},null,"b"]}'), ['a']],
      ['a part of it', raw(200, '{"data":[{"id":"a"}],"has_more":true}'), null],
      ['HTTP 404 in the words of the provider', failing(404), null],
      ['HTTP 404 of another server', raw(404, '<html>', { 'content-type': 'text/html' }), null],
      ['HTTP 405', failing(405), null],
    ])('takes a list with %s', async (_name, reply, names) => {
      server.replyWith(reply);
      expect(await modelOf(driver).probe()).toEqual(names);
    });

    const packed = { 'content-encoding': 'gzip' };
    it.each([
      ['HTTP 401', failing(401), 'unauthenticated', 'key_refused'],
      ['HTTP 403', failing(403), 'permission_denied', 'forbidden'],
      ['HTTP 429', failing(429), 'rate_limited', 'rate_limited'],
      ['HTTP 500', failing(500), 'unavailable', 'server_failed'],
      [
        'a redirect',
        raw(302, '', { location: 'http://127.0.0.1:1/' }),
        'unavailable',
        'redirected',
      ],
      [
        'a page',
        raw(200, '<html>', { 'content-type': 'text/html' }),
        'unavailable',
        'not_an_answer',
      ],
      ['another JSON', raw(200, '{"hello":"world"}'), 'unavailable', 'not_an_answer'],
      ['a JSON null', raw(200, 'null'), 'unavailable', 'not_an_answer'],
      ['a packed body', raw(200, '?', packed), 'unavailable', 'not_an_answer'],
    ])('%s is an error, told once and without the key', async (_name, reply, code, reason) => {
      server.replyWith(reply);
      const error = await failureOf(modelOf(driver).probe());
      expect(error).toMatchObject({ code, reason, provider: driver.name, usage: null });
      expect(server.requests).toHaveLength(1);
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(key);
    });

    it('a server that is not there, no such host, and one that speaks no HTTP', async () => {
      const gone = await startModelServer(protocol);
      await gone.close();
      server.replyWith(({ response }) => void response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'));
      const cases = [
        [gone.origin, 'unreachable'],
        ['http://models.invalid', /host_unknown|unreachable/],
        [server.origin, 'not_an_answer'],
      ] as const;
      for (const [origin, reason] of cases) {
        const absent = open(origin, key);
        const error = await failureOf(modelOf(absent).probe());
        expect(error).toMatchObject({ code: 'unavailable', usage: null });
        expect(error.reason).toMatch(reason);
        await absent.close();
      }
    });

    it('one that hangs is left at the time limit, down to the socket', async () => {
      server.replyWith(hanging);
      const clock = createVirtualClock();
      const failure = failureOf(modelOf(driver, clock).probe({ deadline: clock.now() + 3_000 }));
      await server.received(1);
      await clock.advance(2_999);
      expect(server.openSockets()).toBe(1);
      await clock.advance(1);
      expect(await failure).toMatchObject({ code: 'deadline_exceeded', reason: 'out_of_time' });
      await server.clientGone();
    });

    it('ends with its caller', async () => {
      server.replyWith(hanging);
      const caller = new AbortController();
      const failure = failureOf(modelOf(driver).probe({ signal: caller.signal }));
      await server.received(1);
      caller.abort();
      expect(await failure).toMatchObject({ reason: 'cancelled' });
      await server.clientGone();
    });
  });
}
