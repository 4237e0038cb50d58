import { describe, expect, test } from 'vitest';
import { fixture, places } from './fixture.ts';
import { checkCycles, checkLayers, checkSteps } from './import-rules.ts';
import { importsOf } from './imports.ts';

/** The message about one file that imports one thing; '' when it may. */
function judge(from: string, specifier: string): string {
  const findings = checkLayers([fixture(from, `import { x } from '${specifier}';\n`)]);
  return findings.map(({ message }) => message).join('\n');
}

describe('imports are found in every form', () => {
  const forms = [
    `import { a } from './b.ts';`,
    `import type { A } from './b.ts';`,
    `import './b.ts';`,
    `export { a } from './b.ts';`,
    `export type { A } from './b.ts';`,
    `export * from './b.ts';`,
    `export * as all from './b.ts';`,
    `const a = await import('./b.ts');`,
    'const a = await import(`./b.ts`);',
    `type A = import('./b.ts').A;`,
    `const a = require('./b.ts');`,
    `const worker = new URL('./b.ts', import.meta.url);`,
  ];
  test.each(forms)('%s', (text) => {
    const found = importsOf(fixture('domain/a.ts', `// one\n${text}\n`));
    expect(found).toMatchObject([{ path: 'implementation/src/domain/b.ts', line: 2 }]);
  });

  test('and not in text, comments or templates', () => {
    const text = `// import './b.ts';\nconst a = "import './b.ts'"; const b = \`import './b.ts'\`;`;
    expect(importsOf(fixture('domain/a.ts', text))).toEqual([]);
  });

  test('with what they are', () => {
    const text = `import type { A } from 'pg';\nimport { type B } from '@scope/name/deep.js';
import { type C, d } from 'node:fs/promises';\n`;
    expect(importsOf(fixture('domain/a.ts', text))).toMatchObject([
      { package: 'pg', typeOnly: true },
      { package: '@scope/name', typeOnly: true },
      { package: 'node:fs', typeOnly: false },
    ]);
  });
});

describe('layers', () => {
  const refused: [string, string, string][] = [
    ['domain/a.ts', '#src/foundation/time.ts', 'same layer'],
    ['domain/a.ts', '#src/algorithms/hash-ids.ts', 'same layer'],
    ['algorithms/a.ts', '#src/domain/ticket/ticket.ts', 'same layer'],
    ['foundation/a.ts', '#src/ports/blob-store/driver.ts', 'a layer above'],
    ['ports/event-log/a.ts', '#src/projections/projector.ts', 'a layer above'],
    ['knowledge/a.ts', '#src/agents/agents.ts', 'same layer'],
    ['projections/a.ts', '#src/knowledge/a.ts', 'same layer'],
    ['effects/a.ts', '#src/agents/agents.ts', 'same layer'],
    ['agents/a.ts', '#src/journey/notes.ts', 'a layer above'],
    ['api/a.ts', '#src/functions/a.ts', 'same layer'],
    ['journey/a.ts', '#src/api/app.ts', 'a layer above'],
    ['hosts/a.ts', '#src/versions/v1-mvp/compose.ts', 'a layer above'],
    ['versions/v1-mvp/a.ts', '#src/cli/main.ts', 'a layer above'],
    ['versions/v1-mvp/a.ts', '#src/versions/v2-cognitive/a.ts', 'another version'],
    ['versions/v1-mvp/a.ts', '#src/evaluation/a.ts', 'must not reach it'],
    ['api/a.ts', '#src/evaluation/a.ts', 'must not reach it'],
    ['evaluation/a.ts', '#src/cli/main.ts', 'stands above'],
    ['web/a.ts', '#src/domain/ticket/ticket.ts', 'generated client'],
    ['web/a.ts', '#src/api/schemas.ts', 'generated client'],
    ['hosts/a.ts', '#src/web/a.ts', 'web side'],
    ['journey/a.ts', '#src/testing/postgres-server.ts', 'test code'],
    ['journey/a.ts', '#src/ports/event-log/conformance.ts', 'test code'],
    ['cli/a.ts', '../../content/check/company.ts', 'leads out'],
    ['other/a.ts', '#src/domain/ticket/ticket.ts', 'a layer in house-rules'],
    ['domain/a.ts', '#src/other/a.ts', 'a layer in house-rules'],
    ['journey/a.ts', '../agents/agents.ts', 'write #src/agents/agents.ts'],
    ['domain/a.ts', './b', 'lacks its ending'],
  ];
  test.each(refused)('%s → %s is refused', (from, to, reason) => {
    expect(judge(from, to)).toContain(reason.replace('same layer', 'on the same layer'));
  });

  const allowed: [string, string][] = [
    ['domain/ticket/a.ts', '../time/business-hours.ts'],
    ['agents/a.ts', '#src/knowledge/retrieve/retriever.ts'],
    ['journey/a.ts', '#src/agents/agents.ts'],
    ['hosts/laptop/a.ts', '#src/platforms/postgres/migrate.ts'],
    ['versions/v1-mvp/compose.ts', '#src/ports/event-log/drivers/postgres.ts'],
    ['versions/v1-mvp/compose.ts', '#src/versions/kits/desk.ts'],
    ['evaluation/a.ts', '#src/versions/v1-mvp/compose.ts'],
    ['cli/commands/eval.ts', '#src/evaluation/a.ts'],
    ['web/a.ts', '#src/api/client.gen.ts'],
    ['journey/a.test.ts', '#src/testing/postgres-server.ts'],
    ['domain/a.test.ts', '#src/versions/v1-mvp/compose.ts'],
  ];
  test.each(allowed)('%s → %s is fine', (from, to) => {
    expect(judge(from, to)).toBe('');
  });
});

describe('drivers and platforms', () => {
  const driver = 'ports/event-log/drivers/postgres-migrations.ts';
  const refused: [string, string, string][] = [
    [driver, '#src/ports/blob-store/driver.ts', 'another port'],
    [driver, '#src/platforms/aws/client.ts', 'named after'],
    [driver, '#src/platforms/local/errors.ts', 'named after'],
    ['ports/blob-store/drivers/in-memory.ts', '#src/platforms/local/errors.ts', 'named after'],
    ['ports/event-log/event-log.ts', '#src/platforms/postgres/migrate.ts', 'is a platform'],
    ['ports/event-log/event-log.ts', '#src/ports/blob-store/drivers/files.ts', 'is a driver'],
    ['api/a.ts', '#src/platforms/prometheus/metrics.ts', 'is a platform'],
    ['journey/a.ts', '#src/ports/event-log/drivers/in-memory.ts', 'is a driver'],
    ['cli/a.ts', '#src/platforms/postgres/migrate.ts', 'is a platform'],
  ];
  test.each(refused)('%s → %s is refused', (from, to, reason) => {
    expect(judge(from, to)).toContain(reason);
  });

  const allowed: [string, string][] = [
    [driver, '#src/platforms/postgres/migrate.ts'],
    [driver, '../driver.ts'],
    [driver, '#src/algorithms/hash-ids.ts'],
    ['ports/blob-store/drivers/files.ts', '#src/platforms/local/errors.ts'],
    ['ports/event-log/drivers/aws-dynamodb.ts', '#src/platforms/aws/client.ts'],
    ['ports/event-log/event-log.ts', '#src/ports/blob-store/blob-store.ts'],
    ['cli/a.ts', '#src/platforms/local/data-directory.ts'],
  ];
  test.each(allowed)('%s → %s is fine', (from, to) => {
    expect(judge(from, to)).toBe('');
  });
});

describe('packages', () => {
  const refused: [string, string, string][] = [
    ['algorithms/a.ts', 'pg', 'pure'],
    ['algorithms/a.ts', 'node:fs', 'pure'],
    ['domain/a.ts', 'node:crypto', 'pure'],
    ['journey/a.ts', 'zod', 'is not for journey/'],
    ['journey/a.ts', 'hono', 'is not for journey/'],
    ['api/a.ts', '@hono/node-server', 'is not for api/'],
    ['hosts/a.ts', 'pg', 'is not for hosts/'],
    ['versions/v1-mvp/a.ts', '@electric-sql/pglite', 'is not for versions/'],
    ['foundation/metrics.ts', 'prom-client', 'is not for foundation/'],
    ['journey/a.ts', 'left-pad', 'has no home yet'],
    ['journey/a.ts', 'vitest', 'has no home yet'],
  ];
  test.each(refused)('%s → %s is refused', (from, to, reason) => {
    expect(judge(from, to)).toContain(reason);
  });

  const allowed: [string, string][] = [
    ['domain/ticket/a.ts', 'zod'],
    ['api/a.ts', 'hono'],
    ['platforms/postgres/a.ts', 'pg'],
    ['foundation/identity.ts', 'node:crypto'],
    ['journey/a.test.ts', 'vitest'],
  ];
  test.each(allowed)('%s → %s is fine', (from, to) => {
    expect(judge(from, to)).toBe('');
  });
});

test('a computed import is refused in the product and fine in a test', () => {
  const text = 'const name = "a";\nawait import("./" + name);\n';
  expect(places(checkLayers([fixture('hosts/a.ts', text)]))).toEqual(['hosts/a.ts:2']);
  expect(checkLayers([fixture('hosts/a.test.ts', text)])).toEqual([]);
});

test('the script of a child process is named by its place', () => {
  const url = `new URL('../testing/child.ts', import.meta.url);`;
  expect(checkLayers([fixture('ports/a.test.ts', url)])).toEqual([]);
  expect(checkLayers([fixture('ports/a.ts', url)])).toMatchObject([
    { message: expect.stringContaining('test code') },
  ]);
});

test('a circle over three files is found once, a type import closes it too', () => {
  const files = [
    fixture('domain/a.ts', `import { b } from './b.ts';`),
    fixture('domain/b.ts', `\nimport { c } from './c.ts';`),
    fixture('domain/c.ts', `\n\nimport type { A } from './a.ts';`),
  ];
  expect(places(checkCycles(files))).toEqual(['domain/c.ts:3']);
  expect(checkCycles(files.slice(0, 2))).toEqual([]);
});

test('a diamond is no circle', () => {
  const files = [
    fixture('domain/a.ts', `import './b.ts';\nimport './c.ts';`),
    fixture('domain/b.ts', `import './d.ts';`),
    fixture('domain/c.ts', `import './d.ts';`),
    fixture('domain/d.ts', ''),
  ];
  expect(checkCycles(files)).toEqual([]);
});

test('a step that imports a step is found, one that imports the notes is not', () => {
  const files = [
    fixture('journey/steps/post.ts', `import { n } from '../notes.ts';\nimport './draft.ts';`),
    fixture('journey/ticket-journey.ts', `import './steps/draft.ts';`),
  ];
  expect(places(checkSteps(files))).toEqual(['journey/steps/post.ts:2']);
});
