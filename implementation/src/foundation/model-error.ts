import { SupportError, type SupportErrorCode } from './support-error.ts';

/** Tokens of one call, all its requests together. */
export interface ModelUsage {
  /** All tokens that were read, those from the provider's cache included. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens: number;
  /** False when the provider reported nothing, or numbers that cannot be. */
  readonly usageTrusted: boolean;
  /** Requests of which it is not known what they were billed for; 0 where usage is trusted. */
  readonly unsureRequests: number;
}

/** What one call cost, all its requests together. */
export interface ModelCost {
  /** As the request named it: that is what has a price. */
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the tokens that were reported, in US dollars; a whole number of nano-dollars. */
  readonly costUsd: number;
  /** False when more may be billed than was reported. */
  readonly certain: boolean;
}

interface Meaning {
  readonly code: SupportErrorCode;
  /** What happened and what to do, after the name of the provider. */
  readonly message: string;
  readonly retryable?: false;
}

/** Every way in which a call of a model fails, and what the caller is told. */
const meanings = {
  key_refused: {
    code: 'unauthenticated',
    message: 'refuses the API key; put a valid key into the configuration.',
  },
  forbidden: {
    code: 'permission_denied',
    message: 'does not let this key use the model; ask for access or configure another model.',
  },
  model_unknown: {
    code: 'not_found',
    message: 'does not know the model, or the base URL is wrong; check both in the configuration.',
  },
  request_refused: {
    code: 'invalid_argument',
    message: 'refuses the request; check the model and its options in the configuration.',
  },
  request_too_large: {
    code: 'too_large',
    message: 'cannot take a request of this size; shorten the messages or choose another model.',
  },
  rate_limited: {
    code: 'rate_limited',
    message: 'allows no more requests for now; wait, or raise the limit of the account.',
  },
  quota_exhausted: {
    code: 'rate_limited',
    message: 'has no credit left for this account; top it up or raise its limit.',
    retryable: false,
  },
  overloaded: { code: 'unavailable', message: 'is overloaded; try again later.' },
  server_failed: { code: 'unavailable', message: 'failed inside; try again later.' },
  unreachable: {
    code: 'unavailable',
    message: 'cannot be reached; check the base URL and that the server runs.',
  },
  host_unknown: {
    code: 'unavailable',
    message: 'has a host name that cannot be resolved; check the base URL.',
    retryable: false,
  },
  tls_refused: {
    code: 'unavailable',
    message: 'shows a certificate that is not trusted; check the base URL and the certificate.',
    retryable: false,
  },
  redirected: {
    code: 'unavailable',
    message: 'redirects elsewhere, which is refused; configure the final base URL.',
    retryable: false,
  },
  connection_lost: {
    code: 'unavailable',
    message: 'closed the connection in the middle of its answer; try again.',
  },
  first_byte_timeout: {
    code: 'deadline_exceeded',
    message: 'sent nothing in the time for a first byte; try again, or raise firstByteTimeoutMs.',
  },
  stalled: {
    code: 'deadline_exceeded',
    message: 'stopped in the middle of its answer; try again, or raise chunkTimeoutMs.',
  },
  out_of_time: {
    code: 'deadline_exceeded',
    message: 'did not answer before the deadline; give it more time or choose a faster model.',
  },
  cancelled: { code: 'deadline_exceeded', message: 'was not waited for: the call was cancelled.' },
  not_an_answer: {
    code: 'unavailable',
    message: 'answered with something that is not its protocol; check the base URL.',
    retryable: false,
  },
  answer_too_large: {
    code: 'too_large',
    message: 'sent a larger answer than is read; lower maxOutputTokens.',
  },
  answer_cut: {
    code: 'too_large',
    message: 'was cut off before its answer was whole; raise maxOutputTokens.',
  },
  wrong_answer: {
    code: 'data_corrupt',
    message: 'gave an answer in the wrong form twice; choose a more capable model.',
  },
  content_refused: {
    code: 'permission_denied',
    message: 'refuses to answer because of the content; let a person answer.',
  },
  cap_reached: {
    code: 'rate_limited',
    message: 'was not asked: the cap on spending is reached; wait for the next day or raise it.',
    retryable: false,
  },
  not_counted: {
    code: 'unavailable',
    message: 'was not asked: what it costs cannot be counted; see to the store of the spending.',
  },
  resting: {
    code: 'unavailable',
    message: 'was not asked: it failed several times in a row; try again after a while.',
  },
} satisfies Record<string, Meaning>;

export type ModelFailureReason = keyof typeof meanings;
export const modelFailureReasons = Object.keys(meanings) as readonly ModelFailureReason[];

export interface ModelFailure {
  readonly reason: ModelFailureReason;
  /** The configured name of the driver, such as `openai`. */
  readonly provider: string;
  readonly status?: number | null;
  readonly requestId?: string | null;
  /** How long the provider asks to wait, milliseconds. */
  readonly retryAfterMs?: number | null;
  /** Short words of the provider's or of a check of ours; never a message's text or a key. */
  readonly detail?: string;
  /** What the failed call was billed for, as far as is known. Null: nothing was sent. */
  readonly usage?: ModelUsage | null;
  /** The same in money, where it is counted. Null otherwise, and where nothing was sent. */
  readonly cost?: ModelCost | null;
}

/** A call of a language model that failed. Its message names the provider and what to do. */
export class ModelError extends SupportError {
  readonly reason: ModelFailureReason;
  readonly provider: string;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
  /** As in {@link ModelFailure}. */
  readonly detail: string | null;
  readonly usage: ModelUsage | null;
  readonly cost: ModelCost | null;
  readonly #failure: ModelFailure;

  constructor(failure: ModelFailure) {
    const { code, message, retryable }: Meaning = meanings[failure.reason];
    const status = failure.status ? ` (HTTP ${failure.status})` : '';
    const detail = failure.detail ? ` [${failure.detail}]` : '';
    const fixed = retryable === undefined ? {} : { retryable };
    super(code, `${failure.provider} ${message}${status}${detail}`, fixed);
    this.name = 'ModelError';
    this.reason = failure.reason;
    this.provider = failure.provider;
    this.status = failure.status ?? null;
    this.requestId = failure.requestId ?? null;
    this.retryAfterMs = failure.retryAfterMs ?? null;
    this.detail = failure.detail ?? null;
    this.usage = failure.usage ?? null;
    this.cost = failure.cost ?? null;
    this.#failure = failure;
  }

  /** The same failure, with what all requests of its call were billed for. */
  withUsage(usage: ModelUsage): ModelError {
    return new ModelError({ ...this.#failure, usage });
  }

  /** The same failure, with what its call cost. */
  withCost(cost: ModelCost): ModelError {
    return new ModelError({ ...this.#failure, cost });
  }
}
