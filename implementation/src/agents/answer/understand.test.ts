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
      expect(understand({ text, previous: null })).toEqual({ text, before: new Set() });
    },
  );
});

test('a question that stands by itself stands alone', () => {
  const text = 'How do I export all invoices of the last year as PDF files?';
  expect(understand({ text, previous })).toEqual({ text, before: new Set() });
});
