import type { ListedPrice, Rates } from './model-price.ts';

const rates = (input: number, cachedInput: number, output: number): Rates => ({
  inputPerMillionUsd: input,
  cachedInputPerMillionUsd: cachedInput,
  outputPerMillionUsd: output,
});

/** The standard tier. Data residency costs 10 % more; whoever uses it configures a price. */
const openai = {
  provider: 'openai',
  asOf: '2026-09-13',
  source: 'https://developers.openai.com/api/docs/pricing',
} as const;

/** Anthropic keeps and reads a cache only where a request asks for it, and the driver never does. */
const anthropic = { provider: 'anthropic' } as const;
const claudePricing = 'https://platform.claude.com/docs/en/about-claude/pricing';
const claudeModel = (name: string) => `https://platform.claude.com/docs/en/models/${name}/overview`;

/**
 * What the providers published, without discounts. Prices change: one of the configuration wins, and
 * a model that is not here needs one. Where a source does not say what cached input costs, it stands
 * here as dear as the other.
 */
export const listedPrices: readonly ListedPrice[] = [
  {
    ...openai,
    model: 'gpt-5.6-sol',
    ...rates(4, 0.4, 20),
    cacheWritePerMillionUsd: 5,
    longInput: { aboveTokens: 272_000, ...rates(8, 0.8, 30), cacheWritePerMillionUsd: 10 },
  },
  {
    ...openai,
    model: 'gpt-5.6-terra',
    ...rates(2, 0.2, 12),
    cacheWritePerMillionUsd: 2.5,
    longInput: { aboveTokens: 272_000, ...rates(4, 0.4, 18), cacheWritePerMillionUsd: 5 },
  },
  {
    ...openai,
    model: 'gpt-5.6-luna',
    ...rates(0.2, 0.02, 1.2),
    cacheWritePerMillionUsd: 0.25,
    longInput: { aboveTokens: 272_000, ...rates(0.4, 0.04, 1.8), cacheWritePerMillionUsd: 0.5 },
  },
  {
    ...openai,
    model: 'gpt-5.5',
    ...rates(5, 0.5, 30),
    longInput: { aboveTokens: 272_000, ...rates(10, 1, 45) },
  },
  {
    ...openai,
    model: 'gpt-5.4',
    ...rates(2.5, 0.25, 15),
    longInput: { aboveTokens: 272_000, ...rates(5, 0.5, 22.5) },
  },
  { ...openai, model: 'gpt-5.4-mini', ...rates(0.75, 0.075, 4.5) },
  { ...openai, model: 'gpt-5.4-nano', ...rates(0.2, 0.02, 1.25) },
  { ...openai, model: 'gpt-5.2', ...rates(1.75, 0.175, 14) },
  { ...openai, model: 'gpt-5.1', ...rates(1.25, 0.125, 10) },
  { ...openai, model: 'gpt-5', ...rates(1.25, 0.125, 10) },
  { ...openai, model: 'gpt-5-mini', ...rates(0.25, 0.025, 2) },
  { ...openai, model: 'gpt-5-nano', ...rates(0.05, 0.005, 0.4) },
  { ...openai, model: 'gpt-4.1', ...rates(2, 0.5, 8) },
  { ...openai, model: 'gpt-4.1-mini', ...rates(0.4, 0.1, 1.6) },
  { ...openai, model: 'gpt-4o', ...rates(2.5, 1.25, 10) },
  // Dearer than its name without the date.
  { ...openai, model: 'gpt-4o-2024-05-13', ...rates(5, 5, 15) },
  { ...openai, model: 'gpt-4o-mini', ...rates(0.15, 0.075, 0.6) },
  { ...openai, model: 'o3', ...rates(2, 0.5, 8) },
  { ...openai, model: 'o4-mini', ...rates(1.1, 0.275, 4.4) },
  { ...openai, model: 'o3-mini', ...rates(1.1, 0.55, 4.4) },
  {
    ...anthropic,
    model: 'claude-opus-5-5',
    ...rates(4, 0.2, 20),
    asOf: '2026-09-23',
    source: claudeModel('opus-5-5'),
  },
  {
    ...anthropic,
    model: 'claude-sonnet-5-5',
    ...rates(2, 0.2, 10),
    asOf: '2026-09-29',
    source: claudeModel('sonnet-5-5'),
  },
  {
    ...anthropic,
    model: 'claude-haiku-5-5',
    ...rates(0.1, 0.1, 0.5),
    longInput: { aboveTokens: 100_000, ...rates(0.5, 0.5, 2.5) },
    asOf: '2026-10-07',
    source: claudeModel('haiku-5-5'),
  },
  ...['opus-5', 'opus-4-8', 'opus-4-7', 'opus-4-6', 'opus-4-5'].map((name) => ({
    ...anthropic,
    model: `claude-${name}`,
    ...rates(5, 0.5, 25),
    asOf: '2026-07-24',
    source: claudePricing,
  })),
  ...['sonnet-4-6', 'sonnet-4-5'].map((name) => ({
    ...anthropic,
    model: `claude-${name}`,
    ...rates(3, 0.3, 15),
    asOf: '2026-03-21',
    source: claudePricing,
  })),
  {
    ...anthropic,
    model: 'claude-haiku-4-5',
    ...rates(1, 0.1, 5),
    asOf: '2026-09-23',
    source: claudePricing,
  },
];
