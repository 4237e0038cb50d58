import { readLines } from '#src/foundation/read-lines.ts';
import { SupportError } from '#src/foundation/support-error.ts';

/** Far longer than a separator, or than the beginning of a line that is only quoted as one. */
const separatorBytes = 1024;

/**
 * The messages of an mbox file (RFC 4155), one at a time, however large the file; for one that is
 * too large the error that says so. A message begins at a line `From …` at the file's start or after
 * an empty line; `>From` is unquoted. Where the first such line tells a time, as they should, all
 * must: a mail may say "From now on" at the start of a paragraph.
 */
export async function* readMbox(
  chunks: AsyncIterable<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<Uint8Array | SupportError> {
  let parts: Buffer[] | null = null;
  let length = 0;
  let afterEmptyLine = true;
  let isDated = false;
  const finished = () =>
    length > limitBytes
      ? new SupportError('too_large', `An e-mail holds at most ${limitBytes} bytes.`)
      : Buffer.concat(parts ?? []);
  for await (const { bytes } of readLines(chunks, limitBytes + 1)) {
    const head = bytes.toString('latin1', 0, separatorBytes);
    if (parts === null) {
      if (head.trim() === '') continue;
      if (!/^(?:\xef\xbb\xbf)?From /.test(head)) throw notMbox();
      isDated = tellsTime(head);
      parts = [];
    } else if (afterEmptyLine && head.startsWith('From ') && (!isDated || tellsTime(head))) {
      yield finished();
      parts = [];
      length = 0;
    } else {
      length += bytes.length;
      if (length > limitBytes) parts = [];
      else parts.push(/^>+From /.test(head) ? bytes.subarray(1) : bytes);
    }
    afterEmptyLine = bytes.length <= 2 && head.trim() === '';
  }
  if (parts !== null) yield finished();
}

/** `From ada@example.com Thu Nov 24 18:22:48 1986`, with or without seconds and zone. */
const tellsTime = (line: string): boolean => /\d:\d\d/.test(line) && /\b\d{4}\b/.test(line);

const notMbox = () =>
  new SupportError('invalid_argument', 'This is not an mbox file: it does not begin with "From ".');
