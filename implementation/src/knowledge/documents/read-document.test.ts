import { describe, expect, test } from 'vitest';
import { makeDocx } from '#src/testing/documents/make-docx.ts';
import { makePdf, streamOf } from '#src/testing/documents/make-pdf.ts';
import { makeZip } from '#src/testing/documents/make-zip.ts';
import { readableText } from '../load/readable-text.ts';
import { type DocumentKind, readDocument } from './read-document.ts';

const html = (source: string) => readDocument('html', Buffer.from(source));
const textOf = async (kind: DocumentKind, bytes: Uint8Array) =>
  readableText((await readDocument(kind, bytes)).blocks).text;

describe('HTML', () => {
  test('a page is its main part, without what stands round it', async () => {
    const document = await html(`<!doctype html><html lang="de-AT"><head><title>Site</title>
      <meta name="support-valid-from" content="2026-01-01"><style>p {}</style></head>
      <body><nav>Menu</nav><main><header><h1>Set <i>up</i></h1></header><p>One<br>two&nbsp;three.
      <script>x()</script><p hidden>Never.</p></main><footer>Imprint</footer></body>`);
    expect(document).toEqual({
      title: 'Set up',
      language: 'de-AT',
      fields: { validFrom: '2026-01-01' },
      blocks: [{ kind: 'paragraph', lines: ['One two three.'] }],
    });
  });

  test('lists keep their depth and numbers, tables say what their cells are', async () => {
    const page = `<h2>Do</h2><ol start=3><li>Open<ul><li>wide</ul><li>Save</ol>
      <table><tr><th><th>Free<th>Team<tr><td>Storage<td>1 GB<td>9 GB</table>
      <dl><dt>Seat<dd>A <b>place</b></dl><pre>\na  b\n  c\n</pre>`;
    expect(await textOf('html', Buffer.from(page))).toBe(
      'Do\n\n3. Open\n  • wide\n4. Save\n\nStorage: Free 1 GB, Team 9 GB\n\nSeat: A place\n\na  b\n  c',
    );
  });

  test('another charset is read where it is told', async () => {
    const bytes = Buffer.from('<p>Größe</p>', 'latin1');
    const { blocks } = await readDocument('html', bytes, 'iso-8859-1');
    expect(blocks[0]?.lines).toEqual(['Größe']);
    await expect(readDocument('html', bytes)).rejects.toThrow('UTF-8');
    const unknown = { code: 'invalid_argument' };
    await expect(readDocument('html', bytes, 'x-none')).rejects.toMatchObject(unknown);
  });

  test.each([
    ['depth', '<div>'.repeat(1_000_000), 'nested'],
    ['elements', '<p>a'.repeat(1_000_000), 'elements'],
    ['attributes', `<p ${manyNames(500_000)}>`, 'attributes'],
    ['formatting', '<p><b a=1><b a=2><b a=3><b a=4>'.repeat(100_000), 'elements'],
  ])('a bomb of %s is refused', async (_, source, message) => {
    const refused = { code: 'too_large', message: expect.stringContaining(message) };
    await expect(html(source)).rejects.toMatchObject(refused);
  });
});

function manyNames(count: number): string {
  return Array.from({ length: count }, (_, index) => `n${index}`).join('/');
}

describe('DOCX', () => {
  test('headings, lists and tables are told by their styles', async () => {
    const bytes = makeDocx([
      { style: 'Title', text: 'Refunds' },
      { text: 'We pay back &amp; soon.' },
      { style: 'Heading 2', text: 'How' },
      { item: 'Ask' },
      { item: 'Wait' },
      {
        rows: [
          ['Plan', 'Days'],
          ['Free', '14'],
        ],
      },
    ]);
    const { title, blocks } = await readDocument('docx', bytes);
    expect(title).toBe('Refunds');
    expect(readableText(blocks).text).toBe(
      'We pay back & soon.\n\nHow\n\n1. Ask\n2. Wait\n\nFree: Days 14',
    );
  });

  const [part] = [{ name: 'a', bytes: Buffer.alloc(300 * 1024 * 1024) }];
  test.each([
    ['cut off', makeDocx([{ text: 'a' }]).subarray(0, 900), 'data_corrupt'],
    ['no ZIP file', Buffer.from('PK nothing'), 'data_corrupt'],
    ['another ZIP file', makeZip([{ name: 'a.txt', bytes: Buffer.from('a') }]), 'data_corrupt'],
    [
      'a bomb',
      makeDocx([{ text: 'a' }], { 'word/media/a.png': part?.bytes as Buffer }),
      'too_large',
    ],
    ['a bomb that lies', makeZip([{ ...part, statedBytes: 10 } as never]), 'too_large'],
    ['bytes changed', changed(makeDocx([{ text: 'abc'.repeat(1000) }])), 'data_corrupt'],
  ])('%s is refused', async (_, bytes, code) => {
    await expect(readDocument('docx', bytes)).rejects.toMatchObject({ code });
  });
});

/** With every byte of the first packed part turned round. */
function changed(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = 60; at < 120; at += 1) copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

describe('PDF', () => {
  const page = [
    { text: 'Opening hours', size: 20 },
    { text: 'We are there from nine to five, and on Satur-', down: 30 },
    { text: 'days until noon.' },
    { text: 'In winter', size: 14, down: 30 },
    { text: '- from ten', down: 20 },
    { text: '- to four' },
    { text: 'Another paragraph.', down: 40 },
  ];

  test('headings are told by their size, paragraphs by their distance', async () => {
    const { title, blocks } = await readDocument('pdf', makePdf([page]));
    expect(title).toBe('Opening hours');
    const { text, sections } = readableText(blocks);
    expect(text).toBe(
      'We are there from nine to five, and on Saturdays until noon.\n\nIn winter\n\n• from ten\n• to four\n\nAnother paragraph.',
    );
    expect(sections.map(({ headings }) => headings)).toEqual([[], ['In winter']]);
  });

  test('what stands on every page is read on none, and a title may be stated', async () => {
    const pages = [1, 2, 3, 4].map((number) => [
      { text: `Company   page ${number} of 4` },
      { text: `Text number ${'one two three four'.split(' ')[number - 1]}.`, down: 40 },
    ]);
    const { title, blocks } = await readDocument('pdf', makePdf(pages, 'Stated'));
    expect(title).toBe('Stated');
    expect(readableText(blocks).text).not.toContain('Company');
    expect(readableText(blocks).text).toContain('Text number three.');
  });

  test.each([
    ['no PDF', Buffer.from('%PDF-1.7 not really'), 'data_corrupt'],
    ['a picture', makePdf([[]]), 'invalid_argument'],
    [
      'a bomb',
      Buffer.concat([makePdf([page]), streamOf(Buffer.alloc(600 * 1024 * 1024))]),
      'too_large',
    ],
  ])('%s is refused', async (_, bytes, code) => {
    await expect(readDocument('pdf', bytes)).rejects.toMatchObject({ code });
  });
});
