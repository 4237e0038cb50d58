import { truncateSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { SupportError } from '#src/foundation/support-error.ts';

/** Result codes of SQLite. https://www.sqlite.org/rescode.html */
const busy = 5;
const readOnly = 8;
const cannotOpen = 14;
const notADatabase = 26;
const corrupt = 11;

/**
 * Two who begin at once may each find the other's shared lock in the way: with no patience at all
 * both would be refused, and nobody would have it. In this time the second withdraws and the first
 * goes on. It is also what a refusal takes.
 */
const patienceMs = 250;

export interface FileLock {
  release(): void;
}

/** Keeps the locks reachable: a collected database would let go of its lock. */
const held = new Set<DatabaseSync>();

/**
 * Takes the lock that this file stands for, or returns null where somebody has it. Node offers no
 * file locks, but SQLite holds one during an exclusive transaction, and the kernel takes it back
 * when the process ends, by SIGKILL too. Nobody may read the file otherwise: closing it would let
 * go of the lock (POSIX).
 */
export function acquireFileLock(path: string): FileLock | null {
  try {
    return lockOnce(path);
  } catch (error) {
    const code = resultCodeOf(error);
    if (code === notADatabase || code === corrupt) {
      // Nobody holds a damaged file, for SQLite finds the lock before the damage. It is emptied and
      // not replaced, because two processes that replaced it would lock two files.
      truncateSync(path);
      return lockOnce(path);
    }
    throw toLockError(path, error);
  }
}

function lockOnce(path: string): FileLock | null {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(path, { timeout: patienceMs });
  try {
    // No journal beside the file: nothing is ever written into it.
    database.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    database.close();
    if (resultCodeOf(error) === busy) return null;
    throw error;
  }
  held.add(database);
  return {
    release() {
      if (!held.delete(database)) return;
      database.close();
    },
  };
}

function resultCodeOf(error: unknown): number {
  if (!(error instanceof Error) || !('errcode' in error)) return 0;
  return Number(error.errcode) & 0xff;
}

function toLockError(path: string, error: unknown): SupportError {
  const code = resultCodeOf(error);
  if (code === readOnly || code === cannotOpen) {
    return new SupportError('permission_denied', `The lock file ${path} cannot be written.`, {
      cause: error,
    });
  }
  return new SupportError('unavailable', `The file system does not lock ${path}.`, {
    cause: error,
    retryable: false,
  });
}

/** Node calls its SQLite experimental, in a warning that would stand in every first run. */
function loadSqlite(): typeof import('node:sqlite') {
  const emitWarning = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
