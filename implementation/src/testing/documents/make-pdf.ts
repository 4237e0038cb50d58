import { deflateSync } from 'node:zlib';

/** A line of text: how large its letters are, and how far below the line before it stands. */
export interface PdfText {
  readonly text: string;
  readonly size?: number;
  readonly down?: number;
}

/** A PDF of these pages, in Helvetica; ASCII without brackets and backslashes. */
export function makePdf(pages: readonly (readonly PdfText[])[], title?: string): Buffer {
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
  ];
  pages.forEach((lines, index) => {
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      ),
      streamOf(Buffer.from(contentOf(lines))),
    );
  });
  if (title !== undefined) objects.push(Buffer.from(`<< /Title (${title}) >>`));
  return fileOf(objects, title === undefined ? '' : `/Info ${objects.length} 0 R`);
}

export function streamOf(content: Buffer): Buffer {
  const packed = deflateSync(content);
  const head = `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')]);
}

function contentOf(lines: readonly PdfText[]): string {
  const shown = lines.map(({ text, size = 11, down = 14 }) => {
    return `/F1 ${size} Tf 0 ${-down} Td (${text}) Tj`;
  });
  return `BT 50 800 Td ${shown.join('\n')} ET`;
}

function fileOf(objects: readonly Buffer[], more: string): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let at = 9;
  objects.forEach((object, index) => {
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      object,
      Buffer.from('\nendobj\n'),
    ]);
    places.push(at);
    at += part.length;
    parts.push(part);
  });
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R ${more} >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table + trailer)]);
}
