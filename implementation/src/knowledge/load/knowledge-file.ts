import type { DocumentKind } from '../documents/read-document.ts';

/** What can be read, by how it is written. */
export type KnowledgeKind = 'md' | 'csv' | DocumentKind;

/** Kinds by the endings of files. */
export const kindOfEnding: ReadonlyMap<string, KnowledgeKind> = new Map([
  ['.md', 'md'],
  ['.csv', 'csv'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.pdf', 'pdf'],
  ['.docx', 'docx'],
]);

const mebibyte = 1024 * 1024;
const textBytes = 16 * mebibyte;
/** What is larger is not even read. Pictures make files large, text does not. */
export const bytesLimits: Readonly<Record<KnowledgeKind, number>> = {
  md: textBytes,
  csv: textBytes,
  html: textBytes,
  pdf: 100 * mebibyte,
  docx: 100 * mebibyte,
};

/** A file as its source has it, before anybody has looked into it. */
export interface KnowledgeFile {
  /** Where it lies inside its source, or its address. */
  readonly path: string;
  readonly kind: KnowledgeKind;
  readonly bytes: Uint8Array;
  /** How its text is encoded; UTF-8 unless told. */
  readonly charset?: string | undefined;
  /** Lines of `key: value` from the file beside it; null where there is none. */
  readonly fields: string | null;
  /** Day of the last change, YYYY-MM-DD. */
  readonly updated: string;
}

/** What a source has: a file, one that could not be had, or one of a kind that is not read. */
export type FoundFile =
  | { readonly path: string; readonly file: KnowledgeFile }
  | { readonly path: string; readonly problem: Error }
  | { readonly path: string; readonly ignored: string };
