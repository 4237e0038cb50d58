import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makePdf } from '#src/testing/documents/make-pdf.ts';
import type { KnowledgeArticle } from './content.ts';
import { KeptKnowledge } from './kept-knowledge.ts';
import { loadContent } from './load-content.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'content-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const policy = {
  company: 'Example',
  languages: ['en'],
  hours: { timeZone: 'UTC', days: {} },
  minimumConfidence: 0.5,
  intents: { greeting: [], thanks: [], personRequest: [], sensitive: [] },
  nextSteps: {},
};

const front = (id: string) =>
  `---\nid: ${id}\ntitle: Title of ${id}\nkind: how-to\narea: x\naudience: all\nlanguage: en\nupdated: 2026-01-31\n---\n`;

async function put(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

const faq = {
  id: 'f',
  title: 'F?',
  text: 'Yes.',
  area: 'x',
  language: 'en',
  updated: '2026-02-01',
};

test('a company is read whole', async () => {
  await put({
    'policy.json': JSON.stringify(policy),
    'articles/a.md': `${front('a')}## Head\nSee [b](b.md).`,
    'articles/notes.txt': 'not an article',
    'faqs.jsonl': `${JSON.stringify(faq)}\n\n`,
    'training/utterances.jsonl': '{"text":"hi","intent":"greeting"}',
    'training/questions.jsonl':
      '{"question":"q?","articleId":"a"}\n{"question":"r?","articleId":null}',
  });
  const { articles, problems, training } = await loadContent(folder);
  expect(problems).toEqual([]);
  expect(articles.map(({ id, text, url, kind }) => [id, text, url, kind])).toEqual([
    ['a', 'Head\n\nSee b.', '/articles/a', 'how-to'],
    ['f', 'Yes.', '/articles/f', 'faq'],
  ]);
  expect(articles[0]?.contentHash).toMatch(/^[0-9a-f]{64}$/);
  expect(training.questions).toEqual([
    { text: 'q?', articleId: 'a' },
    { text: 'r?', articleId: null },
  ]);
  expect(training.urgency).toEqual([]);
});

describe('a broken file is left out whole, and named with its line', () => {
  const broken: [string, string, string | Buffer, number, string][] = [
    ['no front matter', 'articles/b.md', 'Text', 1, 'expected ---'],
    ['front matter left open', 'articles/b.md', '---\nid: b\n', 1, 'never closed'],
    ['no key and value', 'articles/b.md', front('b').replace('area: x', 'area x'), 5, 'key: value'],
    [
      'a key twice',
      'articles/b.md',
      front('b').replace('area: x', 'kind: x'),
      5,
      'already on line 4',
    ],
    [
      'an empty value',
      'articles/b.md',
      front('b').replace('area: x', 'area:'),
      5,
      '"area" is empty',
    ],
    ['a key too many', 'articles/b.md', front('b').replace('area: x', 'arae: x'), 1, 'area'],
    ['a wrong day', 'articles/b.md', front('b').replace('01-31', '02-30'), 8, 'YYYY-MM-DD'],
    ['another id', 'articles/b.md', `${front('c')}Text`, 2, 'not the name of the file'],
    ['no text', 'articles/b.md', `${front('b')}\n`, 10, 'no text'],
    ['bytes that are not UTF-8', 'articles/b.md', Buffer.from([0x2d, 0x0a, 0xff]), 2, 'UTF-8'],
    ['a FAQ of another shape', 'faqs.jsonl', `${JSON.stringify(faq)}\n{"id":"g"}`, 2, '"title"'],
    ['broken JSON', 'training/utterances.jsonl', '{"text":"a","intent":"b"}\n{', 2, 'JSON'],
    ['an unknown urgency', 'training/urgency.jsonl', '{"text":"a","urgency":"big"}', 1, 'urgency'],
  ];
  test.each(broken)('%s', async (_, file, text, line, message) => {
    await put({
      'policy.json': JSON.stringify(policy),
      'articles/a.md': `${front('a')}Text`,
      [file]: text,
    });
    const { articles, training, problems } = await loadContent(folder);
    expect(articles.map(({ id }) => id)).toEqual(['a']);
    expect(training.utterances).toEqual([]);
    expect(problems).toEqual([{ file, line, message: expect.stringContaining(message) }]);
  });

  test('an id that is taken', async () => {
    await put({
      'policy.json': JSON.stringify(policy),
      'articles/f.md': `${front('f')}Text`,
      'faqs.jsonl': JSON.stringify(faq),
    });
    const { articles, problems } = await loadContent(folder);
    expect(articles.map(({ text }) => text)).toEqual(['Text']);
    expect(problems).toMatchObject([{ file: 'faqs.jsonl', line: 1 }]);
  });
});

test('documents of every kind lie beside the articles, and are read once', async () => {
  const pdf = makePdf([
    [
      { text: 'Opening hours', size: 20 },
      { text: 'Nine to five.', down: 30 },
    ],
  ]);
  await put({
    'policy.json': JSON.stringify(policy),
    'articles/a.md': `${front('a')}Text`,
    'articles/hours.pdf': pdf,
    'articles/broken.docx': pdf,
    'articles/prices/tea.csv': 'question,answer\nWhat is tea?,It is 3 EUR.',
  });
  const kept = new KeptKnowledge(join(folder, 'kept'));
  const { articles, problems } = await loadContent(folder, { kept });
  expect(articles.map(({ title, text, area }) => [title, text, area])).toEqual([
    ['Title of a', 'Text', 'x'],
    ['Opening hours', 'Nine to five.', 'general'],
    ['What is tea?', 'It is 3 EUR.', 'prices'],
  ]);
  const message = expect.stringContaining('damaged');
  expect(problems).toEqual([
    { file: 'articles/broken.docx', line: 1, message: expect.any(String) },
  ]);
  expect(await loadContent(folder, { kept })).toEqual({ ...(await loadContent(folder)) });
  for (const file of await readdir(join(folder, 'kept'))) {
    const path = join(folder, 'kept', file);
    await writeFile(path, (await readFile(path, 'utf8')).replace('Nine', 'Two'));
  }
  // What was kept of the company's own folder is read from there again, whatever becomes of it.
  const again = await loadContent(folder, { kept });
  expect(again.articles).toEqual(articles);
  expect(again.problems).not.toContainEqual(expect.objectContaining({ message }));
});

test('what was loaded from elsewhere is beside it, and an id means one article', async () => {
  await put({ 'policy.json': JSON.stringify(policy), 'articles/a.md': `${front('a')}Own` });
  const kept = new KeptKnowledge(join(folder, 'kept'));
  const [own] = (await loadContent(folder)).articles;
  const one = own as KnowledgeArticle;
  const document = (path: string, ...articles: KnowledgeArticle[]) => ({
    path,
    hash: 'h',
    articles,
  });
  await kept.write('http://a.test/', [
    // A document is taken whole or not at all.
    document('/x', { ...one, id: 'c' }, { ...one, text: 'Other' }),
    document('/y', { ...one, id: 'b', supersedes: ['a'] }),
  ]);
  const content = await loadContent(folder, { kept });
  expect(content.articles.map(({ id }) => id)).toEqual(['b']);
  expect(content.retired?.map(({ id, text }) => [id, text])).toEqual([['a', 'Own']]);
  expect(content.problems).toMatchObject([{ file: 'http://a.test/: /x' }]);
});

describe('without these there is no desk', () => {
  test('a policy', async () => {
    await put({ 'articles/a.md': `${front('a')}Text` });
    await expect(loadContent(folder)).rejects.toMatchObject({ code: 'not_found' });
  });
  test('a policy that holds', async () => {
    await put({ 'policy.json': JSON.stringify({ ...policy, minimumConfidence: 2 }) });
    const refused = { code: 'invalid_argument', message: expect.stringContaining('minimumConf') };
    await expect(loadContent(folder)).rejects.toMatchObject(refused);
  });
  test('articles', async () => {
    await put({ 'policy.json': JSON.stringify(policy) });
    await expect(loadContent(folder)).rejects.toMatchObject({ code: 'not_found' });
  });
});
