import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { nextTurn } from '#src/foundation/time.ts';
import {
  hello,
  meteredDesk,
  modelFailureOf,
  noon,
  payer,
  reported,
  testDay,
  testPrice,
} from '#src/testing/model-servers/metered-desk.ts';
import { verifies } from '#src/testing/verifies.ts';
import { boundOf } from './call-bound.ts';
import type { DriverRequest } from './driver.ts';

const boundOfHello = boundOf(hello, testPrice, {
  tenant: 'tenant',
  maxAttempts: 1,
  streamed: false,
});
const oneCallUsd = boundOfHello.call / 1e9;
const nextDay = '2026-03-02';

describe('an answer', () => {
  it('comes with what it cost, which is booked, counted and logged', async () => {
    const script = () => ({
      text: 'A secret answer.',
      usage: reported(1_000, 40, 600),
      requestId: 'provider-7',
    });
    const { model, metrics, logger, totals } = meteredDesk({ script });
    const result = await model.complete(hello, payer);
    // 400 × $1, 600 × $0.10 and 40 × $5 for a million.
    const costUsd = 0.000_66;
    expect(result).toMatchObject({ text: 'A secret answer.', usage: { inputTokens: 1_000 } });
    const sums = { inputTokens: 1_000, outputTokens: 40 };
    expect(result.cost).toEqual({ model: 'model', ...sums, costUsd, certain: true });
    expect(await totals()).toEqual({
      tenant: 'tenant',
      day: testDay,
      calls: 1,
      ...sums,
      cost: 660_000,
      unsure: 0,
      reserved: 0,
    });
    expect(Object.fromEntries(metrics.counted)).toEqual({
      'supportmax_model_calls_total model ok': 1,
      'supportmax_tokens_total input model': 1_000,
      'supportmax_tokens_total output model': 40,
      'supportmax_cost_usd_total model': costUsd,
    });
    expect([...metrics.observed.keys()]).toEqual(['supportmax_model_call_duration_seconds model']);
    expect(logger.lines).toEqual([
      {
        level: 'info',
        message: 'a model was called',
        tenant: 'tenant',
        requestId: 'request-1',
        provider: 'scripted',
        model: 'model',
        outcome: 'ok',
        providerRequestId: 'provider-7',
        ...sums,
        cachedInputTokens: 600,
        costUsd,
        unsureUsd: 0,
        durationMs: 0,
      },
    ]);
    expect(JSON.stringify(logger.lines)).not.toContain('secret');
  });

  it('that was mended costs what both requests cost', async () => {
    const script = (_request: DriverRequest, number: number) => ({
      text: number === 1 ? 'Yes.' : '{"label":"yes"}',
      usage: reported(10, number),
    });
    const { model } = meteredDesk({ script });
    const responseSchema = z.object({ label: z.string() });
    const { cost, repaired } = await model.complete({ ...hello, responseSchema }, payer);
    expect(repaired).toBe(true);
    expect(cost).toMatchObject({ inputTokens: 20, outputTokens: 3, costUsd: 0.000_035 });
  });

  it('is streamed as it is, with its cost at the end', async () => {
    const script = () => ({ text: 'Here it is.', usage: reported(10, 2) });
    const { model, totals } = meteredDesk({ script });
    const words: string[] = [];
    for await (const event of model.stream(hello, payer)) {
      if (event.type === 'text') words.push(event.text);
      else expect(event.result.cost).toMatchObject({ costUsd: 0.000_02, certain: true });
    }
    expect(words).toEqual(['Here ', 'it ', 'is.']);
    expect(await totals()).toMatchObject({ calls: 1, cost: 20_000, unsure: 0, reserved: 0 });
  });

  it('is paid on the day it was asked for, also after midnight', async () => {
    const { model, clock, totals } = meteredDesk({
      script: () => {
        clock.setWallClock(Date.parse(`${nextDay}T00:00:01Z`));
        return { text: 'Late.', usage: reported(10, 2) };
      },
    });
    await model.complete(hello, payer);
    expect(await totals()).toMatchObject({ day: testDay, cost: 20_000, reserved: 0 });
    expect(await totals('tenant', nextDay)).toBeUndefined();
  });

  it('is not asked for where the price is not known, or the request cannot succeed', async () => {
    const { model, requests, totals } = meteredDesk();
    const refusal = { code: 'invalid_argument' };
    const unpriced = model.complete({ ...hello, model: 'another' }, payer);
    await expect(unpriced).rejects.toMatchObject(refusal);
    await expect(model.complete({ ...hello, messages: [] }, payer)).rejects.toMatchObject(refusal);
    expect(requests).toHaveLength(0);
    expect(await totals()).toBeUndefined();
  });
});

describe('the cap of a day', () => {
  it(
    verifies('v0.5.cost', 'real part', 'a call that would pass it is not made, and it says so'),
    async () => {
      const { model, requests, totals, logger, metrics } = meteredDesk({
        dailyCapUsd: oneCallUsd * 0.99,
      });
      for (const failure of [
        await modelFailureOf(model.complete(hello, payer)),
        await modelFailureOf(model.stream(hello, payer).next()),
        await modelFailureOf(model.complete(hello, payer)),
      ]) {
        expect(failure).toMatchObject({
          code: 'rate_limited',
          reason: 'cap_reached',
          retryable: false,
          retryAfterMs: 12 * 3_600_000,
          usage: null,
          cost: null,
        });
        expect(failure.message).toContain('the day ends at 2026-03-02T00:00:00.000Z');
      }
      expect(requests).toHaveLength(0);
      expect(await totals()).toBeUndefined();
      expect(logger.lines).toMatchObject([{ level: 'warn', tenant: 'tenant', day: testDay }]);
      const refused = metrics.counted.get('supportmax_model_calls_total model cap_reached');
      expect(refused).toBe(3);
      expect(model.capReached('tenant')).toBe(true);
      expect(model.capReached('tenant', nextDay)).toBe(false);
      expect(model.tenantsAtCap()).toBe(1);
    },
  );

  it('is each tenant’s own', async () => {
    const { model, totals } = meteredDesk({ dailyCapUsd: oneCallUsd });
    const other = { tenant: 'other', requestId: 'request-2' };
    const first = model.complete(hello, payer);
    expect(await modelFailureOf(model.complete(hello, payer))).toMatchObject({
      reason: 'cap_reached',
    });
    await Promise.all([first, model.complete(hello, other)]);
    expect(model.capReached('other')).toBe(false);
    expect(await totals('other')).toMatchObject({ cost: 20_000 });
  });

  it('is not reached where calls under way only hold what is left', async () => {
    const { model, logger } = meteredDesk({ dailyCapUsd: oneCallUsd * 1.5 });
    const first = model.complete(hello, payer);
    const refused = await modelFailureOf(model.complete(hello, payer));
    expect(refused).toMatchObject({ reason: 'cap_reached', retryAfterMs: null });
    expect(refused.message).toContain('calls under way hold what is left of it');
    expect(model.capReached('tenant')).toBe(false);
    expect(logger.lines.filter(({ level }) => level === 'warn')).toEqual([]);
    await first;
    // What it was refused for has been given back.
    expect(await model.complete(hello, payer)).toMatchObject({ text: 'Here.' });
  });

  it('begins anew with the next day in UTC', async () => {
    const { model, clock, logger } = meteredDesk({ dailyCapUsd: oneCallUsd });
    await model.complete(hello, payer);
    expect(await modelFailureOf(model.complete(hello, payer))).toMatchObject({
      reason: 'cap_reached',
    });
    await clock.advance(Date.parse(nextDay) - noon - 1);
    await modelFailureOf(model.complete(hello, payer));
    await clock.advance(1);
    expect(model.capReached('tenant')).toBe(false);
    expect(model.tenantsAtCap()).toBe(0);
    expect(await model.complete(hello, payer)).toMatchObject({ text: 'Here.' });
    await modelFailureOf(model.complete(hello, payer));
    const warnings = logger.lines.filter(({ level }) => level === 'warn');
    expect(warnings.map(({ day }) => day)).toEqual([testDay, nextDay]);
  });

  it(verifies('v0.5.cost', 'real part', 'calls at once never pass it together'), async () => {
    const sums: number[] = [];
    const { model, requests, totals } = meteredDesk({
      dailyCapUsd: oneCallUsd * 10.5,
      driver: {
        complete: async (request, call) => {
          const sum = await totals();
          sums.push((sum?.cost ?? 0) + (sum?.unsure ?? 0) + (sum?.reserved ?? 0));
          await nextTurn();
          call.onActivity();
          return {
            text: 'Here.',
            toolCalls: [],
            stopReason: 'end',
            usage: reported(50, 20),
            requestId: null,
            model: request.model,
          };
        },
      },
    });
    const calls = Array.from({ length: 60 }, () => model.complete(hello, payer));
    const ends = await Promise.allSettled(calls);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(Math.max(...sums)).toBeLessThanOrEqual(boundOfHello.call * 10.5);
    expect(requests).toHaveLength(0);
    // What the calls did not need is there for others again.
    await model.complete(hello, payer);
    expect(await totals()).toMatchObject({ calls: 11, cost: 11 * 150_000, reserved: 0 });
  });

  it('and what was spent of it can be read', async () => {
    const { model } = meteredDesk({ dailyCapUsd: 5 });
    const nothing = { calls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0, unsureUsd: 0 };
    const today = { day: testDay, capUsd: 5, reservedUsd: 0 };
    expect(await model.spendingToday(payer)).toEqual({ ...today, ...nothing });
    await model.complete(hello, payer);
    expect(await model.spendingToday(payer)).toEqual({
      ...today,
      calls: 1,
      inputTokens: 10,
      outputTokens: 2,
      costUsd: 0.000_02,
      unsureUsd: 0,
    });
  });
});
