/** The twelve codes an operational error can have. Across queues and workflows only the code counts. */
export const supportErrorCodes = [
  'invalid_argument',
  'unauthenticated',
  'permission_denied',
  'not_found',
  'conflict',
  'too_large',
  'rate_limited',
  'deadline_exceeded',
  'unavailable',
  'data_in_use',
  'data_corrupt',
  'internal',
] as const;

export type SupportErrorCode = (typeof supportErrorCodes)[number];

/** Codes where the same call may succeed later without anybody changing anything. */
const retryableCodes: ReadonlySet<SupportErrorCode> = new Set([
  'rate_limited',
  'deadline_exceeded',
  'unavailable',
]);

/** An expected failure of the outside world or of the caller; `message` is fit for the caller. */
export class SupportError extends Error {
  readonly code: SupportErrorCode;
  readonly retryable: boolean;

  constructor(
    code: SupportErrorCode,
    message: string,
    options: { cause?: unknown; retryable?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'SupportError';
    this.code = code;
    this.retryable = options.retryable ?? retryableCodes.has(code);
  }
}

/** Passes SupportErrors through and wraps everything else as `internal`, keeping the cause. */
export function toSupportError(error: unknown, message = 'Something failed inside the desk.') {
  return error instanceof SupportError
    ? error
    : new SupportError('internal', message, { cause: error });
}
