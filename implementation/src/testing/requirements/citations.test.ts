import { describe, expect, test } from 'vitest';
import { parseSource } from '../house-rules/source-file.ts';
import { verifies } from '../verifies.ts';
import { readCitations } from './citations.ts';
import { readRegister } from './register.ts';
import { renderRequirements } from './requirements-page.ts';

const rows = new Set(['v1.queue', 'v1.sla']);

function read(text: string, path = 'implementation/src/a/a.test.ts') {
  return readCitations([parseSource(path, text)], rows);
}

test('a citation is a title that names row and proof', () => {
  const title = verifies;
  expect(title('v1.queue', 'real part', 'retries')).toBe('retries [v1.queue: real part]');
});

describe('citations are read from the tests', () => {
  const cited = [
    `test(verifies('v1.queue', 'real part', 'retries'), () => {});`,
    `it.skipIf(no)(verifies('v1.queue', 'real part', 'retries'), async () => {});`,
    `test.each([1])(verifies('v1.queue', 'real part', 'retries'), () => {});`,
    `describe('all', () => { test(verifies('v1.queue', 'real part', 'retries'), f); });`,
    `describe(verifies('v1.queue', 'real part', 'retries'), () => { test('x', f); });`,
    `drivers.forEach(() => { test(verifies('v1.queue', 'real part', 'retries'), f); });`,
    `test(verifies('v1.queue', 'real part', 'retries'), { timeout: 5 }, f);`,
  ];
  test.each(cited)('%s', (text) => {
    const { citations, findings } = read(`\n${text}`);
    expect(findings).toEqual([]);
    const place = { file: 'implementation/src/a/a.test.ts', line: 2 };
    expect(citations).toEqual([{ row: 'v1.queue', proof: 'real part', what: 'retries', ...place }]);
  });

  test('two rows in one title', () => {
    const { citations, findings } = read(
      `test(verifies('v1.queue', 'real part', verifies('v1.sla', 'protocol', 'both')), f);`,
    );
    expect(findings).toEqual([]);
    expect(citations.map(({ row, proof, what }) => [row, proof, what])).toEqual([
      ['v1.queue', 'real part', 'both'],
      ['v1.sla', 'protocol', 'both'],
    ]);
  });
});

describe('what cannot count is refused', () => {
  const refused: [string, string][] = [
    [`test(verifies('v1.nothing', 'real part', 'x'), f);`, 'no row'],
    [`test(verifies(row, 'real part', 'x'), f);`, 'row as a literal'],
    [`test(verifies('v1.queue', 'mock', 'x'), f);`, 'one of these'],
    [`test(verifies('v1.queue', 'real part'), f);`, 'what is proved'],
    [`test('x', () => { verifies('v1.queue', 'real part', 'x'); });`, 'title of a test'],
    [`verifies('v1.queue', 'real part', 'x');`, 'title of a test'],
    [`const t = verifies('v1.queue', 'real part', 'x'); test(t, f);`, 'title of a test'],
    [`test.skip(verifies('v1.queue', 'real part', 'x'), f);`, '.skip'],
    [`test.todo(verifies('v1.queue', 'real part', 'x'));`, '.todo'],
    [`test.concurrent.fails(verifies('v1.queue', 'real part', 'x'), f);`, '.fails'],
    [`test(verifies('v1.queue', 'real part', 'x'), { skip: true }, f);`, '.skip'],
    [`describe.skip('all', () => { test(verifies('v1.queue', 'real part', 'x'), f); });`, '.skip'],
  ];
  test.each(refused)('%s', (text, reason) => {
    const { citations, findings } = read(text);
    expect(citations).toEqual([]);
    expect(findings).toMatchObject([{ line: 1, message: expect.stringContaining(reason) }]);
  });

  test('outside tests nothing is read', () => {
    const text = `test(verifies('v1.queue', 'real part', 'x'), f);`;
    expect(read(text, 'implementation/src/a/a.ts')).toEqual({ citations: [], findings: [] });
  });
});

test('the page counts each row once, by its strongest proof', () => {
  const register = [
    {
      version: 'v1',
      rows: [
        { id: 'v1.queue', mustWork: 'a | b' },
        { id: 'v1.sla', mustWork: 'c', replacedBy: 'd' },
      ],
    },
  ];
  const at = { row: 'v1.queue', file: 'implementation/src/a.test.ts', line: 1 };
  const page = renderRequirements(register, [
    { ...at, proof: 'static check', what: 'written' },
    { ...at, proof: 'real part', what: 'runs' },
  ]);
  expect(page).toContain('| v1 | 2 | 1 | 0 | 0 | 1 |');
  expect(page).toContain(
    '| v1.queue | a \\| b | real part: [runs](../implementation/src/a.test.ts)<br>static check: ',
  );
  expect(page).toContain('| v1.sla | c<br>replaced by: d | not yet |');
});

test('the register holds every version and no row twice', () => {
  const versions = readRegister().map(({ rows: [first] }) => first?.id.split('.').slice(0, -1));
  expect(versions.map((one) => one?.join('.'))).toEqual(
    'v0.5 v1 v2 v3 v4 v5.1 v5.2 v5.3 v6'.split(' '),
  );
});
