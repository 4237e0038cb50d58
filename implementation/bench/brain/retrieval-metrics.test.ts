import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { retrieve } from '#src/cli/commands/retrieve.ts';
import { measureRetrieval } from './measure-retrieval.ts';
import { retrievalQuality } from './retrieval-metrics.ts';
import { ourRetriever } from './search-engine.ts';

const relevant = (...ids: string[]) => ({ text: '', relevant: new Set(ids) });

test('the first relevant place and the share of ten, over the queries that have one', () => {
  const queries = [relevant('a'), relevant('b', 'c'), relevant()];
  const found = [['x', 'a'], ['c'], ['a']];
  expect(retrievalQuality(queries, found)).toEqual({ mrr10: 0.75, recall10: 0.75 });
});

test('what comes after ten, or twice, counts nothing', () => {
  const many = Array.from({ length: 10 }, (_, at) => `x${at}`);
  expect(retrievalQuality([relevant('a')], [[...many, 'a']]).mrr10).toBe(0);
  expect(retrievalQuality([relevant('a', 'b')], [['a', 'a']]).recall10).toBe(0.5);
  const twelve = relevant(...many, 'a', 'b');
  expect(retrievalQuality([twelve], [many]).recall10).toBe(1);
});

test('results that do not fit the queries are refused, and so are queries without an answer', () => {
  expect(() => retrievalQuality([relevant('a')], [])).toThrow('0 results for 1 queries');
  expect(() => retrievalQuality([relevant()], [['a']])).toThrow('no query');
});

test('the bench and `supportmax retrieve` say the same of our retriever', async () => {
  const documents = [
    'lost password reset',
    'refund an order',
    'order a lamp',
    'lamp is broken',
  ].map((text, at) => ({ id: `d${at}`, title: text.split(' ')[0] ?? '', text }));
  const queries = [
    { text: 'order refund', relevant: ['d1', 'd3'] },
    { text: 'lamp', relevant: ['d2'] },
    { text: 'passwort', relevant: ['d0'] },
  ];
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-bench-'));
  try {
    const [docs, asked] = [join(folder, 'd.jsonl'), join(folder, 'q.jsonl')];
    const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
    writeFileSync(docs, lines(documents));
    writeFileSync(asked, lines(queries));
    let printed = '';
    const io = {
      environment: {},
      stdout: (text: string) => {
        printed += text;
      },
      stderr: () => {},
    };
    const args = ['--docs', docs, '--queries', asked, '--json'];
    expect(await retrieve.run(args, io as unknown as Parameters<typeof retrieve.run>[1])).toBe(0);
    const judged = queries.map(({ text, relevant: ids }) => ({ text, relevant: new Set(ids) }));
    const { mrr10, recall10, indexMs } = measureRetrieval(ourRetriever, documents, judged);
    expect(JSON.parse(printed)).toMatchObject({ mrr10, recall10 });
    expect(mrr10).toBeGreaterThan(0.5);
    expect(indexMs).toBeGreaterThan(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
