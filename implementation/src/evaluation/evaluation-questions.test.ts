import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEvaluationQuestions } from './evaluation-questions.ts';
import { halfOf, inHalf } from './halves.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'questions-'));
  mkdirSync(join(folder, 'evaluation'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, ...rows: readonly (object | string)[]) =>
  writeFileSync(
    join(folder, 'evaluation', file),
    rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'),
  );
const read = () => readEvaluationQuestions(folder);
const row = (id: string, more: object = {}) => ({ id, question: 'How?', topic: 'kb-a', ...more });

describe('the evaluation questions', () => {
  test('are the rows of every .jsonl file, in the order of the files', async () => {
    write('questions.jsonl', row('a1'), '', row('a2', { topic: null, about: 'kb-old' }));
    write('more.jsonl', row('b1'));
    write('README.md', 'not rows');
    write('gate-v1.json', '{}');
    expect((await read()).map(({ id }) => id)).toEqual(['b1', 'a1', 'a2']);
  });

  test('say what was written before, what is hard about them, and in which language', async () => {
    const more = { earlier: ['Hello', 'I have a plan'], traits: ['typos'], language: 'de' };
    write('questions.jsonl', row('a1', more), row('a2'));
    const [first, second] = await read();
    expect(first).toMatchObject({
      ...{ text: 'How?', articleId: 'kb-a' },
      ...{ ...more, traits: ['typos', 'multi-turn'] },
    });
    expect(second).toMatchObject({ earlier: [], traits: [], language: 'en' });
  });

  test.each([
    ['no JSON', '{"id"', 'not valid JSON'],
    ['no id', { question: 'x', topic: null }, '"id"'],
    ['an empty question', row('a', { question: ' ' }), '"question": must say something'],
    ['no topic', { id: 'a', question: 'x' }, '"topic"'],
    ['earlier without a message', row('a', { earlier: [] }), '"earlier"'],
    ['an earlier message that is none', row('a', { earlier: ['x', 7] }), '"earlier.1"'],
    ['traits that are one word', row('a', { traits: 'typos' }), '"traits"'],
    ['a language that is none', row('a', { language: 'German' }), '"language"'],
    ['a field that is misspelt', row('a', { trait: ['typos'] }), 'trait'],
    ['no object', '7', 'expected object'],
  ])('a row with %s is named by file and line', async (_, broken, message) => {
    write('questions.jsonl', row('a1'));
    write('second.jsonl', row('b1'), '', broken);
    await expect(read()).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringMatching(/^evaluation\/second\.jsonl: line 3: /),
    });
    await expect(read()).rejects.toThrow(message);
  });

  test('have an id of their own across the files', async () => {
    write('a.jsonl', row('q1'));
    write('b.jsonl', row('q2'), row('q1'));
    const message =
      'evaluation/b.jsonl: line 2: the id q1 is also that of evaluation/a.jsonl: line 1';
    await expect(read()).rejects.toMatchObject({ code: 'invalid_argument', message });
  });

  test('are missed where there are none', async () => {
    await expect(read()).rejects.toMatchObject({ code: 'not_found' });
    rmSync(join(folder, 'evaluation'), { recursive: true });
    await expect(read()).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('each question is in one half for good, about as many in each', () => {
  const texts = Array.from({ length: 1_000 }, (_, at) => `What about number ${at}?`);
  const calibration = texts.filter((text) => halfOf(text) === 'calibration');
  expect(Math.abs(calibration.length - 500)).toBeLessThan(60);
  // Their SHA-256 begins with 0e, 91, 5d and e5.
  expect(['How?', 'Where?', 'Why?', 'When?'].map(halfOf)).toEqual([
    'calibration',
    'test',
    'test',
    'calibration',
  ]);
});

test('where others calibrate, the questions of the evaluation are all for the test', async () => {
  const texts = ['How?', 'Where?', 'Why?', 'When?'];
  const rows = texts.map((question, at) => row(`a${at}`, { question }));
  write('questions.jsonl', ...rows);
  expect((await read()).map(({ half }) => half)).toEqual(texts.map(halfOf));
  mkdirSync(join(folder, 'calibration'));
  writeFileSync(join(folder, 'calibration/questions.jsonl'), JSON.stringify(row('c1')));
  const questions = await read();
  expect(inHalf(questions, 'calibration').map(({ id }) => id)).toEqual(['c1']);
  expect(inHalf(questions, 'test').map(({ id }) => id)).toEqual(['a0', 'a1', 'a2', 'a3']);
  expect(inHalf(questions, 'all')).toEqual(questions);
});
