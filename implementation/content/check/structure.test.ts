import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type CompanyDocument, parseArticle, readCompany } from './company.ts';
import {
  checkDocumentCounts,
  checkDocuments,
  checkLinks,
  checkTickets,
  checkTopics,
  checkTraining,
} from './structure.ts';

const folders: string[] = [];

function company(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'content-check-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const body = `## One\n\n${'word '.repeat(120)}\n\n## Two\n\nEnd.`;

function article(changes: Record<string, string> = {}, text = body): string {
  const fields = {
    id: 'kb-a',
    title: 'Move a clock',
    kind: 'how-to',
    area: 'time',
    product: 'Fern Web',
    audience: 'member',
    language: 'en',
    updated: '2026-02-03',
    ...changes,
  };
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return ['---', ...lines, '---', '', text].join('\n');
}

function parsed(changes: Record<string, string> = {}, text = body): CompanyDocument {
  const result = parseArticle('articles/kb-a.md', article(changes, text));
  if ('message' in result) throw new Error(result.message);
  return result;
}

function messages(problems: { message: string }[]): string {
  return problems.map(({ message }) => message).join('\n');
}

describe('articles', () => {
  test('a sound one passes', () => {
    expect(checkDocuments([parsed()])).toEqual([]);
  });

  test('broken front matter is a problem with its line', () => {
    expect(parseArticle('a.md', 'no front matter')).toMatchObject({ file: 'a.md', line: 1 });
    expect(parseArticle('a.md', '---\nid: x\nnonsense\n---\n')).toMatchObject({ line: 3 });
  });

  test.each([
    [{ updated: '3 May' }, 'YYYY-MM-DD'],
    [{ language: 'fr' }, 'language en, de, es'],
    [{ audience: 'boss' }, 'unknown audience'],
    [{ product: 'Fern Toaster' }, 'unknown product'],
    [{ id: 'kb-b' }, 'named by its id'],
    [{ mood: 'good' }, 'unknown field "mood"'],
  ])('%o fails', (changes, expected) => {
    expect(messages(checkDocuments([parsed(changes)]))).toContain(expected);
  });

  test('too short, without headings, or with an id used twice fails', () => {
    const found = messages(checkDocuments([parsed(), parsed({}, 'Short.')]));
    expect(found).toContain('expected 120 to 600 words');
    expect(found).toContain('two headings');
    expect(found).toContain('id is used twice');
    expect(found).toContain('title "Move a clock" is used twice');
  });

  test('a dead link fails at its line, a living one passes', () => {
    const text = 'See [it](kb-a.md).\n\nAnd [that](kb-gone.md).';
    expect(checkLinks([parsed({}, text)])).toEqual([
      {
        file: 'articles/kb-a.md',
        line: 14,
        message: 'kb-a: link "kb-gone.md" leads to no document',
      },
    ]);
  });
});

test('topics and documents must match one to one', () => {
  const topic = { id: 'kb-z', area: 'time', kind: 'how-to', summary: 's' };
  const found = messages(checkTopics([parsed()], [topic]));
  expect(found).toContain('kb-z: has no document');
  expect(found).toContain('kb-a: is not in topics.json');
  const other = messages(checkTopics([parsed()], [{ ...topic, id: 'kb-a', area: 'billing' }]));
  expect(other).toContain('expected kind how-to and area billing');
});

test('too few documents, tickets and utterances are counted', () => {
  expect(checkDocumentCounts([parsed()])).toHaveLength(3);
  const folder = company({
    'intents.json': '[{"id":"greeting"}]',
    'training/utterances.jsonl':
      '{"text":"hi","intent":"greeting"}\n{"text":"x","intent":"no"}\n[]',
    'training/questions.jsonl': '{"question":"q","articleId":"kb-gone"}',
    'training/urgency.jsonl': '{"text":"t","urgency":"now"}',
    'tickets/tickets.jsonl': '{"id":"t1","body":"b","customer":{}}',
  });
  const tickets = messages(checkTickets(folder));
  expect(tickets).toContain('expected at least 30 tickets, found 1');
  expect(tickets).toContain('expected at least 10 .eml files, found 0');
  expect(tickets).toContain('customer.email');
  const training = messages(checkTraining(folder, [parsed()]));
  expect(training).toContain('expected at least 25 utterances of greeting, found 1');
  expect(training).toContain('a known intent, found "no"');
  expect(training).toContain('one JSON object');
  expect(training).toContain('found "kb-gone"');
  expect(training).toContain('text and urgency low, normal, high, urgent');
});

test('a company is read from its folder', () => {
  const faq = {
    id: 'faq-a',
    title: 'T?',
    text: 'x',
    area: 'time',
    language: 'en',
    updated: '2026-01-01',
  };
  const folder = company({
    'articles/kb-a.md': article(),
    'articles/kb-b.md': 'nothing',
    'faqs.jsonl': `${JSON.stringify(faq)}\nbroken\n`,
  });
  const { documents, problems } = readCompany(folder);
  expect(documents.map(({ id }) => id)).toEqual(['kb-a', 'faq-a']);
  expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
    'articles/kb-b.md:1',
    'faqs.jsonl:2',
  ]);
});
