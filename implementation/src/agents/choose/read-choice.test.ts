import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeWord } from '#src/algorithms/text/normalize.ts';
import { readChoice } from './read-choice.ts';

const titles = [
  'Send an invoice',
  'Send an invoice again',
  'Timer 5.8',
  'The link does not arrive',
];
const chosen = (at: number) => ({ kind: 'chosen', at });
const other = { kind: 'other' };
const none = { kind: 'none' };

describe('a title as a button sends it', () => {
  test.each(titles.map((title, at) => [title, at] as const))('%s', (title, at) => {
    expect(readChoice(title, titles)).toEqual(chosen(at));
    expect(readChoice(`  ${title.toUpperCase()}!\n`, titles)).toEqual(chosen(at));
    expect(readChoice(`“${title}”, please`, titles)).toEqual(chosen(at));
    expect(readChoice(`${at + 1}. ${title}`, titles)).toEqual(chosen(at));
  });

  test('wins over everything else that it could be', () => {
    const shown = ['2', 'No', 'The first one', 'I want to talk to a human'];
    for (const [at, title] of shown.entries()) {
      expect(readChoice(title, shown)).toEqual(chosen(at));
    }
    const long = Array.from({ length: 40 }, (_, at) => `topic${at}`).join(' ');
    expect(readChoice(long, ['Other', long])).toEqual(chosen(1));
    expect(readChoice('C++', ['C', 'C++', 'C#'])).toEqual(chosen(1));
  });

  test('that stands there twice is not one of them', () => {
    expect(readChoice('Send', ['Send', 'Send'])).toEqual(other);
    expect(readChoice('Send it', ['Send it!', 'Send it?'])).toEqual(other);
  });
});

describe('what is alike', () => {
  test.each([
    ['5', other],
    ['5.8', other],
    ['the timer', chosen(2)],
    ['timer 5.8', chosen(2)],
    ['timer 4', other],
    ['send invoice', chosen(0)],
    ['the invoice one', other],
    ['sending it again', chosen(1)],
    ['the link does not arrive', chosen(3)],
    ['links that arrive', chosen(3)],
    ['not the one with the link that does not arrive', other],
  ])('%s', (text, choice) => {
    expect(readChoice(text, titles)).toEqual(choice);
  });
});

describe('of a mail', () => {
  const history = '\n\nOn 3 May 2026, Support wrote:\n> Which of these?\n> 1. Send\n> 3. None';
  test.each([
    [`2${history}`, chosen(1)],
    ['Hi,\n\nthe second one.\n\nKind regards\nAda Moss\nExample Ltd', chosen(1)],
    ['Hi Ada,\r\n\r\n2\r\n\r\nSent from my phone', chosen(1)],
    ['Guten Tag,\n\nkeine davon.\n\nMit freundlichen Grüßen\nAda Moss', none],
    ['> Which of these?\n> 1. Send\n\n3', chosen(2)],
    ['2\n-- \nAda\nNo. 3, Example Street?', chosen(1)],
    ['2\n\nAm 3.5.2026 um 10:00 schrieb Support\n<support@example.com>:\n\nWelche?', chosen(1)],
    ['2\n\nEl 3 may 2026, Support escribió:\n¿Cuál?', chosen(1)],
    ['2\n\nFrom: Support\nSent: Monday\n\nWhich of these?', chosen(1)],
    ['2\n-----Original Message-----\nWhich of these?', chosen(1)],
    [`${history}\n\n2`, other],
    ['> 2', other],
    ['-- \n2', other],
    ['Hi,\n\nThanks!', other],
    ['2\n\nAnd how do I delete my account?', other],
    ['No.\nI would like to know how to cancel my plan', other],
  ])('the first line that says something counts: %j', (text, choice) => {
    expect(readChoice(text, titles)).toEqual(choice);
  });
});

describe('whatever is written', () => {
  const hostile = [
    '',
    ' ',
    '\n\n',
    '?',
    '🙂',
    '\ud800',
    '\u0000',
    '> '.repeat(8_000),
    'no '.repeat(10_000),
    'the '.repeat(8_000),
    '2 '.repeat(16_000),
    `2${' '.repeat(32_000)}or 3`,
    'a'.repeat(32_000),
    `${'no, '.repeat(8_000)}x`,
    'On '.repeat(10_000),
    `On ${'wrote '.repeat(5_000)}`,
    '\n2'.repeat(16_000).replace('2', '7'),
    '1️⃣2️⃣',
    '100000000000000000000',
  ];
  test.each(hostile.map((text) => [text.slice(0, 20), text]))('%j is no choice', (_, text) => {
    expect(readChoice(text, titles)).toEqual(other);
    expect(readChoice(text, [])).toEqual(other);
  });

  test('without titles, or with titles that say nothing, nothing is chosen', () => {
    for (const text of ['1', 'last', 'yes', 'send']) expect(readChoice(text, [])).toEqual(other);
    expect(readChoice('', ['', ' '])).toEqual(other);
    expect(readChoice('how', ['How do I', 'Why'])).toEqual(other);
  });

  const vocabulary = `no none not the first second last one two 1 2 3 9 of these yes I mean late
    fees? invoice, Timer how die keine davon zweite la segunda ninguna > -- On wrote: \n`.split(
    ' ',
  );
  const sentence = fc
    .array(fc.constantFrom(...vocabulary), { maxLength: 15 })
    .map((words) => words.join(' '));
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), sentence);

  test('it is read without an error, and what is chosen is there', () => {
    const some = fc.array(fc.oneof(text, fc.constantFrom(...titles)), { maxLength: 5 });
    fc.assert(
      fc.property(text, some, (written, shown) => {
        const choice = readChoice(written, shown);
        expect(['chosen', 'none', 'other']).toContain(choice.kind);
        if (choice.kind === 'chosen') expect(shown[choice.at]).toBeTypeOf('string');
      }),
      { numRuns: 500 },
    );
  });

  test('a title is its own choice, its number too', () => {
    const form = (title: string) => normalizeWord(title).replace(/\s+/g, ' ').trim();
    const shown = fc
      .uniqueArray(text, { minLength: 1, maxLength: 4, selector: form })
      .filter((some) => some.every((title) => form(title) !== ''));
    fc.assert(
      fc.property(shown, (some) => {
        for (const [at, title] of some.entries()) {
          expect(readChoice(title, some)).toEqual(chosen(at));
          const number = String(at + 1);
          if (!some.some((one) => one.includes(number) || form(one).includes(number))) {
            expect(readChoice(number, some)).toEqual(chosen(at));
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
