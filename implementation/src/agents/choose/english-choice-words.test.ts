import { describe, expect, test } from 'vitest';
import { readChoice } from './read-choice.ts';

const titles = [
  'Charge late fees on overdue invoices',
  'Send reminders for unpaid invoices',
  'Change your password',
];

const read = (text: string, shown: readonly string[] = titles) => {
  const choice = readChoice(text, shown);
  return choice.kind === 'chosen' ? choice.at + 1 : choice.kind;
};

describe('a number in English', () => {
  test.each([
    '2',
    ' 2. ',
    '#2',
    '(2)',
    '2)',
    '2!',
    'no. 2',
    'No 2',
    'nr. 2',
    'number two',
    'Number 2 please',
    'option 2',
    'Option two, thanks!',
    'the second one',
    'second',
    'The second.',
    'It’s the second',
    "it's the 2nd",
    'that would be the second one',
    '2 please',
    'I mean 2',
    'I meant the second article',
    "I'd like number 2, please",
    'the second of these',
    'Hi, the 2nd one please. Thanks a lot!',
    'Hello Ada, 2 please',
    'yes, 2',
    '2️⃣',
    '②',
    '２',
    'two',
    'I think 2 is right',
    'the number 2 one',
  ])('%s', (text) => {
    expect(read(text)).toBe(2);
  });

  test.each([
    ['one', 1],
    ['number one', 1],
    ["it's the first", 1],
    ['the first one', 1],
    ['the last one', 3],
    ['Last', 3],
    ['the 3rd', 3],
    ['three please', 3],
  ])('%s', (text, option) => {
    expect(read(text)).toBe(option);
  });

  test.each([
    '2%',
    '$2',
    'wait a second',
    'just a second',
    'one second',
    'one more thing',
    'first of all, hello',
    'at last!',
    'I have 2 invoices',
    'We are 2 people',
    '2 days ago',
    'What is 2?',
    '2 did not help',
    '2 not',
    '2, it is not right',
    '100',
    '4711',
    'one second please',
    'both invoices are late',
    'all of them are wrong',
    'not the first time',
    'no, the second one is what I tried',
    '2, and how do I delete my account',
  ])('is not chosen by: %s', (text) => {
    expect(read(text)).toBe('other');
  });
});

test('the former and the latter are two', () => {
  const two = titles.slice(0, 2);
  expect(read('the former', two)).toBe(1);
  expect(read('The latter one, please', two)).toBe(2);
});

test('a nod to several titles says nothing of which', () => {
  for (const text of ['ok', 'OK!', 'yes ok', 'sí', 'ja', 'y', 'j', 's', '?', '…', '👍', '!!\n?']) {
    expect(read(text)).toBe('unclear');
  }
  expect(read('thanks')).toBe('other');
});

describe('none of them in English', () => {
  test.each([
    'none',
    'None of these',
    'none of these.',
    'None of them.',
    'None of the above!',
    'none of those, sorry',
    'Neither',
    'neither of these',
    'something else',
    "It's something else",
    'no',
    'No.',
    'nope',
    'Nah',
    'not really',
    'nothing of that',
    'none fits',
    'None of these fit',
    'none of these helps, thanks',
    'other',
    'another one',
    'No, something else please',
    'no, none of these',
    'no thanks',
    'No, thank you.',
    'Unfortunately none of them',
    'Hi, no. Best regards',
    'no one',
    'n',
    'N.',
    'no, n',
    'Actually no',
  ])('%s', (text) => {
    expect(read(text)).toBe('none');
    expect(read(text, titles.slice(0, 1))).toBe('none');
  });

  test.each([
    'No, I mean how do I cancel my plan',
    'No, I mean how do I change my password',
    'no idea',
    'not sure',
    "I don't know",
    'no problem',
    'None of these, I want to talk to a human',
    'No. How do I cancel?',
    'none of your business',
    'something else is broken',
    'no invoices arrive',
    'nothing works',
  ])('is not meant by: %s', (text) => {
    expect(read(text)).toBe('other');
  });

  test.each([
    '7',
    '0',
    '4',
    'the fourth one',
    'number seven',
    '1 and 3',
    '1 or 2',
    'one or two',
    '1/2',
    '1, 2',
    '2.5',
    'not the first',
    'not 2',
    'the one',
    'this one',
    'one of these',
    'one of them please',
    'the first and the last',
    'the second of 3',
    'the two',
    'these two',
    'all three',
    'both',
    '9',
    '-1',
    '#7',
    'option -2',
    'either',
    'Either 1 or 2',
    'both of them, please',
    'all of them',
    'All of the above',
    'any',
    '1 and also 3',
    'and 3',
    '2, no',
    'the former',
    'the latter',
    '1️⃣2️⃣',
  ])('is several, or none that there is: %s', (text) => {
    expect(read(text)).toBe('unclear');
  });

  test.each([
    'not the first one, the second',
    'no, 2',
    'No, the second one',
    'not the first but the second',
    'the second, not the first',
    'not 1, not 3, 2',
    '1, no, 2',
    'yes, exactly, the second',
    'actually the second one',
    'wait, 2',
    '2 instead',
  ])('is put right: %s', (text) => {
    expect(read(text)).toBe(2);
  });
});

describe('agreement in English', () => {
  test.each([
    'yes',
    'Yes please',
    'yes, exactly',
    'Exactly!',
    'that one',
    'Yes, that one.',
    'yep',
    'y',
  ])('%s', (text) => {
    expect(read(text, titles.slice(0, 1))).toBe(1);
    expect(read(text)).toBe('unclear');
  });

  test.each(['yes but how', 'ok', 'thanks', 'yes and no', 'not that one', 'yes, my name is Ada'])(
    'is not: %s',
    (text) => {
      expect(read(text, titles.slice(0, 1))).toBe('other');
    },
  );
});

describe('a part of a title in English', () => {
  test.each([
    ['the one about late fees', 1],
    ['late fees', 1],
    ['LATE FEE', 1],
    ['the late fees one', 1],
    ["it's the one about the late fees thing", 1],
    ['I mean the late fees for clients', 1],
    ['overdue invoices', 1],
    ['1. late fees', 1],
    ['reminders please', 2],
    ['The reminder one', 2],
    ['sending remindres for invoices', 2],
    ['password', 3],
    ['the one about the pasword', 3],
    ['How do I change my password?', 3],
    ['How do I charge late fees?', 1],
  ])('%s', (text, option) => {
    expect(read(text)).toBe(option);
  });

  test.each([
    'How do I export late fees to my accountant as CSV?',
    'How do I stop late fees on overdue invoices?',
    'I mean how do I remove late fees',
    'invoices',
    'the one about invoices',
    'not late fees',
    'not the one about late fees',
    'late fees or reminders?',
    'late fees, option 2',
    '2. late fees',
    'the one about late fees, 2',
    'late fees for clients',
    'the one about refunds',
    'I was charged twice',
    'What is an invoice?',
    'Where are overdue invoices?',
    'How do I get a reminder?',
    'Thanks, that helped',
    'Hello',
    'I want a person',
    'Never mind',
  ])('is not named by: %s', (text) => {
    expect(read(text)).toBe('other');
  });

  test('does not name the opposite', () => {
    const shown = ['Enable two-factor sign-in', 'Add people to a project'];
    expect(read('the one about two-factor', shown)).toBe(1);
    expect(read('the one about disabling two-factor', shown)).toBe('other');
    expect(read('I mean removing people', shown)).toBe('other');
  });
});
