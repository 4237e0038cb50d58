import { describe, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import { isFatalToEmbedded, toPostgresError } from './errors.ts';

const coded = (code: string, message = 'words') => Object.assign(new Error(message), { code });

describe('what PostgreSQL and its sockets say', () => {
  const meanings: readonly (readonly [string, unknown])[] = [
    ['unavailable', coded('53100', 'could not extend file: No space left on device')],
    ['unavailable', coded('53300', 'sorry, too many clients already')],
    ['unavailable', coded('57P01', 'terminating connection due to administrator command')],
    ['unavailable', coded('57P03', 'the database system is starting up')],
    ['unavailable', coded('08006')],
    ['unavailable', coded('25006', 'cannot execute INSERT in a read-only transaction')],
    ['unavailable', coded('ECONNREFUSED')],
    ['unavailable', coded('ENOSPC')],
    ['unavailable', new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])],
    ['unavailable', new Error('Connection terminated unexpectedly')],
    ['deadline_exceeded', coded('57014', 'canceling statement due to statement timeout')],
    ['deadline_exceeded', new Error('Query read timeout')],
    ['data_corrupt', coded('XX001', 'invalid page in block 7')],
    ['too_large', coded('54000')],
    ['conflict', coded('23505')],
    ['conflict', coded('40001')],
    ['invalid_argument', coded('22021')],
    ['internal', coded('42P01', 'relation "x" does not exist')],
    ['internal', new TypeError('a bug')],
    ['internal', 'not even an error'],
  ];

  it.each(meanings)('is %s: %s', (code, error) => {
    const known = toPostgresError(error);
    expect(known.code).toBe(code);
    expect(known.cause).toBe(error);
    // The database's own words may quote somebody's data: they stay in the cause.
    expect(known.message).not.toContain('words');
  });

  it('does not ask anybody to retry what waiting does not change', () => {
    for (const code of ['28P01', '28000', '3D000']) {
      expect(toPostgresError(coded(code))).toMatchObject({ code: 'unavailable', retryable: false });
    }
    expect(toPostgresError(coded('40P01')).retryable).toBe(true);
  });

  it('leaves the desk’s own errors as they are', () => {
    const own = new SupportError('not_found', 'No such thing.');
    expect(toPostgresError(own)).toBe(own);
  });

  it('is fatal to the embedded server only where it comes from below PostgreSQL', () => {
    expect(isFatalToEmbedded(coded('23505'))).toBe(false);
    expect(isFatalToEmbedded(new SupportError('not_found', 'No such thing.'))).toBe(false);
    expect(isFatalToEmbedded(toPostgresError(coded('23505')))).toBe(false);
    expect(isFatalToEmbedded(new Error('unreachable'))).toBe(true);
    expect(isFatalToEmbedded(Object.assign(coded('XX000'), { severity: 'PANIC' }))).toBe(true);
  });
});
