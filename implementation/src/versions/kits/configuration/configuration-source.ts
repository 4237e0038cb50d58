import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigurationError } from './configuration-error.ts';

/** The text of a configuration and where it comes from. */
export interface ConfigurationSource {
  /** What people know it by, for errors. */
  readonly name: string;
  readonly text: string;
  /** What the relative paths in it begin at. */
  readonly folder: string;
}

/** Nobody writes this much by hand. */
const mostBytes = 256 * 1024;

export interface ConfigurationPlace {
  /** The value of `--config`. */
  readonly flag: string | undefined;
  /** The value of SUPPORTMAX_CONFIG: a path, or the JSON itself. */
  readonly variable: string | undefined;
}

/**
 * The configuration that the flag names, else the one of the variable; null where neither is given.
 * Throws ConfigurationError where it cannot be read.
 */
export function findConfiguration({ flag, variable }: ConfigurationPlace) {
  if (flag !== undefined) return readSource(flag, '--config');
  if (variable === undefined || variable.trim() === '') return null;
  const folder = resolve('.');
  const text = variable.trimStart();
  if (text.startsWith('{')) return { name: 'in SUPPORTMAX_CONFIG', text: variable, folder };
  return readSource(variable, 'SUPPORTMAX_CONFIG');
}

function readSource(path: string, namedBy: string): ConfigurationSource {
  const read = readSmallFile(path, mostBytes);
  if (!('problem' in read)) return { name: path, text: read.text, folder: dirname(resolve(path)) };
  const message = `${read.problem}; correct the file, or the path in ${namedBy}`;
  throw new ConfigurationError(path, [{ path: '', message }]);
}

const fileProblems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'this user may not read the file',
  EPERM: 'this user may not read the file',
  ENAMETOOLONG: 'no file has a name as long as this',
  ELOOP: 'its links lead round in a circle',
};

/** The text of a small UTF-8 file, without a byte order mark, or why it cannot be had. */
export function readSmallFile(
  path: string,
  limitBytes: number,
): { readonly text: string } | { readonly problem: string } {
  let bytes: Buffer;
  try {
    const state = statSync(path);
    if (state.isDirectory()) return { problem: 'it is a folder, not a file' };
    // To open a pipe may wait for ever.
    if (!state.isFile()) return { problem: 'it is no regular file' };
    bytes = readUpTo(path, limitBytes + 1);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return { problem: fileProblems[code] ?? `it cannot be read (${code})` };
  }
  if (bytes.length > limitBytes) return { problem: `it has more than ${limitBytes} bytes` };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { problem: 'it is not UTF-8 text; save it as UTF-8' };
  }
}

/** At most so many bytes, whatever size the file says it has. */
function readUpTo(path: string, mostRead: number): Buffer {
  const buffer = Buffer.alloc(mostRead);
  const file = openSync(path, 'r');
  try {
    let length = 0;
    while (length < mostRead) {
      const read = readSync(file, buffer, length, mostRead - length, null);
      if (read === 0) break;
      length += read;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
