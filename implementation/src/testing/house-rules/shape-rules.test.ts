import { describe, expect, test } from 'vitest';
import { expectNone } from './finding.ts';
import { fixture, places } from './fixture.ts';
import { checkExports, checkFileSizes, checkFunctionLengths, checkNames } from './shape-rules.ts';

const repeat = (line: string, count: number) => `${line}\n`.repeat(count);

test('a file of 401 lines is too long, one of 400 is not', () => {
  expect(checkFileSizes([fixture('a/a.ts', repeat('f();', 400))])).toEqual([]);
  expect(places(checkFileSizes([fixture('a/a.ts', repeat('f();', 401))]))).toEqual(['a/a.ts:401']);
});

describe('functions', () => {
  const body = (lines: number) => `{\n${repeat('f();', lines - 2)}}`;
  const forms: [string, (lines: number) => string][] = [
    ['declaration', (lines) => `function a() ${body(lines)}`],
    ['arrow', (lines) => `const a = () => ${body(lines)};`],
    ['method', (lines) => `class A { a() ${body(lines)} }`],
    ['expression', (lines) => `f(function () ${body(lines)});`],
    ['accessor', (lines) => `const a = { get b() ${body(lines)} };`],
  ];
  test.each(forms)('%s of 71 lines is too long, of 70 is not', (_, write) => {
    expect(checkFunctionLengths([fixture('a/a.ts', write(70))])).toEqual([]);
    expect(places(checkFunctionLengths([fixture('a/a.ts', `\n${write(71)}`)]))).toEqual([
      'a/a.ts:2',
    ]);
  });

  test('one that groups tests may be long in a test file, a test itself may not', () => {
    const calls = repeat('f();', 70);
    const grouping = `function all() {\n${calls}it('x', () => {});\n}`;
    const described = `describe.skipIf(x)('x', () => {\n${calls}test.each([1])('x', f);\n});`;
    for (const text of [grouping, described]) {
      expect(checkFunctionLengths([fixture('a/a.test.ts', text)])).toEqual([]);
      expect(checkFunctionLengths([fixture('a/a.ts', text)])).toHaveLength(1);
    }
    const test = `describe('x', () => {\n  test('y', () => {\n${calls}});\n});`;
    expect(places(checkFunctionLengths([fixture('a/a.test.ts', test)]))).toEqual(['a/a.test.ts:2']);
  });
});

test('names are kebab-case, folders too', () => {
  const wrong = ['a/camelCase.ts', 'a/snake_case.ts', 'a/Upper.ts', 'Folder/a.ts', 'a/-a.ts'];
  const right = ['versions/v0.5-baseline/a.ts', 'a/event-log.test.ts', 'a/client.gen.ts'];
  expect(places(checkNames(wrong.map((path) => fixture(path, ''))))).toEqual(
    wrong.map((path) => `${path}:1`),
  );
  expect(checkNames(right.map((path) => fixture(path, '')))).toEqual([]);
});

describe('exports', () => {
  const found = (text: string) => places(checkExports([fixture('a/a.ts', text)]));
  const wrong = [
    'export default 1;',
    'const a = 1;\nexport { a as default };',
    'const a = 1;\nexport * from "./b.ts";',
    'import "./c.ts";\nexport { b } from "./b.ts";',
    'export type { B } from "./b.ts";\nexport { c } from "./c.ts";',
  ];
  test.each(wrong)('%s', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  test('a named export is fine, and so is passing one name on beside own ones', () => {
    expect(found('export const a = 1;\nexport type { B } from "./b.ts";')).toEqual([]);
    expect(found('import { a } from "./b.ts";\nexport const c = a;')).toEqual([]);
  });
});

test('a failure says file, line, rule, what to do and why', () => {
  const findings = checkNames([fixture('a/camelCase.ts', '')]);
  expect(() => expectNone('names', 'files are found by name', findings)).toThrow(
    'implementation/src/a/camelCase.ts:1 [names] rename it to kebab-case\n' +
      'names: files are found by name',
  );
  expect(() => expectNone('names', 'files are found by name', [])).not.toThrow();
});
