import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import { type DeskFunction, defineFunction } from '#src/functions/define-function.ts';
import { http, queue } from '#src/functions/trigger.ts';
import { bareDesk } from '#src/testing/gcp-functions/bare-desk.ts';
import { createRecordingLogger, createRecordingMetrics } from '#src/testing/recorders.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { nothingCarried } from './carried.ts';
import { hostFunction } from './function-host.ts';

type Work = (what: string, signal: AbortSignal, deadline: number | null) => unknown;

function hosted(work: Work, given?: Clock) {
  const clock = createVirtualClock();
  const logger = createRecordingLogger();
  const metrics = createRecordingMetrics();
  let ran = 0;
  const fn = defineFunction(
    {
      name: 'do-it',
      trigger: queue('journeyQueue'),
      needs: {},
      input: z.strictObject({ what: z.string() }),
      output: z.strictObject({ done: z.string() }),
      timeoutMs: 10_000,
    },
    async ({ input, context }) => {
      ran += 1;
      return (await work(input.what, context.signal, context.deadline)) as { done: string };
    },
  );
  const host = hostFunction(fn, { ...bareDesk(logger, given ?? clock), metrics });
  return { clock, host, logger, metrics, ran: () => ran };
}

const input = { what: 'work' };
const codeOf = (code: string, retryable: boolean) => ({ code, retryable });

describe('a hosted function', () => {
  it('gives what it gives, and is timed', async () => {
    const { host, metrics } = hosted((what) => ({ done: what }));
    expect(await host.call(input, nothingCarried)).toEqual({ done: 'work' });
    const [[key = '', values = []] = []] = [...metrics.observed];
    expect(key).toContain('do-it done');
    expect(values).toHaveLength(1);
  });

  it.each([undefined, null, 'work', {}, { what: 7 }, { what: 'work', more: 1 }])(
    'does not run for %j, which does not fit',
    async (strange) => {
      const { host, logger, ran } = hosted(() => ({ done: 'work' }));
      const refusal = host.call(strange, nothingCarried);
      await expect(refusal).rejects.toMatchObject(codeOf('invalid_argument', false));
      await expect(host.call(strange, nothingCarried)).rejects.toThrow('do-it');
      expect(ran()).toBe(0);
      expect(logger.lines[0]).toMatchObject({ function: 'do-it', code: 'invalid_argument' });
    },
  );

  it('fails where it gives something else than it declares', async () => {
    const { host, logger, metrics } = hosted(() => ({ finished: true }));
    await expect(host.call(input, nothingCarried)).rejects.toMatchObject(codeOf('internal', false));
    expect(logger.lines).toMatchObject([{ level: 'error', message: 'a function failed' }]);
    expect([...metrics.observed.keys()][0]).toContain('do-it failed');
  });

  it('passes an error on as it is, and what nobody foresaw as internal', async () => {
    const refused = new SupportError('conflict', 'It is otherwise.');
    await expect(
      hosted(() => Promise.reject(refused)).host.call(input, nothingCarried),
    ).rejects.toBe(refused);
    const strange = hosted(() => Promise.reject(new TypeError('what?'))).host;
    await expect(strange.call(input, nothingCarried)).rejects.toMatchObject({
      ...codeOf('internal', false),
      cause: expect.any(TypeError),
    });
  });

  it('is ended when its time is over, and told so, whatever it does', async () => {
    const signals: AbortSignal[] = [];
    const { clock, host } = hosted((_what, signal) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    const late = expect(host.call(input, nothingCarried)).rejects.toMatchObject(
      codeOf('deadline_exceeded', true),
    );
    await clock.advance(9_999);
    expect(signals[0]?.aborted).toBe(false);
    await clock.advance(1);
    await late;
    expect(signals[0]?.aborted).toBe(true);
  });

  it('leaves no timer behind, however it ended', async () => {
    const own = createVirtualClock();
    const signals: AbortSignal[] = [];
    const clock: Clock = {
      ...own,
      sleep(delayMs, signal) {
        if (signal) signals.push(signal);
        return own.sleep(delayMs, signal);
      },
    };
    const { host } = hosted((what) => (what === 'work' ? { done: what } : null), clock);
    await host.call(input, nothingCarried);
    await host.call({ what: 'nothing' }, nothingCarried).catch(() => {});
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('has less time where the platform or the caller leaves less, and never more', async () => {
    const deadlines: (number | null)[] = [];
    const { clock, host } = hosted((what, _signal, deadline) => {
      deadlines.push(deadline);
      return { done: what };
    });
    for (const leftMs of [3_000, 60_000]) {
      await host.call(input, { ...nothingCarried, deadline: clock.now() + leftMs });
    }
    await host.call(input, nothingCarried);
    expect(deadlines).toEqual([3_000, 10_000, 10_000].map((leftMs) => clock.now() + leftMs));
  });

  it('does not begin where no time is left', async () => {
    const { clock, host, ran } = hosted(() => ({ done: 'work' }));
    for (const deadline of [clock.now(), clock.now() - 1]) {
      const late = host.call(input, { ...nothingCarried, deadline });
      await expect(late).rejects.toMatchObject(codeOf('deadline_exceeded', true));
    }
    expect(ran()).toBe(0);
  });
});

describe('a hosted function of HTTP', () => {
  const ran: AbortSignal[] = [];
  const greet = defineFunction(
    {
      name: 'greet',
      trigger: http({
        method: 'POST',
        path: '/v1/greetings/{name}',
        summary: '',
        pathSchema: z.strictObject({ name: z.string() }),
        success: { status: 201, description: '' },
      }),
      needs: {},
      input: z.strictObject({ loud: z.boolean() }),
      output: z.strictObject({ said: z.string(), tenant: z.string() }),
      timeoutMs: 5_000,
    },
    async ({ path, input: { loud }, context: { tenant, signal } }) => {
      ran.push(signal);
      if (path.name === 'nobody') return new Promise(() => {});
      return { said: loud ? path.name.toUpperCase() : path.name, tenant };
    },
  );
  const clock = createVirtualClock();
  const metrics = createRecordingMetrics();
  const desk = { ...bareDesk(createRecordingLogger(), clock), metrics };
  const host = hostFunction(greet as DeskFunction, desk);
  beforeEach(() => ran.splice(0));
  const post = (name: string, body: unknown, carried = nothingCarried) => {
    const headers = { 'content-type': 'application/json' };
    const url = `http://desk.test/v1/greetings/${name}`;
    const request = new Request(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return host.fetch(request, carried);
  };

  it('answers for the tenant that the host names', async () => {
    const response = await post('ada', { loud: true }, { ...nothingCarried, tenant: 'acme' });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ said: 'ADA', tenant: 'acme' });
  });

  it('refuses as the API does: what does not fit, other methods, other places', async () => {
    expect((await post('ada', { loud: 'yes' })).status).toBe(400);
    const get = (path: string) =>
      host.fetch(new Request(`http://desk.test${path}`), nothingCarried);
    expect((await get('/v1/greetings/ada')).status).toBe(405);
    expect(await (await get('/elsewhere')).json()).toMatchObject({ code: 'not_found' });
  });

  it('is ended when its time is over, or the platform’s is', async () => {
    const slow = post('nobody', { loud: false });
    const slower = post(
      'nobody',
      { loud: false },
      { ...nothingCarried, deadline: clock.now() + 1 },
    );
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(ran.map(({ aborted }) => aborted)).toEqual([false, false]);
    await clock.advance(1);
    expect(await (await slower).json()).toMatchObject({ code: 'deadline_exceeded' });
    expect(ran.map(({ aborted }) => aborted)).toEqual([false, true]);
    await clock.advance(4_999);
    expect((await slow).status).toBe(504);
    expect(ran.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('does not begin where no time is left', async () => {
    for (const deadline of [clock.now(), clock.now() - 1]) {
      const late = await post('ada', { loud: true }, { ...nothingCarried, deadline });
      expect([late.status, await late.json()]).toEqual([
        504,
        expect.objectContaining({ code: 'deadline_exceeded' }),
      ]);
    }
    expect(ran).toEqual([]);
  });

  it('is timed like any other, by how it ended', async () => {
    metrics.observed.clear();
    await post('ada', { loud: true });
    await post('ada', { loud: true }, { ...nothingCarried, deadline: clock.now() });
    const timed = [...metrics.observed.keys()].filter((key) => key.includes('function_duration'));
    expect(timed).toEqual(
      ['done', 'failed'].map((how) => `supportmax_function_duration_seconds greet ${how}`),
    );
  });

  it('is not called otherwise, nor is another fetched', async () => {
    await expect(
      hosted(() => ({})).host.fetch(new Request('http://x'), nothingCarried),
    ).rejects.toThrow('no function of HTTP');
  });
});
