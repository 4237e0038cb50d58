import { expect, test } from 'vitest';
import { LanguageReader } from './language-reader.ts';

const texts = [
  { language: 'en-GB', text: 'Change the address of your invoice under Billing.' },
  { language: 'en', text: 'Cancel a subscription.' },
  { language: 'de', text: 'Die Adresse der Rechnung ändern Sie unter Billing. Abo kündigen.' },
  { language: 'es', text: 'Cambiar la dirección de la factura en Billing.' },
];
const reader = new LanguageReader(texts);

test.each([
  ['How can I change it?', 'en'],
  ['Wie kann ich das ändern?', 'de'],
  ['¿Cómo puedo cambiarlo?', 'es'],
  ['RECHNUNG ÄNDERN', 'de'],
  ['factura direccion', 'es'],
  ['cancel subscription', 'en'],
])('the language of %j', (text, language) => {
  expect(reader.languageOf(text)).toBe(language);
});

test('of what all languages say, or none, nothing is told', () => {
  expect(reader.languageOf('Billing')).toBeNull();
  expect(reader.languageOf('TF-1003 ???')).toBeNull();
  expect(new LanguageReader(texts.slice(0, 2)).languageOf('How can I change it?')).toBeNull();
});
