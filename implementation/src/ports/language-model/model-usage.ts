import type { ModelError, ModelFailureReason, ModelUsage } from '#src/foundation/model-error.ts';
import type { DriverAnswer, DriverRequest, RawUsage } from './driver.ts';

/** Failures after which it is unknown what was billed: the model may have worked. */
const doubtful: ReadonlySet<ModelFailureReason> = new Set([
  'first_byte_timeout',
  'stalled',
  'out_of_time',
  'cancelled',
  'connection_lost',
  'not_an_answer',
  'answer_too_large',
  'server_failed',
]);

/** What one call was billed for, request by request. */
export class SpentUsage {
  #usage: ModelUsage = {
    inputTokens: 0,
    outputTokens: 0,
    cachedInputTokens: 0,
    usageTrusted: true,
  };

  get usage(): ModelUsage {
    return this.#usage;
  }

  add(usage: ModelUsage): void {
    const sum = this.#usage;
    this.#usage = {
      inputTokens: sum.inputTokens + usage.inputTokens,
      outputTokens: sum.outputTokens + usage.outputTokens,
      cachedInputTokens: sum.cachedInputTokens + usage.cachedInputTokens,
      usageTrusted: sum.usageTrusted && usage.usageTrusted,
    };
  }

  doubtAfter({ reason }: ModelError): void {
    if (doubtful.has(reason)) this.#usage = { ...this.#usage, usageTrusted: false };
  }
}

/** Tokens that a provider may add for its own wrapping of messages and tools. */
const wrappingTokens = 10_000;

/**
 * What a provider reported, held against what can be: a token has at least one byte, and no model
 * writes more than it was asked to. What cannot be is not counted, or only up to what can be.
 */
export function usageOf(request: DriverRequest, answer: DriverAnswer): ModelUsage {
  const raw: RawUsage = answer.usage ?? { input: [], output: [], cachedInput: [] };
  const inputLimit = Buffer.byteLength(JSON.stringify(request)) + wrappingTokens;
  const outputLimit = Math.max(request.maxOutputTokens, Buffer.byteLength(answer.text));
  const input = tokens(raw.input, inputLimit);
  const output = tokens(raw.output, outputLimit);
  const cached = tokens(raw.cachedInput, input.count);
  const reported = raw.input.length > 0 && raw.output.length > 0;
  return {
    inputTokens: input.count,
    outputTokens: output.count,
    cachedInputTokens: cached.count,
    usageTrusted: reported && input.trusted && output.trusted && cached.trusted,
  };
}

function tokens(parts: readonly unknown[], limit: number): { count: number; trusted: boolean } {
  let count = 0;
  let trusted = true;
  for (const part of parts) {
    if (typeof part === 'number' && Number.isInteger(part) && part >= 0) count += part;
    else trusted = false;
  }
  return { count: Math.min(count, limit), trusted: trusted && count <= limit };
}
