import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuote } from './find-quote.ts';

const text = 'Open “Settings”,\n  then choose Export — it takes a minute. Nothing is lost.';

describe('a quote that a model gave', () => {
  it.each([
    ['to the letter', 'then choose Export', 'then choose Export'],
    ['with other white space', 'Open “Settings”, then  choose', 'Open “Settings”,\n  then choose'],
    ['with plain marks', 'Open "Settings", then choose', 'Open “Settings”,\n  then choose'],
    ['with a plain dash', 'Export - it takes a minute.', 'Export — it takes a minute.'],
    ['in another case', 'nothing IS lost', 'Nothing is lost'],
    ['with blanks around it', '\n Nothing is lost. ', 'Nothing is lost.'],
  ])('is found %s', (_, quoted, found) => {
    expect(findQuote(text, quoted)).toBe(found);
  });

  it.each([
    ['nowhere in the text', 'then choose Import'],
    ['in other words', 'choose then Export'],
    ['too short to prove anything', 'Export'],
    ['empty', ''],
    ['nothing but marks', '“——————————————”'],
  ])('is none where it stands %s', (_, quoted) => {
    expect(findQuote(text, quoted)).toBeNull();
  });

  it('is always a part of the text, and every longer part of a text is found', () => {
    const characters = fc.constantFrom(...'aB1 \n\t.,"“’—éß🙂'.split(''), 'word', 'Long words ');
    const texts = fc.array(characters, { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (source, from, length) => {
        const start = from % (source.length + 1);
        const part = source.slice(start, start + (length % 40));
        const found = findQuote(source, part);
        if (found !== null) expect(source).toContain(found);
        if (part.replace(/[^\p{L}\p{N}]/gu, '').length >= 8) expect(found).not.toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });
});
