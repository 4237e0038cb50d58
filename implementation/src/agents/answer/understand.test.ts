import { describe, expect, test } from 'vitest';
import { understand } from './understand.ts';

const previous = { text: 'How many projects can I have on Studio?', articleIds: ['a'] };

describe('goes with the question before', () => {
  test.each(['And on the free plan?', 'what about Agency', 'why?', 'is it included there?'])(
    '%s',
    (text) => {
      const lookup = understand({ text, previous });
      expect(lookup.text).toContain(previous.text);
      expect([...lookup.before]).toEqual(['a']);
      expect(understand({ text, previous: null })).toMatchObject({ text, before: new Set() });
    },
  );
});

test('a question that stands by itself stands alone', () => {
  const text = 'How do I export all invoices of the last year as PDF files?';
  const alone = { text, before: new Set(), mayStandAlone: true };
  expect(understand({ text, previous })).toEqual(alone);
});

test.each([
  ['why?', false],
  ['And on the free plan?', false],
  ['can my bookkeeper export this ledger', true],
  ['And how do I add a second owner to another workspace?', true],
])('%s: whether it may yet be a question of its own: %s', (text, mayStandAlone) => {
  expect(understand({ text, previous })).toMatchObject({ mayStandAlone });
  expect(understand({ text, previous }).before.size).toBe(1);
});
