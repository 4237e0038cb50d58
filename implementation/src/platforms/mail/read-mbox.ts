import { createReadStream } from 'node:fs';
import { SupportError } from '#src/foundation/support-error.ts';

const newline = 0x0a;

/**
 * The messages of an mbox file (RFC 4155), one at a time, however large the file. A message begins
 * at a line `From …` at the file's start or after an empty line; `>From` is unquoted.
 */
export async function* readMbox(path: string, limitBytes: number): AsyncGenerator<Uint8Array> {
  let message: Buffer[] | null = null;
  let length = 0;
  let afterEmptyLine = true;
  for await (const line of readLines(path, limitBytes)) {
    if (afterEmptyLine && line.subarray(0, 5).toString('latin1') === 'From ') {
      if (message) yield Buffer.concat(message);
      message = [];
      length = 0;
    } else if (message) {
      length += line.length;
      if (length > limitBytes) {
        throw new SupportError('too_large', `A message in it is larger than ${limitBytes} bytes.`);
      }
      message.push(unquote(line));
    } else if (line.toString('latin1').trim() !== '') {
      throw new SupportError(
        'invalid_argument',
        'This is not an mbox file: it does not begin with "From ".',
      );
    }
    afterEmptyLine = line.length <= 2 && line.toString('latin1').trim() === '';
  }
  if (message) yield Buffer.concat(message);
}

const unquote = (line: Buffer): Buffer =>
  /^>+From /.test(line.subarray(0, 40).toString('latin1')) ? line.subarray(1) : line;

/** Lines with their ends, as bytes: a message may be in any encoding. */
async function* readLines(path: string, limitBytes: number): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let restLength = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(newline, start);
      if (end < 0) break;
      yield Buffer.concat([...rest, chunk.subarray(start, end + 1)]);
      rest = [];
      restLength = 0;
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
    restLength += chunk.length - start;
    if (restLength > limitBytes) {
      throw new SupportError('too_large', `A line in it is longer than ${limitBytes} bytes.`);
    }
  }
  if (restLength > 0) yield Buffer.concat(rest);
}
