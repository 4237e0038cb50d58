const newline = 0x0a;

export interface ByteLine {
  /** As bytes with the line end, for a text may be in any encoding. */
  readonly bytes: Buffer;
  /** It is longer than the limit: `bytes` holds its beginning. */
  readonly isCut: boolean;
}

/** The lines of a stream, one at a time, however long it is; never more of one than the limit. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<ByteLine> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array) => {
    if (length < limitBytes) parts.push(part.subarray(0, limitBytes - length));
    length += part.length;
  };
  const take = (): ByteLine => {
    const line = { bytes: Buffer.concat(parts), isCut: length > limitBytes };
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
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
