import { expect, test } from 'vitest';
import { checkGenerated } from './generated-files.ts';

const generator = {
  path: 'api/client.gen.ts',
  command: 'npm run generate',
  generate: async () => 'one\ntwo\n',
};

test('a file that is what its generator writes is fine', async () => {
  const findings = await checkGenerated([generator.path], [generator], () => 'one\ntwo\n');
  expect(findings).toEqual([]);
});

test.each([
  ['changed', 'one\nother\n', 2],
  ['cut short', 'one\n', 2],
  ['lengthened', 'one\ntwo\nthree\n', 3],
  ['missing', undefined, 1],
])('a file that was %s is found with its line and the command', async (_, text, line) => {
  const findings = await checkGenerated([], [generator], () => text);
  const message = expect.stringContaining('npm run generate');
  expect(findings).toEqual([{ file: generator.path, line, message }]);
});

test('a generated file that nobody generates is found', async () => {
  const findings = await checkGenerated(['web/a.gen.ts'], [], () => undefined);
  expect(findings).toMatchObject([{ file: 'web/a.gen.ts', line: 1 }]);
});
