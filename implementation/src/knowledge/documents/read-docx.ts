import mammoth from 'mammoth';
import { SupportError } from '#src/foundation/support-error.ts';
import { checkZip } from './check-zip.ts';
import type { ReadDocument } from './document.ts';
import { htmlDocument } from './read-html.ts';

/** A book of a thousand pages has some 10 MiB of XML; pictures are packed already. */
const unpackedLimitBytes = 256 * 1024 * 1024;

/** A document of Word: its headings, lists, tables and paragraphs by their styles. */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocument> {
  checkZip(bytes, unpackedLimitBytes);
  const html = await htmlOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return htmlDocument(`<main>${html}</main>`);
}

async function htmlOf(buffer: Buffer): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      {
        styleMap: ["p[style-name='Title'] => h1:fresh"],
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        externalFileAccess: false,
      },
    );
    return value;
  } catch (cause) {
    throw new SupportError('data_corrupt', 'It is no document of Word, or is damaged.', { cause });
  }
}
