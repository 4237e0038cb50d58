import type { SupportErrorCode } from '#src/foundation/support-error.ts';
import { SupportError } from '#src/foundation/support-error.ts';

interface Meaning {
  readonly code: SupportErrorCode;
  readonly message: string;
  readonly retryable?: boolean;
}

const gone: Meaning = { code: 'unavailable', message: 'The database cannot be reached.' };
const diskFull: Meaning = { code: 'unavailable', message: "The database's disk is full." };
const busy: Meaning = { code: 'unavailable', message: 'The database is too busy.' };
const tooSlow: Meaning = {
  code: 'deadline_exceeded',
  message: 'The database took longer than a statement may.',
};
const corrupt: Meaning = { code: 'data_corrupt', message: 'The database reports damaged data.' };
const raced: Meaning = {
  code: 'conflict',
  message: 'Another transaction came first.',
  retryable: true,
};
const unreadable: Meaning = {
  code: 'invalid_argument',
  message: 'A text holds characters that the database cannot keep.',
};
const refused: Meaning = {
  code: 'unavailable',
  message: 'The database refuses the connection: check its URL, user and password.',
  retryable: false,
};
const readOnly: Meaning = { code: 'unavailable', message: 'The database accepts no writes now.' };

/** SQLSTATE, the whole code or its class. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const sqlStates: Readonly<Record<string, Meaning>> = {
  '08': gone,
  '53': busy,
  '53100': diskFull,
  '54': { code: 'too_large', message: 'A value is larger than the database takes.' },
  '57': gone,
  '57014': tooSlow,
  '58': gone,
  '58030': { code: 'unavailable', message: "The database's disk reports an error." },
  '55P03': busy,
  '25P03': tooSlow,
  '25006': readOnly,
  '28': refused,
  '3D000': refused,
  '22021': unreadable,
  '22P05': unreadable,
  '23505': { code: 'conflict', message: 'The database already holds such a row.' },
  '40': raced,
  XX001: corrupt,
  XX002: corrupt,
};

const systemErrors: Readonly<Record<string, Meaning>> = {
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  EROFS: readOnly,
};

/** Socket errors by Node's code. */
const socketErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOENT',
  'EMFILE',
]);

/** What `pg` and PGlite say in words only. */
const messages: readonly (readonly [fragment: string, meaning: Meaning])[] = [
  ['No space left on device', diskFull],
  ['timeout exceeded when trying to connect', gone],
  ['Query read timeout', tooSlow],
  ['Connection terminated', gone],
  ['connection error and is not queryable', gone],
  ['Cannot use a pool after calling end', gone],
  ['not queryable', gone],
  ['PGlite is clos', gone],
  ['The server does not support SSL', refused],
  ['SASL', refused],
];

function meaningOf(error: unknown): Meaning | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const bySystem = systemErrors[code];
  if (bySystem) return bySystem;
  if (socketErrors.has(code)) return gone;
  const known = messages.find(([fragment]) => error.message.includes(fragment));
  if (known) return known[1];
  if (/^[0-9A-Z]{5}$/.test(code)) return sqlStates[code] ?? sqlStates[code.slice(0, 2)] ?? null;
  if (error instanceof AggregateError) {
    for (const inner of error.errors) {
      const meaning = meaningOf(inner);
      if (meaning) return meaning;
    }
  }
  return null;
}

/** Whether the embedded database died of this error: its memory can no longer be trusted. */
export function isFatalToEmbedded(error: unknown): boolean {
  if (error instanceof SupportError) {
    return error.cause !== undefined && isFatalToEmbedded(error.cause);
  }
  // An error of PostgreSQL itself carries a SQLSTATE; anything else comes from below it.
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return true;
  const severity = 'severity' in error ? error.severity : '';
  return severity === 'PANIC' || severity === 'FATAL';
}

/** What PostgreSQL, its client or the socket said, as the desk's own error; the cause is kept. */
export function toPostgresError(error: unknown): SupportError {
  if (error instanceof SupportError) return error;
  const meaning = meaningOf(error);
  if (!meaning) {
    return new SupportError('internal', 'The database failed on a statement.', { cause: error });
  }
  const { code, message, retryable } = meaning;
  return new SupportError(code, message, {
    cause: error,
    ...(retryable !== undefined && { retryable }),
  });
}
