import type { SupportErrorCode } from '#src/foundation/support-error.ts';
import { SupportError } from '#src/foundation/support-error.ts';

/** An RFC 9457 problem. `type` names the kind of problem for ever; `detail` is about this one. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: SupportErrorCode;
  readonly requestId: string;
}

const kinds: Readonly<Record<SupportErrorCode, { status: number; title: string }>> = {
  invalid_argument: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'Who is asking is not known' },
  permission_denied: { status: 403, title: 'This is not allowed' },
  not_found: { status: 404, title: 'There is no such thing' },
  conflict: { status: 409, title: 'The request contradicts an earlier one' },
  too_large: { status: 413, title: 'The request is too large' },
  rate_limited: { status: 429, title: 'Too many requests' },
  deadline_exceeded: { status: 504, title: 'It took too long' },
  unavailable: { status: 503, title: 'Not available now' },
  data_in_use: { status: 503, title: 'The data is in use' },
  data_corrupt: { status: 500, title: 'Stored data could not be read' },
  internal: { status: 500, title: 'Something failed inside the desk' },
};

/** An error whose HTTP status is finer than its code: 405, 415, 408. */
export class HttpError extends SupportError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: SupportErrorCode,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(code, message);
    this.status = status;
    this.headers = headers;
  }
}

export function problemOf(error: SupportError, requestId: string): Problem {
  const { code } = error;
  const kind = kinds[code];
  const status = error instanceof HttpError ? error.status : kind.status;
  // What failed inside is for the log; the caller gets the name to ask about it.
  const hidden = code === 'internal' || code === 'data_corrupt';
  const detail = hidden
    ? `The desk could not do this. Its log has more under ${requestId}.`
    : error.message;
  return {
    type: `urn:supportmax:problem:${code.replaceAll('_', '-')}`,
    title: kind.title,
    status,
    detail,
    code,
    requestId,
  };
}

export function problemResponse(error: SupportError, requestId: string): Response {
  const problem = problemOf(error, requestId);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
      ...(error.retryable && { 'retry-after': '1' }),
      ...(error instanceof HttpError && error.headers),
    },
  });
}
