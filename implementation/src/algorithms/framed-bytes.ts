import { AlgorithmError } from './algorithm-error.ts';
import { HASH_START, hashFinish } from './text/hash.ts';

/** What is kept as bytes: its name in words, and how it is known again. */
export interface Frame {
  /** Four ASCII characters. */
  readonly marks: string;
  readonly schemaVersion: number;
  /** "the index", "the model". */
  readonly name: string;
  /** What anything else is not: "a search index". */
  readonly kind: string;
  /** What to do with one of another version. */
  readonly remedy: string;
}

/** Arrays of 32-bit numbers. */
type Numbers = Uint32Array | Float32Array;

/** Marks, schema version, length of the header, checksum. */
const prefix = 16;

/**
 * A header and arrays as bytes: four marks, then 32-bit little-endian numbers: schema version, length
 * of the header, checksum of all that follows; the header (JSON, padded to four bytes); the arrays as
 * they lie in memory. Equal contents give equal bytes.
 */
export function encodeFrame(frame: Frame, header: unknown, arrays: readonly Numbers[]): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / 4) * 4;
  const total = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const bytes = new Uint8Array(prefix + padded + total);
  bytes.set(new TextEncoder().encode(frame.marks));
  bytes.fill(0x20, prefix, prefix + padded);
  bytes.set(json, prefix);
  let at = prefix + padded;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(4, frame.schemaVersion, true);
  view.setUint32(8, padded, true);
  view.setUint32(12, checksum(bytes.buffer.slice(prefix)), true);
  return bytes;
}

/** What was read of a frame; the arrays lie in `body` from the byte `from` on, aligned. */
export interface Framed {
  /** Not yet looked at. */
  readonly header: unknown;
  readonly body: ArrayBuffer;
  readonly from: number;
}

/**
 * What is in the bytes.
 * @throws AlgorithmError `data_corrupt`: something else, of another schema version, damaged or cut.
 */
export function decodeFrame(frame: Frame, bytes: Uint8Array): Framed {
  const { marks, schemaVersion, name, kind, remedy } = frame;
  if (bytes.length < prefix || new TextDecoder().decode(bytes.subarray(0, 4)) !== marks) {
    throw corrupt(`not ${kind}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(4, true);
  if (version !== schemaVersion) {
    const wanted = `this release reads ${schemaVersion}`;
    throw corrupt(`${name} has schema version ${version}, ${wanted}; ${remedy}`);
  }
  // Copied, since typed arrays want their bytes aligned; a Buffer's own slice would only be a view.
  const body = new Uint8Array(bytes.subarray(prefix)).buffer;
  const headerLength = view.getUint32(8, true);
  if (body.byteLength % 4 !== 0 || view.getUint32(12, true) !== checksum(body)) {
    throw corrupt(`the checksum of ${name} does not match: it is damaged or cut`);
  }
  const json = new TextDecoder().decode(bytes.subarray(prefix, prefix + headerLength));
  try {
    return { header: JSON.parse(json), body, from: headerLength };
  } catch {
    throw corrupt(`the header of ${name} is not JSON`);
  }
}

export function corrupt(message: string): AlgorithmError {
  return new AlgorithmError('data_corrupt', message);
}

/** Of whole words of 32 bits, since a checksum by bytes would take longer than all else. */
function checksum(buffer: ArrayBuffer): number {
  const words = new Uint32Array(buffer);
  let hash = HASH_START;
  for (let at = 0; at < words.length; at++) {
    hash = Math.imul(hash ^ (words[at] as number), 0x01000193);
    // Without it the high bits of a word would reach the high bits of the hash alone.
    hash ^= hash >>> 15;
  }
  return hashFinish(hash, words.length);
}
