import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approximateBytes } from './approximate-bytes.ts';

test('a text counts two bytes a character, whatever holds it', () => {
  const grows = (hold: (text: string) => unknown) =>
    approximateBytes(hold('x'.repeat(1_100))) - approximateBytes(hold('x'.repeat(100)));
  expect(grows((text) => text)).toBe(2_000);
  expect(grows((text) => [null, { deep: [text, 1] }])).toBe(2_000);
});

test('more data never counts for less, and nothing counts for nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), (values) => {
      expect(approximateBytes(values)).toBeGreaterThan(approximateBytes(values.slice(1)));
      expect(approximateBytes(values[0])).toBeGreaterThan(0);
    }),
  );
});
