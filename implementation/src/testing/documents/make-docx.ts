import { makeZip } from './make-zip.ts';

/** A paragraph by its style, a list item, or a table of rows of cells. */
export type DocxBlock =
  | { readonly style?: string; readonly text: string }
  | { readonly item: string }
  | { readonly rows: readonly (readonly string[])[] };

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** A document as Word writes it, with nothing in it that it could leave out. */
export function makeDocx(blocks: readonly DocxBlock[], extra: Record<string, Buffer> = {}): Buffer {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="a" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${word}"><w:body>${blocks.map(xmlOf).join('')}</w:body></w:document>`,
    'word/styles.xml': `<w:styles xmlns:w="${word}">${['Title', 'Heading 1', 'Heading 2'].map(styleOf).join('')}</w:styles>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="s" Type="${office}/styles" Target="styles.xml"/><Relationship Id="n" Type="${office}/numbering" Target="numbering.xml"/></Relationships>`,
    'word/numbering.xml': `<w:numbering xmlns:w="${word}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
  };
  const texts = Object.entries(parts).map(([name, xml]) => ({ name, bytes: Buffer.from(xml) }));
  return makeZip([...texts, ...Object.entries(extra).map(([name, bytes]) => ({ name, bytes }))]);
}

const idOf = (style: string) => style.replaceAll(' ', '');

const styleOf = (style: string) =>
  `<w:style w:type="paragraph" w:styleId="${idOf(style)}"><w:name w:val="${style}"/></w:style>`;

function xmlOf(block: DocxBlock): string {
  if ('rows' in block) {
    const rows = block.rows.map((row, index) => {
      const cells = row.map((cell) => `<w:tc>${paragraph('', cell)}</w:tc>`).join('');
      const head = index === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : '';
      return `<w:tr>${head}${cells}</w:tr>`;
    });
    return `<w:tbl>${rows.join('')}</w:tbl>`;
  }
  if ('item' in block) {
    const number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
    return paragraph(number, block.item);
  }
  return paragraph(block.style ? `<w:pStyle w:val="${idOf(block.style)}"/>` : '', block.text);
}

const paragraph = (properties: string, text: string) =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
