import { afterAll, describe, expect, it } from 'vitest';
import { classify } from './classify.ts';
import { CommandSandbox } from './command-sandbox.ts';

const sandbox = new CommandSandbox();
afterAll(() => sandbox.remove());

const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;
const csv = (rows: readonly (readonly [string, string])[]) =>
  `text,label\n${rows.map((row) => `${row.map(quote).join(',')}\n`).join('')}`;

const openings = ['hello', 'please', 'hi there', 'urgent', 'good morning', 'hm', 'dear team'];
const train = openings.flatMap((opening): [string, string][] => [
  [`${opening}, where is my parcel`, 'delivery'],
  [`${opening}, the courier is late`, 'delivery'],
  [`${opening}, refund my order`, 'refund, "full"'],
  [`${opening}, pay me back`, 'refund, "full"'],
]);
const test: [string, string][] = [
  ['the parcel is late', 'delivery'],
  ['pay back my order please', 'refund, "full"'],
  ['refund', 'delivery'],
  ['', 'never seen'],
];
const trainFile = sandbox.write('train.csv', csv(train));
const testFile = sandbox.write('test.csv', csv(test));
const scopeFile = sandbox.write(
  'scope.csv',
  'text\npurple giraffes\njazz, rye bread\n'.replace(', ', ' '),
);
const files = ['--train', trainFile, '--test', testFile];

describe('supportmax classify', () => {
  it('reports the figures of the contract', async () => {
    const { exitCode, report, progress } = await sandbox.run(classify, files);
    expect(exitCode).toBe(0);
    expect(report).toEqual({
      accuracy: 0.5,
      macroF1: expect.closeTo((2 / 3 + 1 / 2 + 0) / 3, 1),
      expectedCalibrationError: expect.any(Number),
      outOfScopeAuroc: null,
      outOfScopeRecallAt5PercentRejection: null,
      trainMs: expect.any(Number),
      predictMicros: { p50: expect.any(Number), p95: expect.any(Number) },
    });
    expect(progress).toContain('training on 28 rows');
  });

  it('adds the out-of-scope figures and writes a line per row', async () => {
    const argv = [...files, '--out-of-scope', scopeFile, '--predictions', sandbox.path('out')];
    const { report } = await sandbox.run(classify, argv);
    // Both strangers score below the three rows that are like training, not below the empty one.
    expect(report).toMatchObject({ outOfScopeRecallAt5PercentRejection: 0 });
    expect(report.outOfScopeAuroc).toBeGreaterThan(0.7);
    const lines = sandbox.readLines('out');
    expect(lines.map(({ index, file }) => [index, file])).toEqual([
      ...test.map((_, index) => [index, testFile]),
      [0, scopeFile],
      [1, scopeFile],
    ]);
    for (const { confidence, inScopeScore } of lines) {
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(inScopeScore).toBeLessThanOrEqual(1);
    }
    expect(lines[1]?.label).toBe('refund, "full"');
  });

  it('says of one text what it is about, by which words, and what else it is about', async () => {
    const text = 'the courier is late, and pay me back my order';
    const argv = ['--train', trainFile, '--text', text];
    const { exitCode, report } = await sandbox.run(classify, argv);
    expect(exitCode).toBe(0);
    expect(report).toMatchObject({
      confidence: expect.any(Number),
      inScopeScore: expect.any(Number),
      parts: [
        { text: 'the courier is late,', label: 'delivery' },
        { text: 'and pay me back my order', label: 'refund, "full"' },
      ],
    });
    expect(report.ranking).toHaveLength(2);
    const single = await sandbox.run(classify, ['--train', trainFile, '--text', 'my parcel']);
    expect(single.report).toMatchObject({ label: 'delivery', words: [{ word: 'parcel' }, {}] });
    expect(single.report.parts).toHaveLength(1);
    await expect(sandbox.run(classify, [...files, '--text', text])).rejects.toThrow('in the place');
  });

  it('scores each row alone: leaving out or reordering rows changes no other', async () => {
    const byText = async (rows: typeof test) => {
      const path = sandbox.write('some.csv', csv(rows));
      const argv = ['--train', trainFile, '--test', path, '--predictions', sandbox.path('some')];
      await sandbox.run(classify, argv);
      const lines = sandbox.readLines('some');
      return new Map(rows.map(([text], at) => [text, { ...lines[at], index: 0 }]));
    };
    const all = await byText(test);
    const some = await byText([...test].reverse().slice(0, 3));
    for (const [text, line] of some) expect(line).toEqual(all.get(text));
  });

  it.each([
    ['no such file', 'none.csv', undefined, 'not_found', 'no such file'],
    ['an empty file', 'a.csv', '', 'invalid_argument', 'expected the header text,label'],
    ['a header alone', 'a.csv', 'text,label\n', 'invalid_argument', 'no rows after the header'],
    [
      'a wrong column',
      'a.csv',
      'text,intent\na,b\n',
      'invalid_argument',
      'line 1: no column "label" in the header (found: text, intent); the first line must name the columns text,label',
    ],
    ['an empty label', 'a.csv', 'text,label\na,b\nc,\n', 'invalid_argument', 'line 3: empty label'],
    ['an open quote', 'a.csv', 'text,label\n"a,b\n', 'invalid_argument', 'line 2: a quote opened'],
    [
      'invalid UTF-8',
      'a.csv',
      Uint8Array.of(97, 10, 255),
      'invalid_argument',
      'line 2 is not valid',
    ],
  ])('refuses %s', async (_, name, content, code, message) => {
    const path = content === undefined ? sandbox.path(name) : sandbox.write(name, content);
    for (const argv of [
      ['--train', path, '--test', testFile],
      ['--train', trainFile, '--test', path],
    ]) {
      await expect(sandbox.run(classify, argv)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(message),
      });
    }
  });

  it('refuses a hundred thousand labels that occur once, in words', async () => {
    const rows = Array.from({ length: 100_000 }, (_, at): [string, string] => [`t${at}`, `l${at}`]);
    const path = sandbox.write('many.csv', csv(rows));
    await expect(
      sandbox.run(classify, ['--train', path, '--test', testFile]),
    ).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringContaining('many.csv: 100000'),
    });
  });

  it('refuses a place for predictions before it trains', async () => {
    const place = sandbox.path('nowhere/out');
    await expect(sandbox.run(classify, [...files, '--predictions', place])).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it.each([
    [[], '--train is missing'],
    [['--train', 'a'], '--test is missing'],
    [[...files, '--train', 'b'], '--train is given 2 times'],
    [[...files, '--trian', 'b'], '--trian'],
    [[...files, 'b'], 'unexpected argument "b"'],
    [['--train', '', '--test', 'b'], '--train is empty'],
  ])('does not understand %j', async (argv, message) => {
    await expect(sandbox.run(classify, argv)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(message),
    });
  });
});
