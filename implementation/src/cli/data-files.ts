import { closeSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { AlgorithmError } from '#src/algorithms/algorithm-error.ts';
import { parseCsvColumns } from '#src/algorithms/csv.ts';
import { invalidLine } from '#src/algorithms/text/invalid-line.ts';
import { SupportError, type SupportErrorCode } from '#src/foundation/support-error.ts';

/**
 * Text of a UTF-8 file, without a byte order mark.
 * @throws SupportError `not_found`, `permission_denied`, or `invalid_argument` with the offset of
 * the first byte that is not UTF-8.
 */
async function readTextFile(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw fileError(path, 'read', error);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (bytes.length > 0x1fffffe8) {
      throw new SupportError('too_large', `${path} is too large`, { cause: error });
    }
    const line = invalidLine(bytes);
    throw new SupportError('invalid_argument', `${path}: line ${line} is not valid UTF-8`, {
      cause: error,
    });
  }
}

/** Rows of a CSV file with the header `text,label`; other columns are ignored. */
export async function readLabelledTexts(path: string): Promise<{ text: string; label: string }[]> {
  const content = await readTextFile(path);
  return explain(path, () => {
    const rows = columnsOf(content, ['text', 'label']);
    if (rows.length === 0) throw new AlgorithmError('invalid_argument', 'no rows after the header');
    return rows.map(({ line, values }) => {
      if (values.label === '') throw new AlgorithmError('invalid_argument', 'empty label', line);
      return values;
    });
  });
}

/** Where the header is another one, it is said what a whole one must name. */
function columnsOf<Name extends string>(content: string, columns: readonly Name[]) {
  try {
    return parseCsvColumns(content, columns);
  } catch (error) {
    if (!(error instanceof AlgorithmError) || !/\bno column\b/.test(error.message)) throw error;
    const wanted = columns.join(',');
    const message = `${error.message}; the first line must name the columns ${wanted}, and may name others`;
    throw new AlgorithmError(error.code, message);
  }
}

/** The `text` column of a CSV file; other columns are ignored. */
export async function readTexts(path: string): Promise<string[]> {
  const content = await readTextFile(path);
  return explain(path, () => {
    const rows = columnsOf(content, ['text']);
    if (rows.length === 0) throw new AlgorithmError('invalid_argument', 'no rows after the header');
    return rows.map(({ values }) => values.text);
  });
}

/** Objects of a JSON Lines file, empty lines skipped, each with its line from 1. */
export async function readJsonLines(
  path: string,
): Promise<{ line: number; value: Readonly<Record<string, unknown>> }[]> {
  const content = await readTextFile(path);
  const objects: { line: number; value: Record<string, unknown> }[] = [];
  content.split('\n').forEach((text, index) => {
    if (text.trim() === '') return;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw lineError(path, index + 1, 'not valid JSON', error);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw lineError(path, index + 1, 'not a JSON object');
    }
    objects.push({ line: index + 1, value: value as Record<string, unknown> });
  });
  return objects;
}

/** An `invalid_argument` that names file and line. */
export function lineError(path: string, line: number, message: string, cause?: unknown) {
  return new SupportError('invalid_argument', `${path}: line ${line}: ${message}`, { cause });
}

/** Runs `action`; what an algorithm refuses becomes a SupportError that names the file. */
export function explain<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof AlgorithmError)) throw error;
    throw new SupportError(error.code, `${path}: ${error.message}`, { cause: error });
  }
}

/** A file of JSON lines. Opened at once, so that a place that cannot be written fails early. */
export class JsonLinesWriter {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    // Appending nothing: what the file holds is kept until there is something to replace it.
    this.#write('a', []);
  }

  /** Replaces the file's content by the values, a line each. */
  finish(values: readonly unknown[]): void {
    this.#write('w', values);
  }

  #write(mode: 'a' | 'w', values: readonly unknown[]): void {
    try {
      const file = openSync(this.#path, mode);
      try {
        for (let from = 0; from < values.length; from += 1000) {
          const part = values.slice(from, from + 1000).map((value) => `${JSON.stringify(value)}\n`);
          const bytes = Buffer.from(part.join(''));
          // A write may take less than it was given.
          for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
        }
      } finally {
        closeSync(file);
      }
    } catch (error) {
      throw fileError(this.#path, 'write', error);
    }
  }
}

function fileError(path: string, action: 'read' | 'write', cause: unknown): SupportError {
  const reasons: Readonly<Record<string, readonly [SupportErrorCode, string]>> = {
    ENOENT: ['not_found', action === 'read' ? 'no such file' : 'no such folder'],
    ENOTDIR: ['not_found', 'no such folder'],
    EACCES: ['permission_denied', 'not allowed'],
    EPERM: ['permission_denied', 'not allowed'],
    EROFS: ['permission_denied', 'the file system is read-only'],
    EISDIR: ['invalid_argument', 'it is a folder'],
    ENOSPC: ['unavailable', 'the disk is full'],
    ERR_FS_FILE_TOO_LARGE: ['too_large', 'it is too large'],
  };
  const known = reasons[(cause as NodeJS.ErrnoException).code ?? ''];
  const [code, reason] = known ?? ['unavailable', 'the file system refused'];
  return new SupportError(code, `cannot ${action} ${path}: ${reason}`, { cause });
}
