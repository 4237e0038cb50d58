import { APIError } from '@anthropic-ai/sdk';
import type { ModelError, ModelFailureReason } from '#src/foundation/model-error.ts';
import { type ProviderWords, toModelError } from '../model-http/model-failure.ts';

/** https://docs.anthropic.com/en/api/errors; in a stream they come without a status. */
const words: Readonly<Record<string, ModelFailureReason>> = {
  authentication_error: 'key_refused',
  billing_error: 'quota_exhausted',
  permission_error: 'forbidden',
  not_found_error: 'model_unknown',
  request_too_large: 'request_too_large',
  rate_limit_error: 'rate_limited',
  overloaded_error: 'overloaded',
  api_error: 'server_failed',
  timeout_error: 'server_failed',
};

const meaningOf = ({ type }: ProviderWords) => words[type];

/** What Anthropic, its SDK or the socket said, as the desk's own error. */
export function toAnthropicError(
  error: unknown,
  provider: string,
  secrets: readonly string[],
): ModelError {
  const isStatusError = (one: unknown) => one instanceof APIError;
  return toModelError(error, { provider, secrets, isStatusError, meaningOf });
}
