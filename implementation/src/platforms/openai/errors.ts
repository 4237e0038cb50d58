import { APIError } from 'openai';
import type { ModelError, ModelFailureReason } from '#src/foundation/model-error.ts';
import { type ProviderWords, toModelError } from '../model-http/model-failure.ts';

/** https://platform.openai.com/docs/guides/error-codes; compatible servers use few of them. */
const words: Readonly<Record<string, ModelFailureReason>> = {
  insufficient_quota: 'quota_exhausted',
  context_length_exceeded: 'request_too_large',
  string_above_max_length: 'request_too_large',
  model_not_found: 'model_unknown',
  invalid_api_key: 'key_refused',
  content_filter: 'content_refused',
  content_policy_violation: 'content_refused',
  rate_limit_exceeded: 'rate_limited',
  server_error: 'server_failed',
};

const meaningOf = ({ type, code }: ProviderWords) => words[code] ?? words[type];

/** What OpenAI, a server like it, the SDK or the socket said, as the desk's own error. */
export function toOpenAIError(
  error: unknown,
  provider: string,
  secrets: readonly string[],
): ModelError {
  const isStatusError = (one: unknown) => one instanceof APIError;
  return toModelError(error, { provider, secrets, isStatusError, meaningOf });
}
