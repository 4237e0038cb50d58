import { expect, test } from 'vitest';
import { withoutGreeting } from './courtesies.ts';
import { replyUnits } from './reply-units.ts';
import { shortQuestion } from './short-question.ts';

const said = (reply: string) => replyUnits(reply).map(({ lines }) => lines.join(' / '));

test.each([
  'Hi Ada,\n\nChoose XML.\n\nBest regards,\nMaria Lopez\nSupport',
  'Hello!\nThanks for writing in. Choose XML. Let me know if that helps.\nCheers, Tom',
  'Dear Mr van Damme: Choose XML. I hope this helps!\n-- \nTom\n+49 30 1234',
  'Sehr geehrte Frau Lovelace,\nChoose XML.\n\nMit freundlichen Grüßen\nTom',
  'Guten Tag Frau Lovelace,\nes tut mir leid. Choose XML. Ich hoffe, das hilft! Melden Sie sich gern wieder.\nLiebe Grüße\nTom',
  'Hola Ada:\nGracias por escribirnos. Choose XML. Espero que esto te ayude. No dudes en escribirnos.\nUn saludo,\nTom',
  'Choose XML.\n\nOn 3 May 2026, Ada wrote:\n> How?\n> Please!',
  'hi [name],\r\n> How do I export?\r\nChoose XML.\r\n\r\nKind regards\r\n[name]',
])('of %j the answer is left', (reply) => {
  expect(said(reply)).toEqual(['Choose XML.']);
});

test('steps stay together with what announces them', () => {
  const reply = 'It takes two steps:\n\n1. Open it.\n\n2) Save it.\nThen wait. Or:\n- Close it.';
  expect(said(reply)).toEqual([
    'It takes two steps: / 1. Open it. / 2) Save it.',
    'Then wait.',
    'Or: / - Close it.',
  ]);
});

test('who thanks alone says nothing', () => {
  for (const reply of ['Thanks!', 'Hello Ada,', '', 'Kind regards', '👍']) {
    expect(said(reply)).toEqual([]);
  }
});

test('a question that begins with a greeting keeps its words', () => {
  expect(withoutGreeting('Hello can I export, or not?')).toBe('Hello can I export, or not?');
  expect(withoutGreeting('Hello Support Team, can I export?')).toBe('can I export?');
});

test('what is asked fits on one line', () => {
  expect(shortQuestion('Hi there,\nwe moved.\nHow do I change\nthe address? Thanks')).toBe(
    'the address?',
  );
  expect(shortQuestion('It fails. The export of March fails since Monday.')).toBe(
    'The export of March fails since Monday.',
  );
  const long = shortQuestion(`How do I export ${'every invoice of every client '.repeat(9)}?`);
  expect(long).toMatch(/^How do I export .* \S+…$/);
  expect(long.length).toBeLessThanOrEqual(80);
  expect(shortQuestion('密码'.repeat(200))).toHaveLength(80);
});
