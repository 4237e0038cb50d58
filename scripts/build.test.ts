import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from './build/project-root.ts';

test.each([
  ['', /^say which version: v0\.5$/],
  ['v9 --cloud aws', /^there is no version v9 that can be built; there is: v0\.5$/],
  ['v1 --cloud aws', /^v1 keeps data .*; it can be: v0\.5$/],
  ['v0.5 v1 --cloud aws', /^one version at a time, not also v1$/],
  ['v0.5 --cloud ibm', /^there is no cloud ibm; there are: aws, azure, gcp$/],
  ['v0.5 --cluod aws', /^there is no option --cluod; there are --container, --cloud$/],
  ['v0.5', /^say either --container or --cloud, and which$/],
])('build %s: what is wrong, what there is, and the usage', (args, expected) => {
  const program = join(projectRoot, 'scripts/build.ts');
  const { status, stderr } = spawnSync(
    process.execPath,
    [program, ...args.split(' ').filter(Boolean)],
    {
      encoding: 'utf8',
    },
  );
  const [first = '', , second = ''] = stderr.split('\n');
  expect([status, second.startsWith('usage: npm run build -- ')]).toEqual([2, true]);
  expect(first).toMatch(expected);
});
