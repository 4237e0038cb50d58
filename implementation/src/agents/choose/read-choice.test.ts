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
const unclear = { kind: 'unclear' };

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
    ['5', unclear],
    ['5.8', unclear],
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

describe('of several lines or messages the newest choice counts', () => {
  test.each([
    ['1\n\n2', chosen(1)],
    ['1\nsorry, I mean 2', chosen(1)],
    ['no\n2', chosen(1)],
    ['2\nwait, none of these', none],
    ['2\n\nno, 3', chosen(2)],
    ['the timer\n\nactually the second one', chosen(1)],
    ['Send an invoice\n\nTimer 5.8', chosen(2)],
    ['1\n1\n1', chosen(0)],
    ['9\n\n2', chosen(1)],
    ['1\n\nboth', unclear],
    ['1\nand 3', unclear],
    ['2\n\n?', chosen(1)],
    ['2\n🙂', chosen(1)],
    ['2\n\nyes', chosen(1)],
    ['ok\n2\nok', chosen(1)],
    ['yes\n\n?', unclear],
    ['yes\nthanks', unclear],
    ['thanks\n🙂', other],
    ['1\n\nor 2?', unclear],
  ])('%j', (text, choice) => {
    expect(readChoice(text, titles)).toEqual(choice);
  });

  test.each([
    ['2\nthanks', chosen(1)],
    ['please help\n2', chosen(1)],
    ['2\nThank you so much for your help in advance!', chosen(1)],
    ['2\nAda Moss\nExample Ltd', chosen(1)],
    ['none of these\nAda', none],
    ['2\nI tried it, does not work', other],
    ['2\ndoes not work', other],
    ['2\nI tried that', other],
    ['2\nwhy', other],
    ['2\nstill valid?', other],
    ['2\nthat did not work', other],
    ['2\nwill that help me?', other],
    ['2\nI have been waiting for this since Monday', other],
    ['It is about my invoices of last year\n\n2', other],
    ['2\n\nWhere does the link arrive?', other],
    ['please help', other],
    [`2\n${'Please. '.repeat(200)}`, other],
  ])('what stands beside it is left aside only where it says nothing: %j', (text, choice) => {
    expect(readChoice(text, titles)).toEqual(choice);
  });

  test.each([
    '2\nI want to talk to a human',
    'human\n\n2',
    '2\n\nagent please',
    'no\nich will einen Menschen',
  ])('a person is wished for: %j', (text) => {
    expect(readChoice(text, titles)).toEqual(other);
  });

  test('a title that says so is no such wish', () => {
    const shown = ['Send an invoice', 'Talk to a human'];
    expect(readChoice('Hi,\n2. Talk to a human\nAda', shown)).toEqual(chosen(1));
    expect(readChoice('1\n\nTalk to a human', shown)).toEqual(chosen(1));
  });
});

describe('whatever is written', () => {
  const hostile = [
    '',
    ' ',
    '\n\n',
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
    '100000000000000000000',
    '?!\n'.repeat(300),
    `On 3 May, Support wrote:\n${'> 2\n\n2\n'.repeat(4_000)}`,
    'On x\n'.repeat(8_000),
  ];
  test.each(hostile.map((text) => [text.slice(0, 20), text]))('%j is no choice', (_, text) => {
    expect(readChoice(text, titles)).toEqual(other);
    expect(readChoice(text, [])).toEqual(other);
  });

  test.each(['?', '🙂', '\ud800', '\u0000', '?!\n'.repeat(30)])(
    '%j is nothing but marks',
    (text) => {
      expect(readChoice(text, titles)).toEqual(unclear);
      expect(readChoice(text, [])).toEqual(other);
    },
  );

  test('without titles, or with titles that say nothing, nothing is chosen', () => {
    for (const text of ['1', 'last', 'yes', 'both', 'send'])
      expect(readChoice(text, [])).toEqual(other);
    expect(readChoice('', ['', ' '])).toEqual(other);
    expect(readChoice('how', ['How do I', 'Why'])).toEqual(other);
  });

  const vocabulary = `no none not the first second last one two 1 2 3 9 of these yes I mean late
    fees? invoice, Timer how die keine davon zweite la segunda ninguna and not but ? both > -- On wrote: \n`.split(
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
        expect(['chosen', 'none', 'unclear', 'other']).toContain(choice.kind);
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
