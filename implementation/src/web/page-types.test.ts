import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('the page’s scripts hold to their types', () => {
  const compiler = fileURLToPath(new URL('../../../node_modules/.bin/tsc', import.meta.url));
  const project = fileURLToPath(new URL('.', import.meta.url));
  const { stdout } = spawnSync(compiler, ['-p', project], { encoding: 'utf8' });
  expect(stdout).toBe('');
});
