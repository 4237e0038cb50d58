import { expect, test } from 'vitest';
import { chanceOf } from './chance.ts';
import { type Manner, worded } from './wording.ts';

const question = 'Our bookkeeper left. How do I download the invoices of last year?';
const inManner = (manner: Manner, seed = 1) =>
  worded(question, [[manner, 1]], chanceOf('test', seed));

test('the same chance words a question the same way', () => {
  for (const manner of ['typos', 'polite', 'wordy', 'letter'] as const) {
    expect(inManner(manner)).toBe(inManner(manner));
    const others = [2, 3, 4, 5, 6].map((seed) => inManner(manner, seed));
    expect(new Set(others).size).toBeGreaterThan(1);
  }
});

test('typing errors touch a few words, and never their first letters', () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const words = inManner('typos', seed).split(' ');
    const changed = words.filter((word, index) => word !== question.split(' ')[index]);
    expect(changed.length).toBeLessThanOrEqual(2);
    expect(words.map((word) => word[0])).toEqual(question.split(' ').map((word) => word[0]));
  }
});

test('what is put round a question leaves the question whole', () => {
  for (const manner of ['polite', 'annoyed', 'wordy', 'letter'] as const) {
    expect(inManner(manner)).toContain(question);
    expect(inManner(manner).length).toBeGreaterThan(question.length);
  }
});

test('shouting, haste, other order and few words keep what is asked', () => {
  expect(inManner('shouted')).toBe(`${question.slice(0, -1).toUpperCase()}!!!`);
  expect(inManner('hurried')).toContain('how do i download the invoices of last year');
  expect(inManner('reordered')).toBe(
    'How do I download the invoices of last year? Our bookkeeper left.',
  );
  expect(inManner('shorter')).toBe('How do I download the invoices of last year?');
  expect(inManner('lowercase')).not.toMatch(/[A-Z?]/);
});

test('texts without sentences or words are left as they are', () => {
  for (const manner of ['typos', 'reordered', 'shorter'] as const) {
    expect(worded('???', [[manner, 1]], chanceOf('test'))).toBe('???');
  }
});

test('a manner of probability 0 is never taken', () => {
  expect(worded(question, [['shouted', 0]], chanceOf('test'))).toBe(question);
});
