import { describe, expect, test } from 'vitest';
import { fixture, places } from './fixture.ts';
import {
  checkContentUnknown,
  checkFocusedTests,
  checkMachinePaths,
  checkMarkers,
  companyNames,
} from './text-rules.ts';

const home = ['', 'home', 'someone', 'project'].join('/');

test('markers are found in comments and not in strings', () => {
  const text = `const a = 'TODO';\nconst b = /FIXME/; // ${'TO'}${'DO'} later\n/* ${'FIX'}ME */`;
  expect(places(checkMarkers([fixture('a/a.ts', text)]))).toEqual(['a/a.ts:2', 'a/a.ts:3']);
});

describe('focused tests', () => {
  test.each([
    'test.only("x", f);',
    'describe.only("x", f);',
    'it.concurrent.only.each([])("x", f);',
  ])('%s', (text) => {
    expect(places(checkFocusedTests([fixture('a/a.test.ts', `\n${text}`)]))).toHaveLength(1);
  });
  test('another .only is none', () => {
    expect(checkFocusedTests([fixture('a/a.test.ts', 'options.only; "test.only"')])).toEqual([]);
  });
});

describe('machine paths', () => {
  const found = (text: string) => checkMachinePaths([{ path: 'docs/a.md', text }]).length;
  test.each([
    home,
    `file://${home}`.slice(7),
    `x = "${['', 'tmp', 'x'].join('/')}"`,
    'C:\\Users\\me',
  ])('%s', (text) => {
    expect(found(`\nsee ${text} there`)).toBe(1);
  });
  test.each([
    'https://example.org/home/page',
    'src/work/item',
    '/v1/tickets',
    'node:path',
    '/usr/lib',
  ])('fine: %s', (text) => {
    expect(found(text)).toBe(0);
  });
  test('says the line', () => {
    const findings = checkMachinePaths([{ path: 'docs/a.md', text: `a\nb\n${home}` }]);
    expect(findings).toMatchObject([{ file: 'docs/a.md', line: 3 }]);
  });
});

describe('content unknown', () => {
  test('names come from the fact sheet and its folder', () => {
    const path = 'implementation/content/quillmoor-ltd/world.json';
    expect(companyNames(path, '{"company":"Quillmoor"}')).toEqual(['quillmoor', 'quillmoor-ltd']);
    expect(companyNames(path, '{}')).toEqual(['quillmoor-ltd']);
  });

  test('a name in any case is found in the product, in tests too, and nowhere else', () => {
    const text = 'const a = 1;\nconst url = "https://QuillMoor.example";\n';
    const files = ['implementation/src/api/a.ts', 'implementation/src/a/b.test.ts', 'docs/a.md'];
    const findings = checkContentUnknown(
      files.map((path) => ({ path, text })),
      ['quillmoor'],
    );
    expect(places(findings)).toEqual(['api/a.ts:2', 'a/b.test.ts:2']);
  });
});
