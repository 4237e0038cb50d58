import { expect, test } from 'vitest';
import { parts, readOptions } from './options.ts';
import { planBench } from './plan.ts';

test('without options all of it, by an environment variable where no flag names the data', () => {
  const options = readOptions([], { SUPPORTMAX_BENCH_DATA: 'there' });
  expect(options).toMatchObject({ data: 'there', documents: 100_000, timeLimitMs: 900_000 });
  expect([...options.parts]).toEqual([...parts]);
  expect(readOptions(['--data', 'here'], { SUPPORTMAX_BENCH_DATA: 'there' }).data).toBe('here');
  expect(readOptions([], { SUPPORTMAX_BENCH_DATA: '' }).data).toBeUndefined();
});

test('--quick leaves out the slow parts unless they are asked for', () => {
  expect([...readOptions(['--quick'], {}).parts]).toEqual(['retrieval', 'intents', 'desk']);
  expect([...readOptions(['--quick', '--only', 'large'], {}).parts]).toEqual(['large']);
});

test.each([
  [['--only', 'intents,all'], 'there is no part "all"'],
  [['--peers', 'some'], '--peers is install, installed or none'],
  [['--documents', '0'], '--documents is a whole number above 0'],
  [['--time-limit', '1e-3'], '--time-limit is a whole number above 0'],
  [['--data', ''], '--data is empty'],
  [['--fast'], 'fast'],
])('%j is refused', (argv, message) => {
  expect(() => readOptions(argv, {})).toThrow(message);
});

test('what is not measured is said, with the reason', () => {
  const argv = ['--only', 'retrieval,intents,held-out'];
  const plan = planBench(readOptions(argv, {}), 'lunr is not installed');
  expect(plan.sections).toEqual([]);
  expect(plan.skipped).toEqual([
    'all peers: lunr is not installed',
    'retrieval: name the data by --data DIR',
    'BANKING77: name the data by --data DIR',
    'CLINC150: name the data by --data DIR',
    'HWU64: name the data by --data DIR',
    'held-out intents: name the data by --data DIR',
  ]);
  const elsewhere = readOptions([...argv, '--data', 'nowhere'], {});
  expect(planBench(elsewhere, null).skipped[0]).toBe('retrieval: it is not in nowhere');
});
