import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance, nearestName } from './nearest-name.ts';

it.each([
  ['apikey', 'apiKey'],
  ['apiKeys', 'apiKey'],
  ['nmae', 'name'],
  ['nam', 'name'],
  ['provder', 'provider'],
  ['base_url', 'baseUrl'],
  ['dailycap', 'dailyCapUsd'],
  ['cap', null],
  ['x', null],
  ['', null],
  ['x'.repeat(100_000), null],
])('%s is %s', (given, meant) => {
  expect(nearestName(given, ['provider', 'name', 'baseUrl', 'apiKey', 'dailyCapUsd'])).toBe(meant);
});

it('the nearest of several is meant', () => {
  expect(nearestName('gpt-smal', ['gpt-tall', 'gpt-small', 'gpt-small-2'])).toBe('gpt-small');
  expect(nearestName('gpt-small', [])).toBeNull();
});

it('a distance is 0 between equals, symmetric, and grows by one with a letter', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcd'), maxLength: 9 });
  fc.assert(
    fc.property(word, word, fc.nat(), (a, b, place) => {
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      const cut = place % (a.length + 1);
      expect(editDistance(a, `${a.slice(0, cut)}e${a.slice(cut)}`)).toBe(1);
      const swapped =
        a.slice(0, cut) +
        a
          .slice(cut, cut + 2)
          .split('')
          .reverse()
          .join('');
      expect(editDistance(a, swapped + a.slice(cut + 2))).toBeLessThanOrEqual(1);
    }),
  );
});
