import { inflateRawSync } from 'node:zlib';
import { SupportError } from '#src/foundation/support-error.ts';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const endLength = 22;
const commentLimit = 65_535;
const entryLimit = 10_000;

/**
 * Unpacks a ZIP file once, to nowhere, so that whoever reads it cannot be made to unpack more than
 * `limitBytes` in all. What the file says of its sizes is not believed.
 * @throws SupportError `data_corrupt` for what is no plain ZIP file, `too_large`.
 */
export function checkZip(bytes: Uint8Array, limitBytes: number): void {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    let left = limitBytes;
    for (const entry of entriesOf(zip)) {
      left -= unpackedBytes(zip, entry, left);
      if (left < 0) throw tooLarge(limitBytes);
    }
  } catch (error) {
    if (error instanceof SupportError) throw error;
    const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw isLarge ? tooLarge(limitBytes) : corrupt('It is damaged.', error);
  }
}

interface ZipEntry {
  readonly method: number;
  readonly packedBytes: number;
  readonly at: number;
}

/** Entries as the directory at the end lists them, which is where readers look. */
function entriesOf(zip: Buffer): ZipEntry[] {
  const end = endOf(zip);
  const count = zip.readUInt16LE(end + 10);
  const start = zip.readUInt32LE(end + 16);
  // Anything between the directory and its end, or before the first entry, readers take differently.
  if (start + zip.readUInt32LE(end + 12) !== end) throw corrupt('It is damaged.');
  if (count > entryLimit) throw new SupportError('too_large', `It holds over ${entryLimit} files.`);
  const entries: ZipEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== entryMark) throw corrupt('It is damaged.');
    if ((zip.readUInt16LE(at + 8) & 1) === 1) {
      throw new SupportError('permission_denied', 'It is locked with a password.');
    }
    entries.push({
      method: zip.readUInt16LE(at + 10),
      packedBytes: zip.readUInt32LE(at + 20),
      at: zip.readUInt32LE(at + 42),
    });
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  if (at !== end) throw corrupt('It is damaged.');
  return entries;
}

/** The last end mark, as readers search for it. */
function endOf(zip: Buffer): number {
  const last = zip.length - endLength;
  for (let at = last; at >= Math.max(0, last - commentLimit); at -= 1) {
    if (zip.readUInt32LE(at) === endMark) return at;
  }
  throw corrupt('It is no ZIP file, or its end is missing.');
}

function unpackedBytes(zip: Buffer, { method, packedBytes, at }: ZipEntry, left: number): number {
  if (zip.readUInt32LE(at) !== localMark) throw corrupt('It is damaged.');
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  if (start + packedBytes > zip.length) throw corrupt('It is cut off.');
  if (method === 0) return packedBytes;
  if (method !== 8) throw corrupt(`It is packed by method ${method}, which is not known here.`);
  const packed = zip.subarray(start, start + packedBytes);
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) }).length;
}

const tooLarge = (limitBytes: number) =>
  new SupportError('too_large', `It unpacks to over ${Math.round(limitBytes / 1024 / 1024)} MiB.`);

const corrupt = (message: string, cause?: unknown) =>
  new SupportError('data_corrupt', message, { cause });
