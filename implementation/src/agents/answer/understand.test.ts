import { expect, test } from 'vitest';
import { afterBefore, byItself, followUp, needsBefore } from './understand.ts';

const previous = { text: 'How many projects can I have on Studio?', articleIds: ['a'] };
const question = { text: 'And on the free plan?', previous };

test('a question is read by itself, after the one before, or as about that alone', () => {
  expect(byItself(question)).toEqual({ text: question.text, before: new Set() });
  const text = `${question.text}\n${previous.text}`;
  expect(afterBefore(question)).toEqual({ text, before: new Set() });
  expect(followUp(question)).toEqual({ text, before: new Set(['a']) });
});

test.each([
  ['why?', true],
  ['And on the free plan?', true],
  ['what about Agency', true],
  ['is it included there?', true],
  ['can my bookkeeper export this ledger', false],
  ['And how do I add a second owner to another workspace?', false],
  ['How do I export all invoices of the last year as PDF files?', false],
])('%s: needs the one before: %s', (text, expected) => {
  expect(needsBefore(text)).toBe(expected);
});
