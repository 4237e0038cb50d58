import { describe, expect, test } from 'vitest';
import { checkFilesFound, checkStacks } from './shipping-rules.ts';
import { parseSource } from './source-file.ts';

const src = 'implementation/src';
const lines = (findings: readonly { message: string }[]) =>
  findings.map(({ message }) => message).join('\n');

describe('files are found where they ship', () => {
  const judge = (path: string, text: string) => lines(checkFilesFound([parseSource(path, text)]));
  const byPlace = `const folder = new URL('./prompts/', import.meta.url);\n`;

  test.each([
    [`${src}/agents/answer/a.ts`, byPlace],
    [`${src}/agents/answer/b.ts`, 'const { url } = import.meta;\n'],
    [`${src}/cli/a.ts`, 'const folder = import.meta.dirname;\n'],
  ])('not by %s itself', (path, text) => {
    expect(judge(path, text)).toContain('shipped-folders.ts');
  });

  test.each([
    [`${src}/foundation/shipped-folders.ts`, byPlace],
    [`${src}/agents/answer/a.test.ts`, byPlace],
    [`${src}/testing/a.ts`, byPlace],
    ['scripts/a.ts', byPlace],
    [`${src}/web/a.js`, byPlace],
    [`${src}/agents/a.ts`, `const text = 'import.meta.url';\n`],
  ])('%s may', (path, text) => {
    expect(judge(path, text)).toBe('');
  });
});

describe('stacks', () => {
  const judge = (path: string, specifier: string) =>
    lines(checkStacks([parseSource(path, `import { a } from '${specifier}';\n`)]));
  const stack = 'stacks/v1-mvp/a.ts';

  test.each([
    [stack, '../constructs/b.ts'],
    [stack, '#src/versions/v1-mvp/manifest.ts'],
    [stack, 'cdktf'],
    [stack, 'constructs'],
    [stack, 'node:path'],
    [stack, '@cdktf/provider-docker/lib/image/index.js'],
    ['stacks/v1-mvp/a.test.ts', '#src/testing/verifies.ts'],
    [`${src}/versions/v1-mvp/compose.ts`, './settings.ts'],
  ])('%s may import %s', (path, specifier) => {
    expect(judge(path, specifier)).toBe('');
  });

  test.each([
    [stack, '#src/versions/v1-mvp/compose.ts', 'manifest.ts alone'],
    [stack, '../../scripts/build.ts', 'manifest.ts alone'],
    [stack, 'esbuild', 'not for stacks'],
    [stack, '@cdktf/provider-docker', 'one resource'],
    [stack, '@cdktf/provider-docker/lib/index.js', 'one resource'],
    [`${src}/versions/v1-mvp/manifest.ts`, './settings.ts', 'data'],
    [`${src}/hosts/node/a.ts`, 'cdktf', 'for stacks/ alone'],
    ['scripts/a.ts', 'constructs', 'for stacks/ alone'],
  ])('%s may not import %s', (path, specifier, reason) => {
    expect(judge(path, specifier)).toContain(reason);
  });
});
