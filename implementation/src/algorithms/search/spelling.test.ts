import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Spelling } from './spelling.ts';

const counts = new Map([
  ['invoice', 40],
  ['invoices', 12],
  ['timer', 30],
  ['timers', 3],
  ['receipt', 9],
  ['recipient', 2],
  ['konto', 2],
]);
const spelling = new Spelling(counts);

test.each([
  ['a letter missing', 'invoce', 'invoice'],
  ['a letter too many', 'invvoice', 'invoice'],
  ['one in place of another', 'invoise', 'invoice'],
  ['two in the wrong order', 'inovice', 'invoice'],
  ['at the end', 'receipr', 'receipt'],
  ['of two that are as near, what is seen more often', 'timerz', 'timer'],
])('%s is righted', (_, written, right) => {
  expect(spelling.corrected(written)).toBe(right);
});

test.each([
  ['a known word', 'recipient'],
  ['another first letter', 'onvoice'],
  ['two slips', 'inovce'],
  ['a short word', 'timr'],
  ['what has digits', 'timer5'],
  ['a word like no other', 'zeppelin'],
])('%s stays', (_, written) => {
  expect(spelling.corrected(written)).toBe(written);
});

test('a text keeps everything but its slips', () => {
  expect(spelling.correct('My INOVICE, please: "receipt" 4.')).toBe(
    'My invoice, please: "receipt" 4.',
  );
  const text = 'Nothing known in here.';
  expect(spelling.correct(text)).toBe(text);
});

test('any one slip behind the first letter of a lonely word is righted', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 7, maxLength: 12 });
  const slip = fc.record({ at: fc.nat(), kind: fc.constantFrom('lose', 'add', 'swap', 'change') });
  fc.assert(
    fc.property(word, slip, (right, { at, kind }) => {
      const place = 1 + (at % (right.length - 2));
      const [before, here, next] = [right.slice(0, place), right[place], right[place + 1]];
      const rest = right.slice(place + 1);
      const written = {
        lose: before + rest,
        add: `${before}x${here}${rest}`,
        swap: `${before}${next}${here}${right.slice(place + 2)}`,
        change: `${before}x${rest}`,
      }[kind];
      expect(new Spelling(new Map([[right, 1]])).corrected(written)).toBe(right);
    }),
  );
});
