import { expect, test } from 'vitest';
import { readChoice } from './read-choice.ts';

const titles = [
  'Cancel the subscription',
  'Pause a subscription',
  'Why was my card declined?',
  'Charge late fees',
];
const read = (text: string, shown: readonly string[] = titles) => {
  const choice = readChoice(text, shown);
  return choice.kind === 'chosen' ? choice.at + 1 : choice.kind;
};

test.each([
  'you cancelled my subscription!!',
  "You've already canceled my subscription",
  'you guys cancelled my subscription',
  'subscription was cancelled by you',
  'My subscription got cancelled',
  'the subscription has been automatically cancelled',
  'subscription is cancelled',
  'I cancelled',
  'I have not cancelled',
  'I paused it',
  'we were charged late fees',
  '1\nI cancelled',
])('what happened is no choice: %s', (text) => {
  expect(read(text)).toBe('other');
});

test.each([
  ['cancel', 1],
  ['I want to cancel the subscription', 1],
  ['I need to cancel', 1],
  ['subscription cancelling', 1],
  ['cancelled', 1],
  ['I tried to cancel the subscription', 1],
  ['I want the late fees', 4],
  ['my card was declined', 3],
  ['you declined my card', 3],
])('what the title says itself, or what is wanted, is: %s', (text, option) => {
  expect(read(text)).toBe(option);
});

test('a title always wins', () => {
  expect(read('I cancelled', ['I cancelled', 'Cancel'])).toBe(1);
  expect(read('2. You cancelled it', ['Cancel', 'You cancelled it'])).toBe(2);
  expect(read('my plan was canceled', ['The plan was cancelled', 'Change a plan'])).toBe(1);
});

test.each([
  'ihr habt mein Abo gekündigt',
  'mein Abo wurde gekündigt',
  'ich habe das Abo storniert',
  'cancelé la suscripción',
  'habéis cancelado mi suscripción',
  'la suscripción fue cancelada',
])('no infinitive is meant by a past form of another language: %s', (text) => {
  const shown = ['Das Abo kündigen', 'Abo stornieren', 'Cancelar la suscripción', 'Otra cosa más'];
  expect(read(text, shown)).toBe('other');
});
