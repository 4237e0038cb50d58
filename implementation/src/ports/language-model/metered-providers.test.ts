import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#src/foundation/time.ts';
import { createPrometheusMetrics } from '#src/platforms/prometheus/metrics.ts';
import { createInMemorySpendLedger } from '#src/ports/spend-ledger/drivers/in-memory.ts';
import { SpendLedger, utcDayOf } from '#src/ports/spend-ledger/spend-ledger.ts';
import { parsePrometheusText } from '#src/testing/api/prometheus-text.ts';
import { anthropicProtocol } from '#src/testing/model-servers/anthropic-protocol.ts';
import type { OpenDriver } from '#src/testing/model-servers/fault-cases.ts';
import { hello, modelFailureOf, payer } from '#src/testing/model-servers/metered-desk.ts';
import {
  beginning,
  failing,
  hanging,
  type ModelServer,
  startModelServer,
} from '#src/testing/model-servers/model-server.ts';
import { openAIProtocol } from '#src/testing/model-servers/openai-protocol.ts';
import type { WireProtocol } from '#src/testing/model-servers/wire-protocol.ts';
import { createRecordingLogger } from '#src/testing/recorders.ts';
import { verifies } from '#src/testing/verifies.ts';
import { boundOf } from './call-bound.ts';
import { createAnthropicLanguageModel } from './drivers/anthropic.ts';
import { createOpenAILanguageModel } from './drivers/openai.ts';
import { LanguageModel } from './language-model.ts';
import { MeteredModel } from './metered-model.ts';
import { ModelBreaker } from './model-breaker.ts';
import { priceOf } from './model-prices.ts';

interface Case {
  readonly name: string;
  readonly protocol: WireProtocol;
  readonly model: string;
  /** Of 1,003 tokens read, 3 of them cached, and 40 written; in nano-dollars. */
  readonly cost: number;
  readonly open: OpenDriver;
}

const cases: readonly Case[] = [
  {
    name: 'OpenAI',
    protocol: openAIProtocol,
    model: 'gpt-4o-mini',
    cost: 1_000 * 150 + 3 * 75 + 40 * 600,
    open: (origin, apiKey) => createOpenAILanguageModel({ apiKey, baseUrl: `${origin}/v1` }),
  },
  {
    name: 'Anthropic',
    protocol: anthropicProtocol,
    model: 'claude-haiku-4-5',
    cost: 1_000 * 1_000 + 3 * 100 + 40 * 5_000,
    open: (origin, apiKey) => createAnthropicLanguageModel({ apiKey, baseUrl: origin }),
  },
];

describe.each(cases)('what a call of $name costs', ({ protocol, model, cost, open }) => {
  const costUsd = cost / 1e9;
  const day = utcDayOf(systemClock.now());
  const request = { ...hello, model };
  let server: ModelServer;
  let tenants = 0;
  beforeAll(async () => {
    server = await startModelServer(protocol);
  });
  afterAll(async () => {
    await server?.close();
  });

  /** Everything as a version puts it together, over the official SDK and the wire. */
  async function metered(use: (made: ReturnType<typeof parts>) => Promise<void>) {
    const made = parts();
    try {
      await use(made);
    } finally {
      await made.breaker.close();
    }
  }

  function parts() {
    tenants += 1;
    const tenant = `tenant-${tenants}`;
    const driver = open(server.origin, 'key-of-the-test');
    const limits = { maxAttempts: 2, firstRetryDelayMs: 1, longestRetryDelayMs: 1 };
    const clock = systemClock;
    const caller = new LanguageModel({ driver, clock, random: () => 0, limits });
    const newId = () => {
      tenants += 1;
      return `reservation-${tenants}`;
    };
    const ledger = new SpendLedger({ driver: createInMemorySpendLedger(), newId });
    const metrics = createPrometheusMetrics({ version: '1' });
    const logger = createRecordingLogger();
    const prices = (name: string) => priceOf(driver.name, name);
    const options = { caller, ledger, prices, clock, metrics, logger, dailyCapUsd: 1 };
    const breaker = new ModelBreaker({ caller: new MeteredModel(options), clock });
    const call = { ...payer, tenant };
    const totals = async () => (await ledger.totals({ tenant }, day, utcDayOf(clock.now())))[0];
    const price = prices(model);
    if (!price) throw new Error(`no price of ${model}`);
    const bound = boundOf(request, price, { tenant, maxAttempts: 2, streamed: false });
    return { breaker, call, totals, metrics, logger, bound };
  }

  it(verifies('v0.5.cost', 'protocol', 'is reckoned from what the provider reports'), async () => {
    await metered(async ({ breaker, call, totals, metrics, logger }) => {
      server.replyWith({ text: ['Here.'], usage: { input: 1_003, output: 40 } });
      const { cost } = await breaker.complete(request, call);
      const sums = { inputTokens: 1_003, outputTokens: 40 };
      expect(cost).toEqual({ model, ...sums, costUsd, certain: true });
      expect(await totals()).toMatchObject({ calls: 1, ...sums, unsure: 0, reserved: 0 });
      expect((await totals())?.cost).toBe(Math.round(costUsd * 1e9));
      const families = parsePrometheusText(await metrics.render());
      const value = (name: string) => families.get(name)?.samples.map((one) => one.value);
      expect(value('supportmax_cost_usd_total')).toEqual([costUsd]);
      expect(value('supportmax_tokens_total')).toEqual([1_003, 40]);
      expect(logger.lines).toMatchObject([{ providerRequestId: 'request-1', model, costUsd }]);
    });
  });

  it(verifies('v0.5.cost', 'protocol', 'is the same for an answer that is streamed'), async () => {
    await metered(async ({ breaker, call, totals }) => {
      server.replyWith({ text: ['He', 're.'], usage: { input: 1_003, output: 40 } });
      for await (const event of breaker.stream(request, call)) {
        if (event.type === 'end') expect(event.result.cost).toMatchObject({ costUsd });
      }
      expect(await totals()).toMatchObject({ calls: 1, cost, unsure: 0, reserved: 0 });
    });
  });

  it('is unsure when the deadline cuts it off', async () => {
    await metered(async ({ breaker, call, totals, bound }) => {
      server.replyWith(hanging);
      const deadline = systemClock.now() + 300;
      const failure = await modelFailureOf(breaker.complete(request, { ...call, deadline }));
      expect(failure).toMatchObject({
        reason: 'out_of_time',
        cost: { costUsd: 0, certain: false },
      });
      expect(await totals()).toMatchObject({ cost: 0, unsure: bound.request, reserved: 0 });
    });
  });

  it('is unsure when the reader of a stream goes away', async () => {
    await metered(async ({ breaker, call, totals, bound }) => {
      server.replyWith(beginning({ text: ['He', 're.'] }, () => {}));
      for await (const _word of breaker.stream(request, call)) break;
      await server.clientGone();
      expect(await totals()).toMatchObject({ cost: 0, unsure: bound.call, reserved: 0 });
    });
  });

  it('is nothing when the provider turns the call away', async () => {
    await metered(async ({ breaker, call, totals }) => {
      server.replyWith(failing(429));
      const failure = await modelFailureOf(breaker.complete(request, call));
      expect(failure).toMatchObject({
        reason: 'rate_limited',
        cost: { costUsd: 0, certain: true },
      });
      expect(server.requests).toHaveLength(2);
      expect(await totals()).toMatchObject({ calls: 1, cost: 0, unsure: 0, reserved: 0 });
    });
  });

  it('is nothing while a model that is dead rests', async () => {
    await metered(async ({ breaker, call, totals }) => {
      server.replyWith(failing(503));
      for (let count = 0; count < 5; count += 1)
        await modelFailureOf(breaker.complete(request, call));
      const sent = server.requests.length;
      const failure = await modelFailureOf(breaker.complete(request, call));
      expect(failure).toMatchObject({ reason: 'resting', cost: null });
      expect(server.requests).toHaveLength(sent);
      expect(await totals()).toMatchObject({ calls: 5, reserved: 0 });
    });
  });
});
