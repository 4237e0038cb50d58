import type { SupportErrorCode } from '#src/foundation/support-error.ts';
import { SupportError } from '#src/foundation/support-error.ts';

/** What the file system says, by Node's code, as the desk's own error. */
const meanings: Readonly<Record<string, readonly [SupportErrorCode, string]>> = {
  ENOSPC: ['unavailable', 'The disk is full.'],
  EDQUOT: ['unavailable', 'The disk quota is used up.'],
  EFBIG: ['unavailable', 'A file may not grow any further.'],
  EROFS: ['unavailable', 'The disk is read-only.'],
  EIO: ['unavailable', 'The disk reports an error.'],
  EMFILE: ['unavailable', 'Too many files are open.'],
  ENFILE: ['unavailable', 'Too many files are open.'],
  EACCES: ['permission_denied', 'The desk may not open a file or folder there.'],
  EPERM: ['permission_denied', 'The desk may not open a file or folder there.'],
  ENOTDIR: ['invalid_argument', 'A part of the path is not a folder.'],
  EISDIR: ['invalid_argument', 'The path is a folder.'],
  ELOOP: ['invalid_argument', 'The path goes round in symbolic links.'],
  ENAMETOOLONG: ['invalid_argument', 'The path is too long.'],
};

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

export function toFileError(error: unknown): SupportError {
  if (error instanceof SupportError) return error;
  const [code, message] = meanings[codeOf(error)] ?? ['internal', 'A file could not be used.'];
  return new SupportError(code, message, { cause: error });
}
