import { createReadStream } from 'node:fs';

const newline = 0x0a;

export interface FileLine {
  /** As bytes with the line end, for a text may be in any encoding. */
  readonly bytes: Buffer;
  /** It is longer than the limit: `bytes` holds its beginning. */
  readonly isCut: boolean;
}

/** The lines of a file, one at a time, however large it is; never more of one than the limit. */
export async function* readLines(path: string, limitBytes: number): AsyncGenerator<FileLine> {
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer) => {
    if (length < limitBytes) parts.push(part.subarray(0, limitBytes - length));
    length += part.length;
  };
  const take = (): FileLine => {
    const line = { bytes: Buffer.concat(parts), isCut: length > limitBytes };
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      add(chunk.subarray(start, end + 1));
      yield take();
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (length > 0) yield take();
}
