import { describe, expect, it, test } from 'vitest';
import { escalationReason } from '#src/domain/ticket/vocabulary.ts';
import { LanguageReader } from '../reading/language-reader.ts';
import { englishWords } from './english-words.ts';
import { germanWords } from './german-words.ts';
import { spanishWords } from './spanish-words.ts';
import { wordsFor } from './words-for.ts';

const all = ['en', 'de', 'es'];

describe('the language that is spoken', () => {
  it.each([
    ['de', all, germanWords],
    ['es', all, spanishWords],
    ['de', ['en-GB', 'de-CH'], germanWords],
    [null, all, englishWords],
    [undefined, ['de', 'en'], englishWords],
    [null, ['es', 'de'], spanishWords],
    [null, ['fr', 'de'], germanWords],
    ['fr', ['fr', 'en'], englishWords],
    ['de', ['en'], englishWords],
    ['en', ['de'], germanWords],
    ['fr', ['fr'], englishWords],
  ] as const)('to whoever writes %s, of %j', (language, languages, words) => {
    expect(wordsFor(language, languages)).toBe(words);
  });
});

describe.each([germanWords, spanishWords])('what is said in $locale', (words) => {
  const fixed = [
    words.greeting('Acme'),
    words.thanked,
    ...Object.values(words.asking).flatMap(({ above, below }) => [above, below]),
    ...Object.values(words.handingOver).filter((text) => text.includes(' ') || text.length > 15),
    words.handingOverUnread('X'),
    words.comesNow('17:00', 'UTC'),
    words.comesLater('today', '9:00', 'UTC'),
    words.comesLater('wed', '9:00', 'UTC'),
    words.comesSometime,
    words.withPeople,
    words.quote.marked,
    words.quote.gone,
  ];

  it('is said of all that English has words for, in that language and no other', () => {
    expect(Object.keys(words.handingOver).sort()).toEqual(
      escalationReason.options.filter((reason) => reason !== 'unknown_language').sort(),
    );
    const reader = new LanguageReader([], all);
    for (const text of fixed.filter((one) => one !== 'Por supuesto.')) {
      expect(reader.languageOf(text), text).toBe(words.locale);
    }
  });

  it('names the company, and addresses the customer in one way', () => {
    expect(words.greeting('Acme')).toContain('Acme');
    const other = words.locale === 'de' ? /\b(?:du|dich|dir|dein\w*)\b/i : /\b(?:usted|ustedes)\b/i;
    for (const text of fixed) expect(text).not.toMatch(other);
  });
});

test('the words of a day are the names that Intl has for it', () => {
  // The first Monday after the epoch.
  const mondayMs = 4 * 86_400_000;
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  for (const words of [englishWords, germanWords, spanishWords]) {
    const name = new Intl.DateTimeFormat(words.locale, { weekday: 'long', timeZone: 'UTC' });
    for (const [index, day] of days.entries()) {
      const said = words.comesLater(day, '9:00', 'UTC');
      expect(said).toContain(` ${name.format(mondayMs + index * 86_400_000)} `);
    }
  }
});
