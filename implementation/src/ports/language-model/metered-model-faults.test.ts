import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ModelError } from '#src/foundation/model-error.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { nextTurn } from '#src/foundation/time.ts';
import { createInMemorySpendLedger } from '#src/ports/spend-ledger/drivers/in-memory.ts';
import {
  hello,
  inVirtualTime,
  meteredDesk,
  modelFailureOf,
  noon,
  payer,
  reported,
  testPrice,
} from '#src/testing/model-servers/metered-desk.ts';
import { verifies } from '#src/testing/verifies.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { boundOf } from './call-bound.ts';
import { ModelBreaker } from './model-breaker.ts';

const bound = boundOf(hello, testPrice, { tenant: 'tenant', maxAttempts: 1, streamed: false });
const failing = (reason: ModelError['reason']) => () =>
  new ModelError({ provider: 'scripted', reason });

describe('a call that fails', () => {
  it('tells what it cost', async () => {
    const script = () => ({ text: 'Maybe?', usage: reported(10, 2) });
    const { model, totals, metrics, logger } = meteredDesk({ script });
    const request = { ...hello, responseSchema: z.object({ label: z.string() }) };
    const failure = await modelFailureOf(model.complete(request, payer));
    expect(failure).toMatchObject({
      reason: 'wrong_answer',
      cost: { model: 'model', inputTokens: 20, outputTokens: 4, costUsd: 0.000_04, certain: true },
    });
    expect(await totals()).toMatchObject({ calls: 1, cost: 40_000, unsure: 0, reserved: 0 });
    expect(metrics.counted.get('supportmax_model_calls_total model wrong_answer')).toBe(1);
    expect(logger.lines).toMatchObject([{ level: 'warn', outcome: 'wrong_answer' }]);
    expect(JSON.stringify(logger.lines)).not.toContain('Maybe');
  });

  it('costs nothing where the provider did not work for it', async () => {
    for (const reason of ['rate_limited', 'overloaded', 'unreachable', 'key_refused'] as const) {
      const { model, clock, totals } = meteredDesk({ script: failing(reason), maxAttempts: 3 });
      const failure = modelFailureOf(model.complete(hello, payer));
      const { cost } = await inVirtualTime(clock, failure);
      expect(cost).toMatchObject({ costUsd: 0, certain: true });
      expect(await totals()).toMatchObject({ calls: 1, cost: 0, unsure: 0, reserved: 0 });
    }
  });

  it(
    verifies('v0.5.cost', 'real part', 'without a report counts as what it can have cost, apart'),
    async () => {
      const { model, clock, totals, logger } = meteredDesk({ script: () => 'hangs' });
      const failure = modelFailureOf(model.complete(hello, { ...payer, deadline: noon + 2_000 }));
      expect(await inVirtualTime(clock, failure)).toMatchObject({
        reason: 'out_of_time',
        cost: { costUsd: 0, certain: false },
      });
      const unsure = bound.request;
      expect(await totals()).toMatchObject({ calls: 1, cost: 0, unsure, reserved: 0 });
      expect(logger.lines).toMatchObject([{ outcome: 'out_of_time', unsureUsd: unsure / 1e9 }]);
      const { costUsd, unsureUsd } = await model.spendingToday(payer);
      expect([costUsd, unsureUsd]).toEqual([0, unsure / 1e9]);
    },
  );

  it('counts each attempt that may have been billed', async () => {
    const script = (_request: unknown, number: number) =>
      number < 3 ? failing('server_failed')() : { text: 'Here.', usage: reported(10, 2) };
    const { model, clock, totals } = meteredDesk({ script, maxAttempts: 3 });
    const { cost } = await inVirtualTime(clock, model.complete(hello, payer));
    expect(cost).toMatchObject({ costUsd: 0.000_02, certain: false });
    expect(await totals()).toMatchObject({ cost: 20_000, unsure: bound.request * 2, reserved: 0 });
  });

  it('is free when nothing was sent', async () => {
    const { model, requests, totals } = meteredDesk();
    const late = modelFailureOf(model.complete(hello, { ...payer, deadline: noon }));
    expect(await late).toMatchObject({ reason: 'out_of_time', usage: null, cost: null });
    const signal = AbortSignal.abort();
    const gone = modelFailureOf(model.complete(hello, { ...payer, signal }));
    expect(await gone).toMatchObject({ reason: 'cancelled', usage: null, cost: null });
    expect(requests).toHaveLength(0);
    expect(await totals()).toBeUndefined();
  });

  it('is free when a breaker below refuses it, whichever way they are put together', async () => {
    const { model, metrics, logger, totals } = meteredDesk({
      script: failing('unreachable'),
      wrap: (caller) => new ModelBreaker({ caller, clock: createVirtualClock() }),
    });
    for (let count = 0; count < 5; count += 1) await modelFailureOf(model.complete(hello, payer));
    const failure = await modelFailureOf(model.complete(hello, payer));
    expect(failure).toMatchObject({ reason: 'resting', cost: null });
    expect(await totals()).toMatchObject({ calls: 5, cost: 0, unsure: 0, reserved: 0 });
    expect(metrics.counted.get('supportmax_model_calls_total model resting')).toBe(1);
    expect(logger.lines.at(-1)).toMatchObject({ message: 'a model was not called' });
  });

  it('by a fault of ours counts as all that it can have cost', async () => {
    const driver = {
      complete: async () => {
        throw new TypeError('undefined is no function');
      },
    };
    const { model, totals, logger } = meteredDesk({ driver });
    await expect(model.complete(hello, payer)).rejects.toMatchObject({ code: 'internal' });
    expect(await totals()).toMatchObject({ cost: 0, unsure: bound.call, reserved: 0 });
    expect(logger.lines).toMatchObject([{ level: 'error', cause: 'undefined is no function' }]);
  });
});

describe('a stream', () => {
  it('whose reader goes away counts as all that it can have cost', async () => {
    const { model, totals, metrics } = meteredDesk();
    for await (const event of model.stream(hello, payer)) {
      expect(event.type).toBe('text');
      break;
    }
    expect(await totals()).toMatchObject({ calls: 1, cost: 0, unsure: bound.call, reserved: 0 });
    expect(metrics.counted.get('supportmax_model_calls_total model cancelled')).toBe(1);
  });

  it('that breaks after its first words was billed for something, whatever broke it', async () => {
    const driver = {
      async *stream() {
        yield { type: 'text' as const, text: 'Her' };
        throw failing('overloaded')();
      },
    };
    const { model, totals, logger } = meteredDesk({ driver });
    const stream = model.stream(hello, payer);
    expect((await stream.next()).value).toEqual({ type: 'text', text: 'Her' });
    expect(await modelFailureOf(stream.next())).toMatchObject({
      reason: 'overloaded',
      cost: { certain: false },
    });
    expect(await totals()).toMatchObject({ calls: 1, cost: 0, unsure: bound.request });
    expect(logger.lines).toMatchObject([{ level: 'warn', outcome: 'overloaded' }]);
  });

  it('that nobody reads is not begun', async () => {
    const { model, requests, totals } = meteredDesk();
    await model.stream(hello, payer).return();
    expect(requests).toHaveLength(0);
    expect(await totals()).toBeUndefined();
  });
});

describe('a report of the provider', () => {
  it('that is missing leaves the call unsure', async () => {
    const { model, totals } = meteredDesk({ script: () => ({ text: 'Here.', usage: null }) });
    expect((await model.complete(hello, payer)).cost).toMatchObject({ costUsd: 0, certain: false });
    expect(await totals()).toMatchObject({ cost: 0, unsure: bound.request, reserved: 0 });
  });

  it('of more than was asked for is booked when it can be, and else up to what was reserved', async () => {
    const text = 'x'.repeat(50_000);
    for (const [input, cost] of [
      [10, 10_000 + 45_000 * 5_000],
      [-1, bound.call],
    ]) {
      const script = () => ({ text, usage: reported(input, 45_000) });
      const { model, totals } = meteredDesk({ script });
      await model.complete(hello, payer);
      expect(await totals()).toMatchObject({ cost, unsure: 0, reserved: 0 });
    }
  });

  it('that is absurd never passes the cap, and is always a number', async () => {
    const anything = fc.oneof(
      fc.double(),
      fc.nat(),
      fc.constantFrom(null, '7', {}, Number.NaN, 1e308, -5, undefined),
    );
    const reports = fc.array(fc.record({ input: anything, output: anything, cached: anything }), {
      minLength: 5,
      maxLength: 15,
    });
    await fc.assert(
      fc.asyncProperty(reports, async (given) => {
        const cap = bound.call * 3;
        const { model, totals } = meteredDesk({
          dailyCapUsd: cap / 1e9,
          script: (_request, number) => {
            const { input, output, cached } = given[number - 1] ?? {};
            return { text: 'Here.', usage: reported(input, output, cached) };
          },
        });
        for (const _report of given) await model.complete(hello, payer).catch(() => {});
        const { cost, unsure, reserved } = (await totals()) ?? { cost: -1, unsure: 0, reserved: 0 };
        expect(cost + unsure).toBeLessThanOrEqual(cap);
        expect(cost).toBeGreaterThanOrEqual(0);
        expect(reserved).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a ledger that fails', () => {
  const gone = async () => {
    throw new SupportError('unavailable', 'The database is gone.');
  };

  it('before the call: no model is called', async () => {
    const { model, requests, logger, metrics } = meteredDesk({ ledger: { reserve: gone } });
    const failure = await modelFailureOf(model.complete(hello, payer));
    expect(failure).toMatchObject({ code: 'unavailable', reason: 'not_counted', usage: null });
    expect(requests).toHaveLength(0);
    expect(logger.lines).toMatchObject([{ level: 'error', error: 'The database is gone.' }]);
    expect(metrics.counted.get('supportmax_model_calls_total model not_counted')).toBe(1);
  });

  it('after the call: the answer that was paid is not lost', async () => {
    const { model, logger, totals } = meteredDesk({ ledger: { settle: gone } });
    expect(await model.complete(hello, payer)).toMatchObject({
      text: 'Here.',
      cost: { costUsd: 0.000_02, certain: true },
    });
    expect(logger.lines).toMatchObject([
      { level: 'info', outcome: 'ok' },
      { level: 'error', tenant: 'tenant', error: 'The database is gone.' },
    ]);
    // More than it cost, never less.
    expect(await totals()).toMatchObject({ cost: 0, reserved: bound.call });
  });

  it('by silence: the call waits no longer than its caller, and gives back what comes late', async () => {
    const ledger = createInMemorySpendLedger();
    let grant = () => {};
    const granted = new Promise<void>((resolve) => {
      grant = resolve;
    });
    const reserve: typeof ledger.reserve = async (...asked) => {
      await granted;
      return await ledger.reserve(...asked);
    };
    const { model, clock, requests, totals } = meteredDesk({ ledger: { ...ledger, reserve } });
    const patient = modelFailureOf(model.complete(hello, payer));
    const hasty = modelFailureOf(model.complete(hello, { ...payer, deadline: noon + 100 }));
    expect((await inVirtualTime(clock, hasty)).reason).toBe('not_counted');
    expect(clock.monotonic()).toBe(100);
    expect((await inVirtualTime(clock, patient)).reason).toBe('not_counted');
    expect(clock.monotonic()).toBe(5_000);
    grant();
    while (((await totals())?.reserved ?? 1) > 0) await nextTurn();
    expect(requests).toHaveLength(0);
    expect(await totals()).toMatchObject({ calls: 0, cost: 0, unsure: 0, reserved: 0 });
  });

  it('by silence afterwards: the answer is given in time, and booked before the end', async () => {
    const ledger = createInMemorySpendLedger();
    let go = () => {};
    const free = new Promise<void>((resolve) => {
      go = resolve;
    });
    const settle: typeof ledger.settle = async (...asked) => {
      await free;
      await nextTurn();
      return await ledger.settle(...asked);
    };
    const { model, clock, totals } = meteredDesk({ ledger: { ...ledger, settle } });
    const answer = model.complete(hello, { ...payer, deadline: noon + 100 });
    expect(await inVirtualTime(clock, answer)).toMatchObject({ text: 'Here.' });
    expect(await totals()).toMatchObject({ cost: 0, reserved: bound.call });
    const closed = model.close();
    go();
    await closed;
    expect(await totals()).toMatchObject({ cost: 20_000, reserved: 0 });
  });
});
