import { AlgorithmError } from '../algorithm-error.ts';
import { HASH_START, hashFinish } from '../text/hash.ts';
import type { IndexSettings } from './search-types.ts';

/** What the words of an index are kept as: everything but documents. */
export interface WordIndexState {
  readonly settings: IndexSettings;
  /** Per document. */
  readonly titleLengths: Uint32Array;
  readonly titleGrammar: Uint32Array;
  readonly textLengths: Uint32Array;
  /** Of the titles, {@link TitleWords}'s own. */
  readonly titleWords: Uint32Array;
  /** Hashes of words, how many documents hold each, and which. */
  readonly words: Uint32Array;
  readonly wordLengths: Uint32Array;
  readonly wordEntries: Uint32Array;
  /** Hashes of runs of characters, how many words hold each, and which; runs per word. */
  readonly runs: Uint32Array;
  readonly runLengths: Uint32Array;
  readonly runEntries: Uint32Array;
  readonly runCounts: Uint32Array;
}

export interface IndexState {
  /** Ids by document number; null where none is. */
  readonly ids: readonly (string | null)[];
  readonly fingerprints: Uint32Array;
  readonly words: WordIndexState;
}

interface Header {
  readonly settings: IndexSettings;
  readonly ids: readonly (string | null)[];
  /** Length of each array, in the order of {@link arrayNames}. */
  readonly lengths: readonly number[];
}

/**
 * An index as bytes: four marks, then 32-bit little-endian numbers: schema version, length of the
 * header, checksum of all that follows; the header (JSON, padded to four bytes); the arrays.
 */
const MARKS = 'SMIX';
const PREFIX = 16;
/** To be raised whenever words, hashes or postings come to mean something else. */
export const indexSchemaVersion = 1;

const arrayNames = [
  'titleLengths',
  'titleGrammar',
  'textLengths',
  'titleWords',
  'words',
  'wordLengths',
  'wordEntries',
  'runs',
  'runLengths',
  'runEntries',
  'runCounts',
] as const;

export function encodeIndex({ ids, fingerprints, words }: IndexState): Uint8Array {
  const arrays = [fingerprints, ...arrayNames.map((name) => words[name])];
  const lengths = arrays.map(({ length }) => length);
  const header: Header = { settings: words.settings, ids, lengths };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / 4) * 4;
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const bytes = new Uint8Array(PREFIX + padded + 4 * total);
  bytes.set(new TextEncoder().encode(MARKS));
  bytes.fill(0x20, PREFIX, PREFIX + padded);
  bytes.set(json, PREFIX);
  let at = PREFIX + padded;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(4, indexSchemaVersion, true);
  view.setUint32(8, padded, true);
  view.setUint32(12, checksum(bytes.buffer.slice(PREFIX)), true);
  return bytes;
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

/**
 * The index in the bytes.
 * @throws AlgorithmError `data_corrupt`: not an index, of another schema version, of other settings
 * than the given ones, damaged or cut.
 */
export function decodeIndex(bytes: Uint8Array, settings: IndexSettings): IndexState {
  if (bytes.length < PREFIX || new TextDecoder().decode(bytes.subarray(0, 4)) !== MARKS) {
    throw corrupt('not a search index');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(4, true);
  if (version !== indexSchemaVersion) {
    const wanted = `this release reads ${indexSchemaVersion}`;
    throw corrupt(`the index has schema version ${version}, ${wanted}; build it again`);
  }
  const rest = bytes.length - PREFIX;
  // Copied, since typed arrays want their bytes aligned; a Buffer's own slice would only be a view.
  const body = new Uint8Array(bytes.subarray(PREFIX)).buffer;
  if (rest % 4 !== 0 || view.getUint32(12, true) !== checksum(body)) {
    throw corrupt('the checksum of the index does not match: it is damaged or cut');
  }
  const headerLength = view.getUint32(8, true);
  const header = readHeader(bytes.subarray(PREFIX, PREFIX + headerLength));
  const [has, wants] = [JSON.stringify(header.settings), JSON.stringify(settings)];
  if (has !== wants) throw corrupt(`the index has the settings ${has}, wanted are ${wants}`);
  const total = header.lengths.reduce((sum, length) => sum + length, 0);
  if (rest !== headerLength + 4 * total) {
    throw corrupt('the length of the index does not match its header');
  }
  let at = headerLength;
  const [fingerprints, ...arrays] = header.lengths.map((length) => {
    const array = new Uint32Array(body, at, length);
    at += 4 * length;
    return array;
  });
  const named = Object.fromEntries(arrayNames.map((name, index) => [name, arrays[index]]));
  const words = { settings, ...named } as unknown as WordIndexState;
  return { ids: header.ids, fingerprints: fingerprints as Uint32Array, words };
}

function readHeader(bytes: Uint8Array): Header {
  let header: Partial<Header>;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw corrupt('the header of the index is not JSON');
  }
  const { ids, lengths } = header;
  const isWhole =
    Array.isArray(ids) &&
    ids.every((id) => id === null || typeof id === 'string') &&
    Array.isArray(lengths) &&
    lengths.length === arrayNames.length + 1 &&
    lengths.every((length) => Number.isSafeInteger(length) && length >= 0) &&
    lengths.slice(0, 4).every((length) => length === ids.length);
  if (!isWhole) throw corrupt('the header of the index is incomplete');
  return header as Header;
}

function corrupt(message: string): AlgorithmError {
  return new AlgorithmError('data_corrupt', message);
}
