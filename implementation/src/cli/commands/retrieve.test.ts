import { afterAll, describe, expect, it } from 'vitest';
import { CommandSandbox } from './command-sandbox.ts';
import { retrieve } from './retrieve.ts';

const sandbox = new CommandSandbox();
afterAll(() => sandbox.remove());

const jsonl = (values: readonly object[]) =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');
const docs = [
  { id: 'pw', title: 'Reset a password', text: 'Open the login page.', url: 'ignored' },
  { id: 'tax', title: 'Tax on invoices', text: 'Rates differ by country.' },
  { id: 'note', text: 'Cancel your plan under billing.' },
  { id: 7, title: null, text: 'Exports are spreadsheets.' },
];
const queries = [
  { text: 'how to reset my password', relevant: ['pw'] },
  { text: 'cancel the plan', relevant: ['note', 'missing'], note: 'ignored' },
  { text: 'zzz', relevant: ['tax'] },
  { text: 'spreadsheets', relevant: [7] },
  { text: 'nobody knows the tax', relevant: [] },
];
const docsFile = sandbox.write('docs.jsonl', jsonl(docs));
const queriesFile = sandbox.write('queries.jsonl', `\ufeff${jsonl(queries)}\n\n`);
const files = ['--docs', docsFile, '--queries', queriesFile];

describe('supportmax retrieve', () => {
  it('reports the figures of the contract', async () => {
    const { exitCode, report } = await sandbox.run(retrieve, files);
    expect(exitCode).toBe(0);
    expect(report).toEqual({
      // Four queries are judged: found first, found first, not found, found first.
      mrr10: 0.75,
      recall10: (1 + 0.5 + 0 + 1) / 4,
      indexMs: expect.any(Number),
      queryMicros: { p50: expect.any(Number), p95: expect.any(Number) },
      rssMiB: expect.any(Number),
    });
    expect(report.rssMiB).toBeGreaterThan(10);
  });

  it('writes the ten best per query', async () => {
    const many = Array.from({ length: 30 }, (_, at) => ({
      id: `d${at}`,
      text: 'plan '.repeat(at + 1),
    }));
    const path = sandbox.write('many.jsonl', jsonl(many));
    const argv = ['--docs', path, '--queries', queriesFile, '--run', sandbox.path('run')];
    await sandbox.run(retrieve, argv);
    const lines = sandbox.readLines('run');
    const all = sandbox.write(
      'all.jsonl',
      jsonl([{ text: 'plan', relevant: many.map(({ id }) => id) }]),
    );
    const { report } = await sandbox.run(retrieve, ['--docs', path, '--queries', all]);
    // Thirty are relevant, ten can be shown: that is all one can ask for.
    expect(report.recall10).toBe(1);
    expect(lines.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(lines[1]?.ids).toHaveLength(10);
    expect(lines[2]?.ids).toEqual([]);
  });

  it.each([
    ['no such file', undefined, 'not_found', 'no such file'],
    ['an empty file', '', 'invalid_argument', 'no '],
    [
      'a broken line',
      '{"id":"a","text":"b","relevant":["a"]}\n{"id"\n',
      'invalid_argument',
      'line 2: not valid JSON',
    ],
    ['a list', '[1]\n', 'invalid_argument', 'line 1: not a JSON object'],
    ['no text', '{"id":"a","relevant":["a"]}\n', 'invalid_argument', 'line 1: "text" is missing'],
    ['a wrong id', '{"id":{},"text":"b","relevant":[{}]}\n', 'invalid_argument', 'is not an id'],
    ['invalid UTF-8', Uint8Array.of(10, 10, 128), 'invalid_argument', 'line 3 is not valid UTF-8'],
  ])('refuses %s', async (_, content, code, message) => {
    const path = content === undefined ? sandbox.path('none') : sandbox.write('bad.jsonl', content);
    for (const argv of [
      ['--docs', path, '--queries', queriesFile],
      ['--docs', docsFile, '--queries', path],
    ]) {
      await expect(sandbox.run(retrieve, argv)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(message),
      });
    }
  });

  it('refuses the same id twice, and queries that judge nothing', async () => {
    const twice = sandbox.write('twice.jsonl', jsonl([...docs, { id: 'tax', text: 'again' }]));
    await expect(
      sandbox.run(retrieve, ['--docs', twice, '--queries', queriesFile]),
    ).rejects.toThrow('line 5: id "tax" is already on line 2');
    const none = sandbox.write('none.jsonl', jsonl([{ text: 'a', relevant: [] }]));
    await expect(sandbox.run(retrieve, ['--docs', docsFile, '--queries', none])).rejects.toThrow(
      'no queries with a relevant document',
    );
    const missing = sandbox.write('missing.jsonl', jsonl([{ text: 'a' }]));
    await expect(sandbox.run(retrieve, ['--docs', docsFile, '--queries', missing])).rejects.toThrow(
      'line 1: "relevant" is not a list',
    );
  });

  it('takes documents without words and of a megabyte', async () => {
    const odd = [
      { id: 'empty', text: '' },
      { id: 'emoji', title: '🙂', text: '…' },
      { id: 'big', text: 'plan '.repeat(200_000) },
    ];
    const path = sandbox.write('odd.jsonl', jsonl(odd));
    const { report } = await sandbox.run(retrieve, ['--docs', path, '--queries', queriesFile]);
    expect(report.mrr10).toBe(0);
  });
});
