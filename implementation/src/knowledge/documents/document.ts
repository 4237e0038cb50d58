import type { Block } from '../load/readable-text.ts';

/** What a document says, and what it says of itself. */
export interface ReadDocument {
  /** Null where it names none. */
  readonly title: string | null;
  /** BCP 47 code; null where it names none. */
  readonly language: string | null;
  /** What it states in the words of front matter, by name. */
  readonly fields: Readonly<Record<string, string>>;
  readonly blocks: readonly Block[];
}

/**
 * Bytes as a document. `charset` is how text is encoded; UTF-8 unless told.
 * @throws SupportError with what is wrong, and nothing is read.
 */
export type DocumentReader = (bytes: Uint8Array, charset?: string) => Promise<ReadDocument>;
