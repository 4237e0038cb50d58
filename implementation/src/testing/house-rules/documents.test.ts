import { describe, expect, test } from 'vitest';
import { checkDocuments, checkFolderTable } from './documents.ts';

const paths = new Set(['docs/a.md', 'docs/decisions/0001-b.md', 'implementation/src/api/app.ts']);
const check = (text: string) => {
  const other = { path: 'docs/decisions/0001-b.md', text: '# 0001: A driver, by hand\n' };
  return checkDocuments([{ path: 'docs/a.md', text }, other], paths);
};

describe('documents', () => {
  test.each([
    '[b](decisions/0001-b.md)',
    '[all](decisions/)',
    '[b](decisions/0001-b.md#0001-a-driver-by-hand)',
    '# Here\n[here](#here)',
    '[web](https://example.org/x)',
    '`api/app.ts` and `implementation/src/api/app.ts`',
    '`ports/<port>/driver.ts`, `x.test.ts`, `GET/POST`',
  ])('fine: %s', (text) => {
    expect(check(text)).toEqual([]);
  });

  test.each([
    '[b](decisions/0002-b.md)',
    '[b](../a.md)',
    '[b](decisions/0001-b.md#elsewhere)',
    '[here](#there)',
    '`api/gone.ts`',
  ])('%s', (text) => {
    expect(check(`\n${text}`)).toMatchObject([{ file: 'docs/a.md', line: 2 }]);
  });
});

test('the table of folders is complete and invents none', () => {
  const text = '| layer | folder |\n| L0 | `domain/`   | x |\n| L9 | `gone/` | x |\n';
  const findings = checkFolderTable({ path: 'README.md', text }, ['domain', 'api']);
  expect(findings).toMatchObject([
    { line: 1, message: expect.stringContaining('api/') },
    { line: 3, message: expect.stringContaining('gone/') },
  ]);
});
