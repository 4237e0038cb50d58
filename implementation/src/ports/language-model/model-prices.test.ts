import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostNanoUsd, toNanoUsd, toUsd } from '#src/foundation/money.ts';
import { verifies } from '#src/testing/verifies.ts';
import type { ModelPrice } from './model-price.ts';
import { listedPrices } from './model-price-list.ts';
import { costOf, listedPriceOf, priceOf } from './model-prices.ts';

const price: ModelPrice = {
  inputPerMillionUsd: 0.15,
  cachedInputPerMillionUsd: 0.075,
  outputPerMillionUsd: 0.6,
};
const tokens = (inputTokens: number, outputTokens = 0, cachedInputTokens = 0) => ({
  inputTokens,
  outputTokens,
  cachedInputTokens,
});

describe('the list of prices', () => {
  it.each(listedPrices)('$provider $model has a source, a day, and sane rates', (listed) => {
    expect(new URL(listed.source).protocol).toBe('https:');
    const hosts = { openai: 'developers.openai.com', anthropic: 'platform.claude.com' };
    expect(new URL(listed.source).hostname).toBe(hosts[listed.provider]);
    expect(new Date(listed.asOf).toISOString().slice(0, 10)).toBe(listed.asOf);
    expect(Date.parse(listed.asOf)).toBeGreaterThan(Date.parse('2026-01-01'));
    for (const rates of [listed, listed.longInput ?? listed]) {
      const { inputPerMillionUsd, cachedInputPerMillionUsd, outputPerMillionUsd } = rates;
      expect(cachedInputPerMillionUsd).toBeGreaterThan(0);
      expect(cachedInputPerMillionUsd).toBeLessThanOrEqual(inputPerMillionUsd);
      expect(inputPerMillionUsd).toBeLessThan(outputPerMillionUsd);
      expect(rates.cacheWritePerMillionUsd ?? inputPerMillionUsd).toBeGreaterThanOrEqual(
        inputPerMillionUsd,
      );
    }
    if (listed.longInput) {
      expect(listed.longInput.inputPerMillionUsd).toBeGreaterThan(listed.inputPerMillionUsd);
      expect(listed.longInput.outputPerMillionUsd).toBeGreaterThan(listed.outputPerMillionUsd);
    }
  });

  it('names no model twice', () => {
    const names = listedPrices.map(({ provider, model }) => `${provider} ${model}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the price of a model', () => {
  it.each([
    ['openai', 'gpt-4o-mini', 0.15],
    ['openai', 'gpt-4o-mini-2024-07-18', 0.15],
    ['openai', 'gpt-4o-2024-08-06', 2.5],
    ['openai', 'gpt-4o-2024-05-13', 5],
    ['anthropic', 'claude-haiku-4-5', 1],
    ['anthropic', 'claude-haiku-4-5-20251001', 1],
  ])('%s %s is listed, by its name with or without a date', (provider, model, input) => {
    expect(priceOf(provider, model)?.inputPerMillionUsd).toBe(input);
    expect(listedPriceOf(provider, model)?.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it.each([
    ['openai', 'gpt-4o-mini-tts'],
    ['openai', 'gpt-4o-mini-2024'],
    ['openai', 'GPT-4o-mini'],
    ['openai', 'gpt-4'],
    ['openai', ''],
    ['anthropic', 'gpt-4o-mini'],
    ['local', 'gpt-4o-mini'],
  ])('%s %s is not known', (provider, model) => {
    expect(priceOf(provider, model)).toBeNull();
  });

  it('is the one that the configuration gives, where it gives one', () => {
    const given = { inputPerMillionUsd: 7, outputPerMillionUsd: 9 };
    expect(priceOf('openai', 'gpt-4o-mini', given)).toEqual({
      inputPerMillionUsd: 7,
      cachedInputPerMillionUsd: 7,
      outputPerMillionUsd: 9,
    });
    const free = { inputPerMillionUsd: 0, cachedInputPerMillionUsd: 0, outputPerMillionUsd: 0 };
    expect(priceOf('local', 'llama', free)).toEqual(free);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 2e5])('is not %d', (wrong) => {
    for (const name of ['inputPerMillionUsd', 'cachedInputPerMillionUsd', 'outputPerMillionUsd']) {
      const given = { ...price, [name]: wrong };
      expect(() => priceOf('local', 'llama', given)).toThrow(/0 to 100,000 dollars/);
    }
  });
});

describe('what tokens cost', () => {
  it(verifies('v0.5.cost', 'real part', 'is exact, in nano-dollars'), () => {
    expect(costOf(price, tokens(0))).toBe(0);
    expect(costOf(price, tokens(1_000_000))).toBe(toNanoUsd(0.15));
    expect(costOf(price, tokens(1, 1))).toBe(750);
    expect(costOf(price, tokens(1_000, 100, 600))).toBe(400 * 150 + 600 * 75 + 100 * 600);
    // 37.5 nano-dollars each: half of one is one more.
    const cheap = { ...price, inputPerMillionUsd: 0.0375 };
    expect(costOf(cheap, tokens(1))).toBe(38);
    expect(costOf(cheap, tokens(2))).toBe(75);
    // 0.28 × 1,000 is 280.00000000000006 for a double.
    expect(costOf({ ...price, inputPerMillionUsd: 0.28 }, tokens(1))).toBe(280);
  });

  it('counts input that a provider may have written into its cache as that', () => {
    const writing = { ...price, cacheWritePerMillionUsd: 0.2 };
    expect(costOf(writing, tokens(1_000, 0, 400))).toBe(600 * 200 + 400 * 75);
  });

  it('is more for all of a request once its input is long', () => {
    const long = { ...price, longInput: { ...price, aboveTokens: 100, inputPerMillionUsd: 1.5 } };
    expect(costOf(long, tokens(100))).toBe(100 * 150);
    expect(costOf(long, tokens(101))).toBe(101 * 1_500);
  });

  const rate = fc.double({ min: 0, max: 100_000, noNaN: true });
  const anyPrice = fc
    .record({
      inputPerMillionUsd: rate,
      outputPerMillionUsd: rate,
      share: fc.double({ max: 1, min: 0, noNaN: true }),
    })
    .map(({ share, ...rates }) => ({
      ...rates,
      cachedInputPerMillionUsd: rates.inputPerMillionUsd * share,
    }));
  const count = fc.nat({ max: 10_000_000 });
  const anyTokens = fc.record({
    inputTokens: count,
    outputTokens: count,
    cachedInputTokens: count,
  });

  it('never falls with more tokens, nor rises when more of them were cached', () => {
    fc.assert(
      fc.property(anyPrice, anyTokens, count, (one, used, more) => {
        const cost = costOf(one, used);
        const { inputTokens, outputTokens, cachedInputTokens } = used;
        expect(costOf(one, { ...used, inputTokens: inputTokens + more })).toBeGreaterThanOrEqual(
          cost,
        );
        expect(costOf(one, { ...used, outputTokens: outputTokens + more })).toBeGreaterThanOrEqual(
          cost,
        );
        const cached = { ...used, cachedInputTokens: cachedInputTokens + more };
        expect(costOf(one, cached)).toBeLessThanOrEqual(cost);
      }),
    );
  });

  it('of two calls is what both cost, but for the rounding up', () => {
    fc.assert(
      fc.property(anyPrice, anyTokens, anyTokens, (one, left, right) => {
        const cachedInputTokens = (used: typeof left) =>
          Math.min(used.cachedInputTokens, used.inputTokens);
        const both = costOf(one, {
          inputTokens: left.inputTokens + right.inputTokens,
          outputTokens: left.outputTokens + right.outputTokens,
          cachedInputTokens: cachedInputTokens(left) + cachedInputTokens(right),
        });
        const sum = costOf(one, left) + costOf(one, right);
        expect(sum - both).toBeGreaterThanOrEqual(0);
        expect(sum - both).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is a whole number that can be counted, whatever the numbers', () => {
    const absurd = fc.oneof(
      fc.double(),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 1e308, 2 ** 53, 0.5),
    );
    const anything = fc.record({
      inputTokens: absurd,
      outputTokens: absurd,
      cachedInputTokens: absurd,
    });
    fc.assert(
      fc.property(anyPrice, anything, (one, used) => {
        const cost = costOf(one, used);
        expect(Number.isSafeInteger(cost)).toBe(true);
        expect(cost).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(costOf(price, tokens(Number.POSITIVE_INFINITY))).toBeLessThanOrEqual(mostNanoUsd);
  });
});

describe('money', () => {
  it.each([
    [0, 0],
    [0.07, 70_000_000],
    [5, 5_000_000_000],
    [0.000_000_001, 1],
    [0.000_000_000_9, 0],
    [1e20, mostNanoUsd],
  ])('%d dollars are %d nano-dollars', (usd, nano) => {
    expect(toNanoUsd(usd)).toBe(nano);
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.nat(), (nano) => {
        expect(toNanoUsd(toUsd(nano))).toBe(nano);
      }),
    );
  });
});
