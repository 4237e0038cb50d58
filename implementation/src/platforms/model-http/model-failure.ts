import { ModelError, type ModelFailureReason } from '#src/foundation/model-error.ts';
import { TransportFailure } from './transport-failure.ts';

/** What an SDK's error for an HTTP answer says; both SDKs name these alike. */
interface StatusError {
  readonly status: number | undefined;
  readonly headers: Headers | undefined;
  readonly requestID?: string | null | undefined;
  /** The body, as far as it was JSON. */
  readonly error: unknown;
}

/** The words of a provider for what went wrong, by which a status is told apart from another. */
export interface ProviderWords {
  readonly type: string;
  readonly code: string;
}

export interface FailureMapping {
  /** The configured name of the driver. */
  readonly provider: string;
  /** Never to appear in an error, not even where a server sends it back. */
  readonly secrets: readonly string[];
  readonly isStatusError: (error: unknown) => error is StatusError;
  /** What the provider's own words mean, where they say more than the status. */
  readonly meaningOf: (words: ProviderWords) => ModelFailureReason | undefined;
}

const statuses: Readonly<Record<number, ModelFailureReason>> = {
  400: 'request_refused',
  401: 'key_refused',
  402: 'quota_exhausted',
  403: 'forbidden',
  404: 'model_unknown',
  405: 'model_unknown',
  407: 'unreachable',
  408: 'server_failed',
  409: 'server_failed',
  413: 'request_too_large',
  422: 'request_refused',
  429: 'rate_limited',
  503: 'overloaded',
  529: 'overloaded',
};

const socketErrors: Readonly<Record<string, ModelFailureReason>> = {
  ENOTFOUND: 'host_unknown',
  EAI_AGAIN: 'unreachable',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EMFILE: 'unreachable',
  ECONNRESET: 'connection_lost',
  ECONNABORTED: 'connection_lost',
  EPIPE: 'connection_lost',
  EPROTO: 'tls_refused',
  CERT_HAS_EXPIRED: 'tls_refused',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_refused',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_refused',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls_refused',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls_refused',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls_refused',
};

/**
 * What an SDK, the socket or the answer said, as the desk's own error. The error of the SDK is not
 * kept as its cause: it can hold the request, its headers and what the server sent back.
 */
export function toModelError(error: unknown, mapping: FailureMapping): ModelError {
  if (error instanceof ModelError) return error;
  const { provider } = mapping;
  if (mapping.isStatusError(error) && (error.status !== undefined || hasWords(error.error))) {
    return fromStatus(error, mapping);
  }
  for (const cause of causesOf(error)) {
    if (cause instanceof TransportFailure) {
      return new ModelError({ provider, reason: cause.reason, status: cause.status });
    }
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    const reason = socketErrors[code] ?? (code.startsWith('HPE_') ? 'not_an_answer' : undefined);
    if (reason) return new ModelError({ provider, reason, detail: code });
    // JSON that is none, or nested deeper than anybody means.
    const unreadable = cause instanceof SyntaxError || cause instanceof RangeError;
    if (unreadable) return new ModelError({ provider, reason: 'not_an_answer' });
  }
  return new ModelError({ provider, reason: 'server_failed', detail: shortWord(nameOf(error)) });
}

function fromStatus(error: StatusError, mapping: FailureMapping): ModelError {
  const words = wordsOf(error.error);
  const status = error.status ?? 0;
  const reason =
    mapping.meaningOf(words) ??
    statuses[status] ??
    (status >= 400 && status < 500 ? 'request_refused' : 'server_failed');
  const known = [words.type, words.code].map(shortWord).filter((word) => word !== '');
  const safe = known.filter((word) => !mapping.secrets.some((secret) => word.includes(secret)));
  return new ModelError({
    provider: mapping.provider,
    reason,
    status,
    requestId: error.requestID ?? null,
    retryAfterMs: error.headers ? retryAfterOf(error.headers) : null,
    detail: [...new Set(safe)].join(', '),
  });
}

function* causesOf(error: unknown): Generator<Error> {
  let current = error;
  // An error that names itself as its cause would go on for ever.
  for (let depth = 0; depth < 8 && current instanceof Error; depth += 1) {
    yield current;
    if (current instanceof AggregateError) {
      for (const inner of current.errors) if (inner instanceof Error) yield inner;
    }
    current = current.cause;
  }
}

const hasWords = (body: unknown) => wordsOf(body).type !== '' || wordsOf(body).code !== '';

/** `{ error: { type, code } }` or its inside, as the two SDKs differ in what they keep. */
function wordsOf(body: unknown): ProviderWords {
  const outer = recordOf(body);
  const inner = recordOf(outer.error);
  const word = (key: string) => {
    const value = inner[key] ?? outer[key];
    return typeof value === 'string' ? value : '';
  };
  return { type: word('type'), code: word('code') };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** A name such as `rate_limit_error`; a sentence or a token is dropped. */
const shortWord = (word: string) => (/^[A-Za-z][A-Za-z_]{0,59}$/.test(word) ? word : '');

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);

/** `retry-after-ms`, `retry-after` in seconds, or a date, which counts from the server's own. */
export function retryAfterOf(headers: Headers): number | null {
  const millis = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(millis) && millis >= 0) return millis;
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}(\.\d{1,6})?$/.test(text)) return Number(text) * 1000;
  const wait = Date.parse(text) - Date.parse(headers.get('date') ?? '');
  return Number.isFinite(wait) && wait >= 0 ? wait : null;
}
