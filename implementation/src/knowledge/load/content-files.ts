import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { decodeText } from '../documents/decode-text.ts';
import { ContentError } from './front-matter.ts';

const fileBytesLimit = 16 * 1024 * 1024;

/**
 * Text of a file inside the content directory, null where there is none.
 * @throws ContentError for bytes that are not UTF-8, SupportError `too_large` or `unavailable`.
 */
export async function readContentFile(directory: string, file: string): Promise<string | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(directory, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new SupportError('unavailable', `cannot read ${file}`, { cause: error });
  }
  if (bytes.length > fileBytesLimit) throw new SupportError('too_large', `${file} is too large`);
  return decodeText(bytes);
}

/**
 * Rows of JSON Lines, empty lines skipped.
 * @throws ContentError with the first line that is not JSON or not of the schema.
 */
export function rowsOf<Row>(source: string, schema: z.ZodType<Row>): Row[] {
  return jsonLinesOf(source).map(({ value, line }) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const place = issue?.path.join('.') ?? '';
    throw new ContentError(line, `${place === '' ? '' : `"${place}": `}${issue?.message}`);
  });
}

/**
 * Values of JSON Lines with their lines from 1, empty lines skipped.
 * @throws ContentError with the first line that is not JSON.
 */
export function jsonLinesOf(source: string): { readonly value: unknown; readonly line: number }[] {
  return source.split('\n').flatMap((text, index) => {
    if (text.trim() === '') return [];
    try {
      return [{ value: JSON.parse(text) as unknown, line: index + 1 }];
    } catch {
      throw new ContentError(index + 1, 'not valid JSON');
    }
  });
}
