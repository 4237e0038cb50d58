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
    unsureRequests: 0,
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
      unsureRequests: sum.unsureRequests + usage.unsureRequests,
    };
  }

  doubtAfter({ reason }: ModelError): void {
    if (!doubtful.has(reason)) return;
    const unsureRequests = this.#usage.unsureRequests + 1;
    this.#usage = { ...this.#usage, usageTrusted: false, unsureRequests };
  }
}

/** Tokens that a provider may add for its own wrapping of messages, tools and schemas. */
const wrappingTokens = 2_000;

/** The most tokens that a request can be billed for: each stands for at least one byte. */
export function tokenLimitsOf(request: DriverRequest): { input: number; output: number } {
  const input = Buffer.byteLength(JSON.stringify(request)) + wrappingTokens;
  return { input, output: request.maxOutputTokens };
}

/**
 * What a provider reported, held against what can be. What cannot be is not counted, or only up to
 * what can be. A server that does not keep to the limit of the output is believed up to its bytes.
 */
export function usageOf(request: DriverRequest, answer: DriverAnswer): ModelUsage {
  const raw: RawUsage = answer.usage ?? { input: [], output: [], cachedInput: [] };
  const limits = tokenLimitsOf(request);
  const input = tokens(raw.input, limits.input);
  const output = tokens(raw.output, Math.max(limits.output, Buffer.byteLength(answer.text)));
  const cached = tokens(raw.cachedInput, input.count);
  const reported = raw.input.length > 0 && raw.output.length > 0;
  const usageTrusted = reported && input.trusted && output.trusted && cached.trusted;
  return {
    inputTokens: input.count,
    outputTokens: output.count,
    cachedInputTokens: cached.count,
    usageTrusted,
    unsureRequests: usageTrusted ? 0 : 1,
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
