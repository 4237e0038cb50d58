import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));
const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Runs the real Biome, compiler and vitest over a project of these files. */
function runTests(
  files: Record<string, string>,
  parameters: string[] = [],
  environment: Record<string, string> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-test-'));
  made.push(folder);
  mkdirSync(join(folder, 'scripts'));
  for (const name of ['test.mjs', 'test']) {
    cpSync(join(projectRoot, 'scripts', name), join(folder, 'scripts', name), { recursive: true });
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  const settings = {
    'package.json': '{ "type": "module" }\n',
    'biome.json': '{ "files": { "includes": ["*.ts"] } }\n',
    'tsconfig.json':
      '{ "compilerOptions": { "noEmit": true, "types": [] }, "include": ["*.ts"] }\n',
  };
  for (const [name, text] of Object.entries({ ...settings, ...files })) {
    writeFileSync(join(folder, name), text);
  }
  const { stdout, status } = spawnSync(
    process.execPath,
    [join(folder, 'scripts/test.mjs'), ...parameters],
    {
      cwd: tmpdir(),
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '', ...environment },
    },
  );
  return { status, lines: stdout.trimEnd().split('\n') };
}

const imports = 'import { describe, expect, test } from "vitest";\n\n';
const good = `${imports}describe("sum", () => {\n\ttest("adds", () => expect(1 + 1).toBe(2));\n});\n`;
const lost = good.replace(
  '=> expect(1 + 1).toBe(2));',
  '=> {\n\t\tvoid Promise.reject(new Error("lost"));\n\t\texpect(1 + 1).toBe(2);\n\t});',
);
const skips = `import { test } from "vitest";

test("without a condition", (context) => context.skip("no Chromium here"));
test.skip("switched off", () => {});
test.todo("to do");
`;

test('adds up the static checks and the tests, and says why some were skipped', () => {
  const { status, lines } = runTests({ 'good.test.ts': good, 'skips.test.ts': skips });
  expect(lines.slice(-4)).toEqual([
    'skipped: skips.test.ts > without a condition: no Chromium here',
    'skipped: skips.test.ts > switched off: its condition is not met',
    'skipped: skips.test.ts > to do: to be written',
    '3 passed, 0 failed, 3 skipped',
  ]);
  expect(status).toBe(0);
});

test.each([
  [
    'a test',
    { 'bad.test.ts': good.replace('toBe(2)', 'toBe(3)') },
    '2 passed, 1 failed, 0 skipped',
  ],
  [
    'loading a file',
    {
      'bad.test.ts': 'throw new Error("broken");\n',
      'worse.test.ts': 'throw new Error("broken");\n',
    },
    '2 passed, 2 failed, 0 skipped',
  ],
  ['the format', { 'good.test.ts': good.replace('1 + 1', '1+1') }, '2 passed, 1 failed, 0 skipped'],
  [
    'the types',
    { 'good.test.ts': good, 'bad.ts': 'export const count: number = "one";\n' },
    '2 passed, 1 failed, 0 skipped',
  ],
  [
    'a promise that nobody awaits',
    {
      'good.test.ts': lost,
    },
    '3 passed, 1 failed, 0 skipped',
  ],
])('fails when %s fails', (_what, files, line) => {
  const { status, lines } = runTests(files);
  expect(lines.at(-1)).toBe(line);
  expect(status).toBe(1);
});

test('a filter that no test matches is a failure', () => {
  const { status, lines } = runTests({ 'good.test.ts': good }, ['nothing-like-it']);
  expect(lines.slice(-2)).toEqual(['failed: no test ran', '2 passed, 1 failed, 0 skipped']);
  expect(status).toBe(1);
});

test('a filter chooses the tests', () => {
  const files = { 'good.test.ts': good, 'other.test.ts': good.replaceAll('adds', 'other') };
  expect(runTests(files, ['other']).lines.at(-1)).toBe('3 passed, 0 failed, 0 skipped');
});

test('a skipped test that proves a requirement fails on CI, and only there', () => {
  const title = 'a [v5.1.s3: protocol] [v1.queue: real part]';
  const cited = `import { test } from "vitest";\n
test("${title}", (c) => c.skip("no queue"));
`;
  const files = { 'good.test.ts': good, 'cited.test.ts': cited };
  const onCi = runTests(files, [], { CI: 'true' });
  expect(onCi.lines.slice(-3)).toEqual([
    `failed: v5.1.s3, v1.queue is proved by a skipped test: cited.test.ts > ${title}: no queue`,
    `skipped: cited.test.ts > ${title}: no queue`,
    '3 passed, 1 failed, 1 skipped',
  ]);
  expect(onCi.status).toBe(1);
  const elsewhere = runTests(files, [], { CI: '' });
  expect(elsewhere.lines.at(-1)).toBe('3 passed, 0 failed, 1 skipped');
  expect(elsewhere.status).toBe(0);
});
