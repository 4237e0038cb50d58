import { expect, test } from 'vitest';
import { findNearDuplicates, type Sample, shinglesOf } from './near-duplicates.ts';

function samples(...texts: string[]): Sample[] {
  return texts.map((text, index) => ({ file: 'a.jsonl', line: index + 1, text }));
}

test('a sentence with one word changed at its end is a near-duplicate, with its place', () => {
  const base = 'the timer on my laptop stopped at noon and nothing was recorded since';
  const problems = findNearDuplicates(samples(base, 'hello', `${base} yesterday`));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ file: 'a.jsonl', line: 3 });
  expect(problems[0]?.message).toContain('a.jsonl:1');
});

test('a shared half is allowed, more is not', () => {
  // 9 words have 5 five-grams; sharing the first 8 words leaves 4 shared of 6.
  const near = samples('a b c d e f g h i', 'a b c d e f g h x');
  // Sharing the first 7 words leaves 3 shared of 7.
  const far = samples('a b c d e f g h i', 'a b c d e f g x y');
  expect(findNearDuplicates(near)).toHaveLength(1);
  expect(findNearDuplicates(far)).toHaveLength(0);
  // Exactly one half is not above it: 2 shared of 4.
  expect(findNearDuplicates(samples('a b c d e f g', 'x a b c d e f'))).toHaveLength(0);
});

test('a shingle is five words', () => {
  expect([...shinglesOf('A b, c d E f')]).toEqual(['a b c d e', 'b c d e f']);
});

test('texts below five words are refused only when they are the same after normalisation', () => {
  const problems = findNearDuplicates(samples('Hi there!', 'hi  there', 'hi, you there'));
  expect(problems.map(({ line }) => line)).toEqual([2]);
  expect(shinglesOf('only four words here').size).toBe(0);
});
