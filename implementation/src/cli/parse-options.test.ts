import { expect, it } from 'vitest';
import { parseArguments, parseOptions } from './parse-options.ts';

const options = { data: { type: 'string' }, json: { type: 'boolean', short: 'j' } } as const;

it.each([
  [['--dta', 'x'], 'there is no option --dta; there are --data, --json'],
  [['-x'], 'there is no option -x; there are --data, --json'],
  [['--data'], '--data wants a value'],
  [['--data', '--json'], '--data wants a value; one that begins with "-" is written --data=-…'],
  [['--json=yes'], '--json takes no value'],
  [['-j', 'more'], 'unexpected argument "more"'],
])('what is wrong with %j is said in plain words', (args, message) => {
  const parse = () => parseArguments({ args, options });
  expect(parse).toThrow(expect.objectContaining({ name: 'UsageError', message }));
});

it('what is right is read', () => {
  const { values, positionals } = parseArguments({
    args: ['a', '--data=-x'],
    options,
    allowPositionals: true,
  });
  expect([{ ...values }, positionals]).toEqual([{ data: '-x' }, ['a']]);
  expect(parseOptions(['--train', 'a', '--json'], ['train', 'test'], ['json'], ['train'])).toEqual({
    train: 'a',
    json: true,
  });
});
