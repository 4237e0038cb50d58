import { mkdtempSync, rmSync } from 'node:fs';
import { chmod, mkdir, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import { makeDocx } from '#src/testing/documents/make-docx.ts';
import { makePdf } from '#src/testing/documents/make-pdf.ts';
import { createRetriever, Retriever } from '../retrieve/retriever.ts';
import { folderFiles } from './folder-files.ts';
import { type KeptDocument, takeIn } from './take-in.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  }
}

const load = (kept: readonly KeptDocument[] = []) =>
  takeIn(folderFiles(folder), kept, { language: 'en' });
const articlesOf = (documents: readonly KeptDocument[]) =>
  documents.flatMap(({ articles }) => articles);
const outcomes = (changes: readonly { path: string; outcome: string }[]) =>
  Object.fromEntries(changes.map(({ path, outcome }) => [path, outcome]));

const markdown = (id: string, text = 'Text.', more = '') =>
  `---\nid: ${id}\ntitle: T ${id}\nkind: how-to\narea: x\naudience: all\nlanguage: en\nupdated: 2026-01-31\n${more}---\n${text}`;

test('a folder of all kinds is taken in, each document by what it says of itself', async () => {
  await put({
    'a.md': markdown('a', 'Text.', 'validFrom: 2026-02-01\nvalidUntil: 2026-02-28\n'),
    'Guides/Set up.pdf': makePdf([
      [
        { text: 'Ports', size: 20 },
        { text: 'It listens.', down: 30 },
      ],
    ]),
    'Guides/Set up.pdf.meta': 'language: de\nproduct: Desk\nsupersedes: a, b\n',
    'refunds.docx': makeDocx([{ style: 'Title', text: 'Refunds' }, { text: 'Within 14 days.' }]),
    'page.html': '<html lang="fr"><meta name="support-audience" content="admin"><h1>P</h1><p>Oui.',
    'q.csv': 'question,answer,language\n"Is tea, hot?",**Yes**.,\nTee?,Ja.,de\n',
    'notes.txt': 'not meant',
    '.hidden.md': 'not even seen',
  });
  const { documents, changes } = await load();
  expect(outcomes(changes)).toEqual({
    'Guides/Set up.pdf': 'added',
    'a.md': 'added',
    'notes.txt': 'ignored',
    'page.html': 'added',
    'q.csv': 'added',
    'refunds.docx': 'added',
  });
  const byId = new Map(articlesOf(documents).map((article) => [article.id, article]));
  expect(byId.get('a')).toMatchObject({
    validFromMs: Date.UTC(2026, 1, 1),
    validUntilMs: Date.UTC(2026, 2, 1),
  });
  expect(byId.get('guides-set-up')).toMatchObject({
    title: 'Ports',
    text: 'It listens.',
    area: 'Guides',
    language: 'de',
    product: 'Desk',
    supersedes: ['a', 'b'],
    url: '/articles/guides-set-up',
  });
  expect(byId.get('refunds')).toMatchObject({ title: 'Refunds', kind: 'document', language: 'en' });
  expect(byId.get('page')).toMatchObject({ language: 'fr', audience: 'admin', text: 'Oui.' });
  const rows = documents.find(({ path }) => path === 'q.csv')?.articles;
  expect(rows?.map(({ title, text, language, kind }) => [title, text, language, kind])).toEqual([
    ['Is tea, hot?', 'Yes.', 'en', 'faq'],
    ['Tee?', 'Ja.', 'de', 'faq'],
  ]);
  expect(rows?.[0]?.id).toMatch(/^q-[0-9a-f]{8}$/);
});

test('a long document becomes articles by its headings, with the way to them as title', async () => {
  const chapter = (name: string, length: number) =>
    `<h2>${name}</h2><p>Lead of ${name}.</p><h3>Deep</h3><p>${`${name} word. `.repeat(length)}</p>`;
  await put({
    'book.html': `<h1>Book</h1><p>Begin.</p>${chapter('One', 700)}${chapter('Two', 5)}`,
  });
  const { documents } = await load();
  expect(articlesOf(documents).map(({ id, title }) => [id, title])).toEqual([
    ['book', 'Book'],
    ['book-one', 'Book › One'],
    ['book-one-deep', 'Book › One › Deep'],
    ['book-two', 'Book › Two'],
  ]);
  const two = articlesOf(documents).at(-1);
  expect(two?.sections.map(({ headings }) => headings)).toEqual([[], ['Deep']]);
});

describe('what is broken is named, and nothing of it is taken', () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a,b', 'utf16le')]);
  const broken: [string, string, string | Uint8Array, string, number | null][] = [
    ['empty', 'b.html', '', 'invalid_argument', null],
    ['UTF-16', 'b.csv', utf16, 'invalid_argument', null],
    ['not UTF-8', 'b.html', Buffer.from([0x61, 0x0a, 0xff]), 'invalid_argument', 2],
    ['a quote left open', 'b.csv', 'question,answer\na,b\nc,"d\n', 'invalid_argument', 3],
    ['a column missing', 'b.csv', 'question;answer\na;b\n', 'invalid_argument', 1],
    ['a field missing', 'b.csv', 'question,answer\na,b\nc\n', 'invalid_argument', 3],
    ['an answer missing', 'b.csv', 'question,answer\na,b\nc,\n', 'invalid_argument', 3],
    ['a row of a wrong day', 'b.csv', 'question,answer,updated\na,b,1.2.26', 'invalid_argument', 2],
    ['no text', 'b.html', '<title>T</title><img src=x>', 'invalid_argument', null],
    ['a PDF that is none', 'b.pdf', 'text', 'data_corrupt', null],
    ['a DOCX cut off', 'b.docx', makeDocx([{ text: 'x' }]).subarray(0, 500), 'data_corrupt', null],
    [
      'an end before its beginning',
      'b.md',
      markdown('b', 'x', 'validFrom: 2026-02-01\nvalidUntil: 2026-01-31\n'),
      'invalid_argument',
      10,
    ],
    ['an id that is taken', 'b.html', '<meta name=support-id content=a><p>x', 'conflict', null],
    [
      'a field of an unknown name',
      'b.html',
      '<meta name=support-x content=a><p>x',
      'invalid_argument',
      1,
    ],
  ];
  test.each(broken)('%s', async (_, file, content, code, line) => {
    await put({ 'a.md': markdown('a'), [file]: content });
    const { documents, changes } = await load();
    expect(articlesOf(documents).map(({ id }) => id)).toEqual(['a']);
    expect(changes).toEqual([
      { path: 'a.md', outcome: 'added', articles: 1 },
      { path: file, outcome: 'skipped', problem: { code, line, message: expect.any(String) } },
    ]);
  });

  test('a file over the limit is not even read', async () => {
    await put({ 'a.md': markdown('a'), 'b.pdf': '', 'c.csv': '' });
    await truncate(join(folder, 'b.pdf'), 100 * 1024 * 1024 + 1);
    await truncate(join(folder, 'c.csv'), 16 * 1024 * 1024 + 1);
    const { changes } = await load();
    const tooLarge = { outcome: 'skipped', problem: { code: 'too_large' } };
    expect(changes.slice(1)).toMatchObject([tooLarge, tooLarge]);
  });

  test('fields beside a file are checked, and links are not followed', async () => {
    await put({
      'a.pdf': makePdf([[{ text: 'x' }]]),
      'a.pdf.meta': 'audience: all\nlanguage de\n',
    });
    await symlink('/etc/hostname', join(folder, 'b.html'));
    const { changes } = await load();
    const problem = { code: 'invalid_argument', line: 2, message: expect.stringContaining('key') };
    expect(changes).toEqual([{ path: 'a.pdf', outcome: 'skipped', problem }]);
  });

  test('what becomes broken leaves; what cannot be read this time stays', async () => {
    await put({ 'a.html': '<p>One.', 'b.html': '<p>Two.' });
    const before = await load();
    await put({ 'a.html': '' });
    async function* oneHangs() {
      for await (const found of folderFiles(folder)) {
        const problem = new SupportError('unavailable', 'It does not answer.');
        yield found.path === 'b.html' ? { path: found.path, problem } : found;
      }
    }
    const after = await takeIn(oneHangs(), before.documents, { language: 'en' });
    expect(articlesOf(after.documents).map(({ id }) => id)).toEqual(['b']);
    expect(outcomes(after.changes)).toEqual({ 'a.html': 'skipped', 'b.html': 'kept' });
  });
});

test('only what has changed is read and indexed again, whatever is changed', async () => {
  const names = ['a.html', 'b.csv', 'c.md', 'sub/d.html'];
  const contentOf = (name: string, text: string) => {
    if (name.endsWith('.md')) return markdown('c', text);
    return name.endsWith('.csv')
      ? `question,answer\nWhat?,${text}\n`
      : `<h1>${name}</h1><p>${text}`;
  };
  const state = fc.record(
    Object.fromEntries(names.map((name) => [name, fc.constantFrom(null, 'One.', 'Two.', 'Six.')])),
  );
  const write = async (files: Record<string, string | null>) => {
    for (const name of names) {
      const text = files[name] ?? null;
      if (text === null) await rm(join(folder, name), { force: true });
      else await put({ [name]: contentOf(name, text) });
    }
  };
  await fc.assert(
    fc.asyncProperty(state, state, async (first, second) => {
      await write(first);
      const before = await load();
      const index = createRetriever(articlesOf(before.documents)).encode();
      const again = await load(before.documents);
      expect(again.documents).toEqual(before.documents);
      expect(again.changes.every(({ outcome }) => outcome === 'unchanged')).toBe(true);
      await write(second);
      const after = await load(before.documents);
      const isChanged = (name: string) => first[name] !== second[name];
      for (const name of names) {
        const document = (list: readonly KeptDocument[]) => list.find(({ path }) => path === name);
        const isTheSame = document(after.documents) === document(before.documents);
        expect(isTheSame).toBe(!isChanged(name));
      }
      // What an index has of what was kept is the same as if all of it were new.
      const retriever = new Retriever();
      const articles = articlesOf(after.documents);
      expect(retriever.load(index, articles)).toBe(names.filter(isChanged).length);
      expect(retriever.size).toBe(articles.length);
      expect((await load()).documents).toEqual(after.documents);
    }),
    { numRuns: 40 },
  );
});

test('a touched file is unchanged; one that may not be read is named', async () => {
  await put({ 'a.html': '<p>One.', 'b.html': '<p>Two.' });
  const before = await load();
  await utimes(join(folder, 'a.html'), 1, 1);
  await chmod(join(folder, 'b.html'), 0o200);
  const { changes } = await load(before.documents);
  expect(changes[0]).toMatchObject({ outcome: 'unchanged' });
  // Whoever is root may read everything.
  if (process.getuid?.() !== 0) {
    expect(changes[1]).toMatchObject({ problem: { code: 'permission_denied' } });
  }
});

test('a draft is skipped, whatever it was before, until its mark is gone', async () => {
  const meta = '<meta name="support-draft" content="true"><h1>D</h1><p>Text.';
  await put({ 'a.md': markdown('a'), 'b.md': markdown('b', 'Text.', 'draft: false\n') });
  const before = await load();
  expect(outcomes(before.changes)).toEqual({ 'a.md': 'added', 'b.md': 'added' });
  await put({
    'a.md': markdown('a', 'Text.', 'draft: true\n'),
    'b.md': markdown('b', 'Text.', 'draft: perhaps\n'),
    'c.csv': 'question,answer,draft\nA?,Yes.,\nB?,No.,true\n',
    'd.html': meta,
    'e.pdf': makePdf([[{ text: 'Text.', size: 10 }]]),
    'e.pdf.meta': 'draft: true\n',
  });
  const { documents, changes } = await load(before.documents);
  expect(documents).toEqual([]);
  const problems = changes.map((one) => ('problem' in one ? one.problem : null));
  expect(problems.map((one) => [one?.code, one?.line])).toEqual([
    ['draft', 9],
    ['invalid_argument', 9],
    ['draft', 3],
    ['draft', 1],
    ['draft', 1],
  ]);
  await put({ 'a.md': markdown('a') });
  expect(articlesOf((await load(documents)).documents).map(({ id }) => id)).toEqual(['a']);
});
