import * as z from 'zod';
import type { Secret } from './secret.ts';
import { type ReadSecret, secretReference } from './secret-reference.ts';
import { group, must, name, oneOf, priceUsd, wholeNumber, yesOrNo } from './setting-types.ts';

/** Which model answers, and how it is reached and paid. */
export interface ModelSettings {
  readonly provider: 'openai' | 'anthropic';
  readonly name: string;
  /** Null: the provider's own address. */
  readonly baseUrl: string | null;
  /** Null for a server that asks for none. */
  readonly apiKey: Secret | null;
  /** Null: as the price table says. */
  readonly price: PriceSettings | null;
  /** Whether the model can be held to a schema; null: as the provider is known to do. */
  readonly structuredOutput: boolean | null;
  /** The most tokens of one answer; null: as each agent asks. */
  readonly maxOutputTokens: number | null;
  /** Until the provider sends anything; null: as the port has it. */
  readonly firstByteTimeoutMs: number | null;
  /** Between two pieces of an answer; null: as the port has it. */
  readonly chunkTimeoutMs: number | null;
}

/** US dollars for a million tokens. */
export interface PriceSettings {
  readonly inputPerMillionUsd: number;
  readonly cachedInputPerMillionUsd: number;
  readonly outputPerMillionUsd: number;
}

const longestTimeoutMs = 120_000;

/** The `model` of a configuration. What its keys ask of each other is in model-rules.ts. */
export const modelConfiguration = (readSecret: ReadSecret) =>
  group({
    provider: oneOf(['openai', 'anthropic']),
    name: name("the model's name"),
    baseUrl: baseUrl().optional(),
    apiKey: secretReference(readSecret).optional(),
    allowKeyOverHttp: yesOrNo().default(false),
    price: group({
      inputPerMillionUsd: priceUsd(),
      cachedInputPerMillionUsd: priceUsd().optional(),
      outputPerMillionUsd: priceUsd(),
    }).optional(),
    structuredOutput: yesOrNo().optional(),
    maxOutputTokens: wholeNumber(16, 200_000, 'tokens').optional(),
    firstByteTimeoutMs: wholeNumber(50, longestTimeoutMs, 'milliseconds').optional(),
    chunkTimeoutMs: wholeNumber(50, longestTimeoutMs, 'milliseconds').optional(),
  });

export type ModelConfiguration = z.output<ReturnType<typeof modelConfiguration>>;

export function toModelSettings(model: ModelConfiguration): ModelSettings {
  const { provider, name, price } = model;
  return {
    provider,
    name,
    baseUrl: model.baseUrl ?? null,
    apiKey: model.apiKey ?? null,
    price: price
      ? {
          ...price,
          cachedInputPerMillionUsd: price.cachedInputPerMillionUsd ?? price.inputPerMillionUsd,
        }
      : null,
    structuredOutput: model.structuredOutput ?? null,
    maxOutputTokens: model.maxOutputTokens ?? null,
    firstByteTimeoutMs: model.firstByteTimeoutMs ?? null,
    chunkTimeoutMs: model.chunkTimeoutMs ?? null,
  };
}

/** The rules of platforms/model-http, said before anything is connected. */
function baseUrl() {
  const words = must('an address that begins with http:// or https://');
  return z
    .string(words)
    .max(2_000, words)
    .superRefine((text, context) => {
      const refuse = (message: string) => context.addIssue({ code: 'custom', message });
      const url = /^https?:\/\/[^\s\p{C}\\]+$/iu.test(text) ? URL.parse(text) : null;
      if (url === null) return refuse(words.error({}) ?? '');
      if (url.username !== '' || url.password !== '') {
        refuse('holds a user name or a password; take them out and name the key by apiKey');
      }
      if (/[?#]/.test(text)) refuse('has a query or a fragment (? or #); take it out');
    });
}
