import type { DocumentReader, ReadDocument } from './document.ts';

/** Endings of documents that are written elsewhere, as their readers name them. */
const documentKinds = ['html', 'pdf', 'docx'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Their parsers are large: each is loaded when the first such document comes. */
const readers: Readonly<Record<DocumentKind, () => Promise<DocumentReader>>> = {
  html: async () => (await import('./read-html.ts')).readHtml,
  pdf: async () => (await import('./read-pdf.ts')).readPdf,
  docx: async () => (await import('./read-docx.ts')).readDocx,
};

/** Reads a document of a kind. Throws as a {@link DocumentReader}. */
export async function readDocument(
  kind: DocumentKind,
  bytes: Uint8Array,
  charset?: string,
): Promise<ReadDocument> {
  const read = await readers[kind]();
  return read(bytes, charset);
}
