import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ModelError, type ModelFailureReason } from '#src/foundation/model-error.ts';
import { nextTurn } from '#src/foundation/time.ts';
import { hello, modelFailureOf, payer } from '#src/testing/model-servers/metered-desk.ts';
import { createRecordingLogger, createRecordingMetrics } from '#src/testing/recorders.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { createScriptedLanguageModel, type ScriptedAnswer } from './drivers/scripted.ts';
import { LanguageModel, type ModelResult } from './language-model.ts';
import { ModelBreaker } from './model-breaker.ts';
import type { ModelCaller } from './model-caller.ts';
import type { ModelRequest } from './model-request.ts';

const errorOf = (reason: ModelFailureReason) => new ModelError({ provider: 'scripted', reason });
const usage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  usageTrusted: false,
  unsureRequests: 1,
};
const working: ScriptedAnswer = { text: 'Here.' };

/** A breaker over a model that answers as it is told to at the time. */
function restingModel(first: ScriptedAnswer = errorOf('unreachable')) {
  let answer = first;
  const clock = createVirtualClock();
  const driver = createScriptedLanguageModel(() => answer);
  const caller = new LanguageModel({
    driver,
    clock,
    random: () => 0,
    limits: { maxAttempts: 1 },
  });
  const metrics = createRecordingMetrics();
  const logger = createRecordingLogger();
  const breaker = new ModelBreaker({ caller, clock, metrics, logger });
  const fail = async (times = 1) => {
    const failures: ModelError[] = [];
    for (let count = 0; count < times; count += 1) {
      failures.push(await modelFailureOf(breaker.complete(hello, payer)));
    }
    return failures.map(({ reason }) => reason);
  };
  const becomes = (next: ScriptedAnswer) => {
    answer = next;
  };
  return { breaker, clock, driver, metrics, logger, fail, becomes };
}

describe('a model that fails', () => {
  it('rests after five times in a row, and says until when', async () => {
    const { breaker, clock, driver, metrics, logger, fail } = restingModel();
    expect(await fail(4)).toEqual(Array(4).fill('unreachable'));
    expect(breaker.state).toBe('works');
    expect(await fail(3)).toEqual(['unreachable', 'resting', 'resting']);
    expect(breaker.state).toBe('rests');
    await clock.advance(4_000);
    const failure = await modelFailureOf(breaker.stream(hello, payer).next());
    expect(failure).toMatchObject({
      code: 'unavailable',
      reason: 'resting',
      retryAfterMs: 6_000,
      usage: null,
      cost: null,
    });
    expect(driver.requests).toHaveLength(5);
    expect(metrics.counted.get('supportmax_model_calls_total model resting')).toBe(3);
    expect(logger.lines).toEqual([
      {
        level: 'warn',
        message: 'the model rests after failures in a row',
        provider: 'scripted',
        failures: 5,
        reason: 'unreachable',
        restMs: 10_000,
      },
    ]);
  });

  it('is tried by one call at a time, and works again when that does', async () => {
    const { breaker, clock, driver, logger, fail, becomes } = restingModel();
    await fail(5);
    await clock.advance(10_000);
    expect(breaker.state).toBe('rests');
    becomes(working);
    const calls = Array.from({ length: 10 }, () => breaker.complete(hello, payer));
    expect(breaker.state).toBe('tries');
    const ends = await Promise.allSettled(calls);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', ...Array(9).fill('rejected')]);
    expect(driver.requests).toHaveLength(6);
    expect(breaker.state).toBe('works');
    expect(logger.lines.at(-1)).toMatchObject({ level: 'info', message: 'the model works again' });
    // It takes as many failures again.
    becomes(errorOf('overloaded'));
    expect(await fail(5)).toEqual(Array(5).fill('overloaded'));
    expect(await fail()).toEqual(['resting']);
  });

  it('rests twice as long each time, up to two minutes', async () => {
    const { breaker, clock, driver, fail, becomes } = restingModel();
    await fail(5);
    for (const restMs of [10_000, 20_000, 40_000, 80_000, 120_000, 120_000]) {
      await clock.advance(restMs - 1);
      expect(await fail()).toEqual(['resting']);
      await clock.advance(1);
      expect(await fail()).toEqual(['unreachable']);
    }
    expect(driver.requests).toHaveLength(11);
    becomes(working);
    await clock.advance(120_000);
    await breaker.complete(hello, payer);
    becomes(errorOf('unreachable'));
    await fail(5);
    await clock.advance(10_000);
    expect(await fail()).toEqual(['unreachable']);
  });

  it('is not failing in a row when it answers in between', async () => {
    const { breaker, fail, becomes } = restingModel();
    await fail(4);
    becomes(working);
    await breaker.complete(hello, payer);
    becomes(errorOf('unreachable'));
    expect(await fail(5)).toEqual(Array(5).fill('unreachable'));
    expect(await fail()).toEqual(['resting']);
  });
});

describe('which failures are the provider’s', () => {
  const down: ModelFailureReason[] = [
    'first_byte_timeout',
    'stalled',
    'out_of_time',
    'server_failed',
    'key_refused',
    'quota_exhausted',
    'rate_limited',
    'model_unknown',
    'not_an_answer',
    'connection_lost',
    'host_unknown',
  ];
  it.each(down)('%s is', async (reason) => {
    const { breaker, fail } = restingModel(errorOf(reason));
    await fail(5);
    expect(breaker.state).toBe('rests');
  });

  const there: ModelFailureReason[] = ['content_refused', 'request_refused', 'request_too_large'];
  it.each(there)('%s is not: the provider is there', async (reason) => {
    const { breaker, clock, fail, becomes } = restingModel(errorOf(reason));
    await fail(10);
    expect(breaker.state).toBe('works');
    becomes(errorOf('unreachable'));
    await fail(5);
    await clock.advance(10_000);
    becomes(errorOf(reason));
    await fail();
    expect(breaker.state).toBe('works');
  });

  it('an answer in the wrong form is not', async () => {
    const { breaker } = restingModel({ text: 'Maybe?' });
    const request: ModelRequest = { ...hello, responseSchema: z.object({ label: z.string() }) };
    for (let count = 0; count < 6; count += 1) {
      const failure = await modelFailureOf(breaker.complete(request, payer));
      expect(failure.reason).toBe('wrong_answer');
    }
    expect(breaker.state).toBe('works');
  });

  it('a caller who goes away says nothing, and the next call is the trial', async () => {
    const { breaker, clock, fail, becomes } = restingModel();
    await fail(4);
    becomes('hangs');
    const leaving = async () => {
      const controller = new AbortController();
      const call = modelFailureOf(breaker.complete(hello, { ...payer, signal: controller.signal }));
      await nextTurn();
      controller.abort();
      expect((await call).reason).toBe('cancelled');
    };
    await leaving();
    expect(breaker.state).toBe('works');
    becomes(errorOf('unreachable'));
    await fail();
    expect(breaker.state).toBe('rests');
    await clock.advance(10_000);
    becomes('hangs');
    await leaving();
    expect(breaker.state).toBe('rests');
    becomes(working);
    await breaker.complete(hello, payer);
    expect(breaker.state).toBe('works');
  });

  it('a call without time left says nothing: it was not sent', async () => {
    const { breaker, clock } = restingModel();
    for (let count = 0; count < 6; count += 1) {
      const call = breaker.complete(hello, { ...payer, deadline: clock.now() });
      expect((await modelFailureOf(call)).reason).toBe('out_of_time');
    }
    expect(breaker.state).toBe('works');
  });

  it('many that fail at once are followed by one rest, not by ever longer ones', async () => {
    const { breaker, clock, fail } = restingModel();
    const calls = Array.from({ length: 30 }, () => breaker.complete(hello, payer));
    await Promise.allSettled(calls);
    await clock.advance(10_000);
    expect(await fail()).toEqual(['unreachable']);
  });

  it('what a call from before the rest finds counts only when it is an answer', async () => {
    const waiting: PromiseWithResolvers<ModelResult>[] = [];
    const clock = createVirtualClock();
    const caller: ModelCaller = {
      provider: 'held up',
      maxAttempts: 1,
      complete: <Value>() => {
        const one = Promise.withResolvers<ModelResult>();
        waiting.push(one);
        return one.promise as Promise<ModelResult<Value>>;
      },
      stream: () => {
        throw new Error('no call of this test is a stream');
      },
      close: async () => {},
    };
    const breaker = new ModelBreaker({ caller, clock });
    const calls = Array.from({ length: 7 }, () => breaker.complete(hello, payer));
    const settled = Promise.allSettled(calls);
    const [late, later, ...dead] = waiting;
    const failure = errorOf('stalled').withUsage(usage);
    for (const one of dead) one.reject(failure);
    await nextTurn();
    expect(breaker.state).toBe('rests');
    await clock.advance(9_999);
    late?.reject(failure);
    await nextTurn();
    await clock.advance(1);
    const trial = breaker.complete(hello, payer);
    expect(breaker.state).toBe('tries');
    later?.resolve({} as ModelResult);
    await settled;
    expect(breaker.state).toBe('works');
    waiting.at(-1)?.reject(failure);
    await expect(trial).rejects.toBe(failure);
    expect(breaker.state).toBe('works');
  });
});

describe('streams', () => {
  const read = async (breaker: ReturnType<typeof restingModel>['breaker']) => {
    for await (const event of breaker.stream(hello, payer)) {
      if (event.type === 'end') return event.result.text;
    }
    return null;
  };

  it('count as calls do', async () => {
    const { breaker, clock, becomes } = restingModel();
    for (let count = 0; count < 5; count += 1) await modelFailureOf(read(breaker));
    expect(breaker.state).toBe('rests');
    await clock.advance(10_000);
    becomes(working);
    expect(await read(breaker)).toBe('Here.');
    expect(breaker.state).toBe('works');
  });

  it('that are left before their end say nothing, and let others try', async () => {
    const { breaker, clock, fail, becomes } = restingModel();
    await fail(5);
    await clock.advance(10_000);
    becomes({ text: 'Here it is.' });
    for await (const event of breaker.stream(hello, payer)) {
      expect(event.type).toBe('text');
      expect(breaker.state).toBe('tries');
      break;
    }
    expect(breaker.state).toBe('rests');
    await breaker.complete(hello, payer);
    expect(breaker.state).toBe('works');
  });
});
