import { invalidLine } from '#src/algorithms/text/invalid-line.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { ContentError } from '../load/front-matter.ts';

const utf8 = 'utf-8';

/**
 * Bytes as text, without a byte order mark.
 * @throws ContentError with the line, for bytes that are not UTF-8; SupportError `invalid_argument` for
 * UTF-16 where UTF-8 was meant, and for what is not of another charset.
 */
export function decodeText(bytes: Uint8Array, charset = utf8): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16 && charset === utf8) {
    throw new SupportError('invalid_argument', 'It is UTF-16; save it as UTF-8.');
  }
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch (cause) {
    if (charset === utf8) throw new ContentError(invalidLine(bytes), 'not valid UTF-8');
    const what = charset.slice(0, 40).toUpperCase();
    throw new SupportError('invalid_argument', `It is not valid ${what}.`, { cause });
  }
}
