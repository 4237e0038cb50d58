import { corrupt, decodeFrame, encodeFrame } from '../framed-bytes.ts';
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

/** To be raised whenever words, hashes or postings come to mean something else. */
export const indexSchemaVersion = 1;
const frame = {
  marks: 'SMIX',
  schemaVersion: indexSchemaVersion,
  name: 'the index',
  kind: 'a search index',
  remedy: 'build it again',
} as const;

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
  return encodeFrame(frame, header, arrays);
}

/**
 * The index in the bytes.
 * @throws AlgorithmError `data_corrupt`: not an index, of another schema version, of other settings
 * than the given ones, damaged or cut.
 */
export function decodeIndex(bytes: Uint8Array, settings: IndexSettings): IndexState {
  const { header: read, body, from } = decodeFrame(frame, bytes);
  const header = checkedHeader(read);
  const [has, wants] = [JSON.stringify(header.settings), JSON.stringify(settings)];
  if (has !== wants) throw corrupt(`the index has the settings ${has}, wanted are ${wants}`);
  const total = header.lengths.reduce((sum, length) => sum + length, 0);
  if (body.byteLength !== from + 4 * total) {
    throw corrupt('the length of the index does not match its header');
  }
  let at = from;
  const [fingerprints, ...arrays] = header.lengths.map((length) => {
    const array = new Uint32Array(body, at, length);
    at += 4 * length;
    return array;
  });
  const named = Object.fromEntries(arrayNames.map((name, index) => [name, arrays[index]]));
  const words = { settings, ...named } as unknown as WordIndexState;
  return { ids: header.ids, fingerprints: fingerprints as Uint32Array, words };
}

function checkedHeader(read: unknown): Header {
  const header = (read ?? {}) as Partial<Header>;
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
