import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { type Clock, nextTurn, systemClock } from '#src/foundation/time.ts';
import type { LanguageModelDriver } from '#src/ports/language-model/driver.ts';
import { LanguageModel } from '#src/ports/language-model/language-model.ts';
import { createVirtualClock, type VirtualClock } from '../virtual-clock.ts';
import { ask, failureOf, type OpenDriver, plainQuestion, ways } from './fault-cases.ts';
import { beginning, failing, hanging, type ModelServer, startModelServer } from './model-server.ts';
import type { WireProtocol } from './wire-protocol.ts';

const limits = {
  totalTimeoutMs: 60_000,
  firstByteTimeoutMs: 5_000,
  chunkTimeoutMs: 2_000,
  maxAttempts: 1,
};

/** A clock that knows how many sleep on it: a timer that was forgotten is one of them. */
function countingClock(clock: Clock) {
  let sleeping = 0;
  const asked: number[] = [];
  const sleep: Clock['sleep'] = (delayMs, signal) => {
    sleeping += 1;
    asked.push(delayMs);
    return clock.sleep(delayMs, signal).finally(() => {
      sleeping -= 1;
    });
  };
  return { ...clock, sleep, sleeping: () => sleeping, asked };
}

/** That a call ends when its time is up or its caller has gone, down to the socket. */
export function describeModelCancellation(protocol: WireProtocol, open: OpenDriver): void {
  describe('time and cancellation', () => {
    let server: ModelServer;
    let driver: LanguageModelDriver;
    let time: VirtualClock;
    let clock: ReturnType<typeof countingClock>;
    const modelWith = (more: object = {}, on: Clock = clock) =>
      new LanguageModel({ driver, clock: on, random: () => 0, limits: { ...limits, ...more } });
    beforeEach(async () => {
      server = await startModelServer(protocol);
      driver = open(server.origin, 'key-of-the-test');
      time = createVirtualClock();
      clock = countingClock(time);
    });
    afterEach(async () => {
      // Nothing is left behind by any of these tests.
      await nextTurn();
      expect(clock.sleeping()).toBe(0);
      await driver.close();
      while (server.openSockets() > 0) await nextTurn();
      await server.close();
    });

    it.each(ways)('waits so long for a first byte, then closes the connection: %s', async (way) => {
      server.replyWith(hanging);
      const failure = failureOf(ask(modelWith(), way));
      await server.received(1);
      await time.advance(limits.firstByteTimeoutMs - 1);
      expect(server.openSockets()).toBe(1);
      await time.advance(1);
      const error = await failure;
      expect(error).toMatchObject({ code: 'deadline_exceeded', reason: 'first_byte_timeout' });
      expect(error.usage?.usageTrusted).toBe(false);
      await server.clientGone();
    });

    it.each(ways)('waits so long between two pieces: %s', async (way) => {
      server.replyWith(
        beginning({ text: ['Hel', 'lo'] }, (response) => {
          if (way === 'complete') response.write('{"id":');
        }),
      );
      const given: string[] = [];
      const failure = failureOf(ask(modelWith(), way, plainQuestion, given));
      await server.received(1);
      while (way === 'stream' && given.length === 0) await nextTurn();
      // The first byte is a matter of the socket: until it is here the longer limit counts.
      let error: unknown;
      failure.then((one) => {
        error = one;
      });
      for (let waited = 0; error === undefined; waited += 500) {
        expect(waited).toBeLessThanOrEqual(limits.firstByteTimeoutMs);
        await time.advance(500);
        for (let turn = 0; turn < 5; turn += 1) await nextTurn();
      }
      expect(error).toMatchObject({ code: 'deadline_exceeded', reason: 'stalled' });
      await server.clientGone();
    });

    it('a slow drip ends with the time of the call', async () => {
      const pieces = Array.from({ length: 100 }, (_, index) => `word ${index} `);
      let drip = () => {};
      server.replyWith(
        beginning({ text: pieces }, (response, rest) => {
          drip = () => response.write(rest.shift() ?? '');
        }),
      );
      const read = async () => {
        for await (const _event of modelWith({ totalTimeoutMs: 10_000 }).stream(plainQuestion)) {
          // Always in time for the next piece.
          await time.advance(1_500);
          drip();
        }
      };
      const error = await failureOf(read());
      expect(error).toMatchObject({ code: 'deadline_exceeded', reason: 'out_of_time' });
      await server.clientGone();
    });

    it('does not take the time of a slow reader for silence', async () => {
      server.replyWith({ text: ['Hel', 'lo'] });
      const texts: string[] = [];
      for await (const event of modelWith().stream(plainQuestion)) {
        if (event.type === 'text') texts.push(event.text);
        await time.advance(limits.chunkTimeoutMs * 3);
      }
      expect(texts).toEqual(['Hel', 'lo']);
    });

    it.each(ways)('ends by the deadline of its caller: %s', async (way) => {
      server.replyWith(hanging);
      const deadline = time.now() + 2_000;
      const context = createContext({ tenant: 'tenant', requestId: 'request', deadline });
      const model = modelWith();
      const failure = failureOf(
        way === 'complete'
          ? model.complete(plainQuestion, context)
          : model.stream(plainQuestion, context).next(),
      );
      await server.received(1);
      await time.advance(2_000);
      expect(await failure).toMatchObject({ code: 'deadline_exceeded', reason: 'out_of_time' });
      await server.clientGone();
      const late = await failureOf(model.complete(plainQuestion, context));
      expect(late.reason).toBe('out_of_time');
      expect(server.requests).toHaveLength(1);
    });

    it.each(ways)('a caller that goes closes the connection: %s', async (way) => {
      server.replyWith(hanging);
      const caller = new AbortController();
      const call = { signal: caller.signal };
      const model = modelWith();
      const failure = failureOf(
        way === 'complete'
          ? model.complete(plainQuestion, call)
          : model.stream(plainQuestion, call).next(),
      );
      await server.received(1);
      caller.abort();
      expect(await failure).toMatchObject({ code: 'deadline_exceeded', reason: 'cancelled' });
      await server.clientGone();
      expect((await failureOf(model.complete(plainQuestion, call))).reason).toBe('cancelled');
      expect(server.requests).toHaveLength(1);
    });

    it('a reader that stops reading closes the connection', async () => {
      server.replyWith(beginning({ text: ['Hel', 'lo'] }, () => {}));
      for await (const event of modelWith().stream(plainQuestion)) {
        expect(event).toEqual({ type: 'text', text: 'Hel' });
        break;
      }
      await server.clientGone();
    });

    it('a caller that goes in the middle of a stream closes the connection', async () => {
      server.replyWith(beginning({ text: ['Hel', 'lo'] }, () => {}));
      const caller = new AbortController();
      const stream = modelWith().stream(plainQuestion, { signal: caller.signal });
      await stream.next();
      const failure = failureOf(stream.next());
      caller.abort();
      expect((await failure).reason).toBe('cancelled');
      await server.clientGone();
    });

    it('an abort harms nobody while the answer lies unread', async () => {
      // More than all buffers between server and reader hold.
      const text = Array.from({ length: 400 }, () => 'word '.repeat(2_000));
      server.replyWith({ text });
      const caller = new AbortController();
      const stream = modelWith().stream(plainQuestion, { signal: caller.signal });
      await stream.next();
      for (let turn = 0; turn < 20; turn += 1) await nextTurn();
      caller.abort();
      for (let turn = 0; turn < 20; turn += 1) await nextTurn();
      expect((await failureOf(stream.next())).reason).toBe('cancelled');
    });

    it('a flood without an answer does not hold up the deadline', async () => {
      server.replyWith(({ response }) => {
        response.setHeader('content-type', 'text/event-stream');
        const flood = () => {
          while (!response.destroyed && response.write('\r\n'.repeat(8_192)));
        };
        response.on('drain', flood);
        flood();
      });
      const call = { signal: AbortSignal.timeout(50) };
      const model = modelWith({}, countingClock(systemClock));
      const error = await failureOf(model.stream(plainQuestion, call).next());
      expect(error.reason).toMatch(/cancelled|answer_too_large/);
      await server.clientGone();
    });

    it.each(ways)('an error page that never ends is cut off: %s', async (way) => {
      server.replyWith(({ response }) => {
        response.writeHead(500, { 'content-type': 'application/json' }).write('{');
      });
      const failure = failureOf(ask(modelWith(), way));
      await server.received(1);
      let error: unknown;
      failure.then((one) => {
        error = one;
      });
      while (error === undefined) {
        await time.advance(500);
        await nextTurn();
      }
      expect(error).toMatchObject({ code: 'deadline_exceeded' });
      await server.clientGone();
    });

    it.each([
      ['in seconds', { 'retry-after': '7' }],
      [
        'as a date',
        { date: 'Mon, 01 Jan 2024 00:00:00 GMT', 'retry-after': 'Mon, 01 Jan 2024 00:00:07 GMT' },
      ],
      ['in milliseconds', { 'retry-after-ms': '7000', 'retry-after': '1' }],
    ])('waits as long as the provider asks: %s', async (_name, headers) => {
      server.replyWith(failing(429, headers), { text: ['Now.'] });
      const result = modelWith({ maxAttempts: 2, firstRetryDelayMs: 0 }).complete(plainQuestion);
      await server.received(1);
      while (!clock.asked.includes(7_000)) await nextTurn();
      await time.advance(6_999);
      expect(server.requests).toHaveLength(1);
      await time.advance(1);
      expect(await result).toMatchObject({ text: 'Now.' });
    });

    it.each(['86400', '-1', 'soon', '999999999999999999999', 'NaN'])(
      'does not wait past its deadline, nor for nonsense: retry-after %s',
      async (value) => {
        server.replyWith(failing(429, { 'retry-after': value }));
        const model = modelWith(
          { maxAttempts: 3, firstRetryDelayMs: 1 },
          countingClock(systemClock),
        );
        const error = await failureOf(model.complete(plainQuestion));
        expect(error).toMatchObject({ code: 'rate_limited', status: 429 });
        expect(server.requests).toHaveLength(value === '86400' ? 1 : 3);
      },
    );

    it('leaves no timer and no socket of any call behind', async () => {
      const resources = () =>
        process.getActiveResourcesInfo().filter((one) => /Timeout|TCPSocket/.test(one)).length;
      const before = resources();
      const real = countingClock(systemClock);
      server.replyWith({ text: ['Hello'] }, failing(500), ({ response }) => response.destroy(), {
        text: ['Hello'],
      });
      const model = modelWith({}, real);
      for (const way of [...ways, ...ways]) await ask(model, way).catch(() => {});
      await driver.close();
      while (server.openSockets() > 0) await nextTurn();
      await nextTurn();
      expect(real.sleeping()).toBe(0);
      expect(resources()).toBeLessThanOrEqual(before);
    });
  });
}
