import { getDocumentProxy } from 'unpdf';
import { SupportError } from '#src/foundation/support-error.ts';
import { checkPdfStreams } from './check-pdf-streams.ts';
import type { ReadDocument } from './document.ts';
import { type PdfLine, pdfBlocks } from './pdf-blocks.ts';

const unpackedLimitBytes = 512 * 1024 * 1024;
const mostPages = 2_000;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** The text of a PDF, page by page; what is a heading is told by the size of its letters. */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  checkPdfStreams(bytes, unpackedLimitBytes);
  const pdf = await opened(bytes);
  try {
    if (pdf.numPages > mostPages) {
      throw new SupportError('too_large', `It has over ${mostPages} pages.`);
    }
    const pages: PdfLine[][] = [];
    for (let page = 1; page <= pdf.numPages; page += 1) pages.push(await linesOf(pdf, page));
    const { title, blocks } = pdfBlocks(pages);
    if (blocks.length === 0) {
      throw new SupportError('invalid_argument', 'It holds no text; is it a picture of a page?');
    }
    return { title: title ?? (await statedTitle(pdf)), language: null, fields: {}, blocks };
  } catch (error) {
    throw error instanceof SupportError ? error : damaged(error);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function opened(bytes: Uint8Array): Promise<Pdf> {
  try {
    // The parser takes the memory away from whoever gave it.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      const message = 'It is locked with a password.';
      throw new SupportError('permission_denied', message, { cause: error });
    }
    throw damaged(error);
  }
}

async function linesOf(pdf: Pdf, number: number): Promise<PdfLine[]> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  page.cleanup();
  const lines: { text: string; size: number; y: number; x: number }[] = [];
  let isNew = true;
  for (const item of items) {
    if (!('str' in item)) continue;
    const [, , , , x = 0, y = 0] = item.transform as number[];
    const size = Math.abs(item.height);
    const line = lines.at(-1);
    if (line && (!isNew || Math.abs(line.y - y) < 0.5 * line.size)) {
      line.text += item.str;
      line.size = Math.max(line.size, size);
    } else if (item.str !== '') {
      lines.push({ text: item.str, size, x, y });
    }
    isNew = item.hasEOL;
  }
  return lines.flatMap((line) => (line.text.trim() === '' ? [] : [line]));
}

async function statedTitle(pdf: Pdf): Promise<string | null> {
  const { info } = await pdf.getMetadata();
  const title: unknown = Reflect.get(info, 'Title');
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : null;
}

const damaged = (cause: unknown) =>
  new SupportError('data_corrupt', 'It is no PDF, or is damaged.', { cause });
