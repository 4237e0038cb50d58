import { expect, test } from 'vitest';
import { TellingWords } from './telling-words.ts';

const about = ['How do I export as XML?', 'XML exports of my invoices?', 'Exporting XML, please'];
const others = [
  'Where are my invoices?',
  'My invoices are wrong',
  'Change the logo',
  'Export a list',
];

test('what many of a group say and few others comes first, as it is mostly written', () => {
  const telling = new TellingWords([...about, ...others]);
  expect(telling.of(about, 3)).toEqual(['xml', 'export']);
  expect(telling.of([...about].reverse(), 3)).toEqual(['xml', 'export']);
  expect(telling.of(about, 1)).toEqual(['xml']);
});

test('of a single text its rarest words', () => {
  expect(new TellingWords([...about, ...others]).of(['Change the logo'], 5)).toEqual([
    'change',
    'logo',
  ]);
});

test('grammar and words of asking tell nothing', () => {
  const asked = ['Can you help me with this?', 'Is there a way to do it?'];
  expect(new TellingWords(asked).of(asked, 5)).toEqual([]);
});
