import type { ModelUsage } from '#src/foundation/model-error.ts';
import { mostNanoUsd, type NanoUsd } from '#src/foundation/money.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { ListedPrice, ModelPrice } from './model-price.ts';
import { listedPrices } from './model-price-list.ts';

/** A price of the configuration's own. Without one for cached input, that costs as the other. */
export interface GivenPrice {
  readonly inputPerMillionUsd: number;
  readonly cachedInputPerMillionUsd?: number | undefined;
  readonly outputPerMillionUsd: number;
}

/** Tokens as they are paid. Those that were written into a cache are among the input. */
export type PaidTokens = Pick<ModelUsage, 'inputTokens' | 'outputTokens' | 'cachedInputTokens'>;

/**
 * What a model costs: as given, or as listed under its exact name, or under its name without the
 * date at its end (`-2025-04-14`, `-20251001`). Null where nothing is known: a model that costs an
 * unknown amount must not be used. Throws `invalid_argument` for a given price that is none.
 */
export function priceOf(
  provider: string,
  model: string,
  given: GivenPrice | null = null,
): ModelPrice | null {
  return given ? checked(given) : listedPriceOf(provider, model);
}

export function listedPriceOf(provider: string, model: string): ListedPrice | null {
  const find = (name: string) =>
    listedPrices.find((one) => one.provider === provider && one.model === name);
  return find(model) ?? find(model.replace(/-(\d{8}|\d{4}-\d{2}-\d{2})$/, '')) ?? null;
}

function checked(given: GivenPrice): ModelPrice {
  const { inputPerMillionUsd, outputPerMillionUsd } = given;
  const { cachedInputPerMillionUsd = inputPerMillionUsd } = given;
  const price = { inputPerMillionUsd, cachedInputPerMillionUsd, outputPerMillionUsd };
  // A hundred times what the dearest model costs: more is a mistake of units.
  if (Object.values(price).every((rate) => rate >= 0 && rate <= 100_000)) return price;
  throw new SupportError('invalid_argument', 'A price is 0 to 100,000 dollars a million tokens.');
}

/** What tokens cost, rounded up. Exact, whatever the numbers; no more than a number can hold. */
export function costOf(price: ModelPrice, tokens: PaidTokens): NanoUsd {
  const input = wholeTokens(tokens.inputTokens);
  const cached = wholeTokens(Math.min(tokens.cachedInputTokens, tokens.inputTokens));
  const output = wholeTokens(tokens.outputTokens);
  const { longInput } = price;
  const rates = longInput && tokens.inputTokens > longInput.aboveTokens ? longInput : price;
  const { inputPerMillionUsd, cacheWritePerMillionUsd = 0 } = rates;
  const pico =
    (input - cached) * picoOf(Math.max(inputPerMillionUsd, cacheWritePerMillionUsd)) +
    cached * picoOf(rates.cachedInputPerMillionUsd) +
    output * picoOf(rates.outputPerMillionUsd);
  const nano = (pico + 999n) / 1000n;
  return nano > BigInt(mostNanoUsd) ? mostNanoUsd : Number(nano);
}

/** A price for a million in dollars is a price for one in pico-dollars, times a million. */
const picoOf = (perMillionUsd: number) =>
  BigInt(Math.ceil(Number((perMillionUsd * 1e6).toPrecision(15))));

function wholeTokens(count: number): bigint {
  if (Number.isNaN(count) || count <= 0) return 0n;
  return BigInt(Math.ceil(Math.min(count, Number.MAX_SAFE_INTEGER)));
}
