import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, projectRoot } from '../house-rules/source-file.ts';
import { verifies } from '../verifies.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

const constraints = read('docs/production-constraints.md')
  .split('\n')
  .filter((line) => line.startsWith('| **'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const tests = ['implementation', 'scripts', 'stacks', 'functions']
  .flatMap(filesBelow)
  .filter((path) => path.endsWith('.test.ts'));

test(
  verifies('v0.5.docs', 'static check', 'each constraint names what enforces it and what shows it'),
  () => {
    expect(constraints.length).toBeGreaterThan(10);
    for (const [, constraint, enforcedBy = '', shownBy = ''] of constraints) {
      expect(enforcedBy, constraint).not.toBe('');
      const commands = shownBy.match(/`[^`]+`/g) ?? [];
      expect(commands, constraint).not.toEqual([]);
    }
  },
);

test('every command of the page is there to be run', () => {
  const page = read('docs/production-constraints.md');
  const named = [...page.matchAll(/`npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name ?? '');
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  const filters = [...page.matchAll(/`npm test -- ([^`]+)`/g)].flatMap(
    ([, one]) => one?.split(' ') ?? [],
  );
  expect(filters.length).toBeGreaterThan(5);
  for (const filter of filters) {
    expect(
      tests.some((path) => path.includes(filter)),
      `npm test -- ${filter}`,
    ).toBe(true);
  }
});

test(
  verifies(
    'v0.5.docs',
    'static check',
    'the version has a README with its diagram, and a reference',
  ),
  () => {
    const readme = read('implementation/src/versions/v0.5-baseline/README.md');
    for (const stage of ['perceive', 'reason', 'act'])
      expect(readme).toContain(`subgraph ${stage}`);
    const reference = read('docs/api/reference.md');
    const { paths } = JSON.parse(read('docs/api/openapi.gen.json')) as { paths: object };
    for (const path of Object.keys(paths)) expect(reference).toContain(path);
  },
);
