import { inflateSync } from 'node:zlib';
import { SupportError } from '#src/foundation/support-error.ts';

const streamMark = Buffer.from('stream');
const carriageReturn = 13;
const lineFeed = 10;

/**
 * Unpacks the streams of a PDF once, to nowhere, so that whoever reads it is not made to unpack more
 * than `limitBytes` by zlib, with which nearly all are packed.
 * @throws SupportError `too_large`.
 */
export function checkPdfStreams(bytes: Uint8Array, limitBytes: number): void {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = limitBytes;
  for (let at = pdf.indexOf(streamMark); at >= 0; at = pdf.indexOf(streamMark, at + 1)) {
    let start = at + streamMark.length;
    if (pdf[start] === carriageReturn) start += 1;
    if (pdf[start] !== lineFeed) continue;
    left -= unpackedBytes(pdf.subarray(start + 1), left);
    if (left <= 0) {
      const message = `It unpacks to over ${Math.round(limitBytes / 1024 / 1024)} MiB.`;
      throw new SupportError('too_large', message);
    }
  }
}

/** 0 where it is packed in another way: what is behind a stream's end is not read. */
function unpackedBytes(packed: Buffer, left: number): number {
  // Deflate, in a window of any size.
  if (((packed[0] ?? 0) & 0x0f) !== 8) return 0;
  try {
    return inflateSync(packed, { maxOutputLength: left }).length;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? left : 0;
  }
}
