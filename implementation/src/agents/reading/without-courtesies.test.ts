import { expect, test } from 'vitest';
import { withoutCourtesies } from './without-courtesies.ts';

const question = 'How do I add a seat in the middle of the month?';

test.each([
  `Hi, ${question}`,
  `Hello there! ${question}`,
  `Good morning. I hope you are well. ${question} Many thanks in advance!`,
  `Dear support team,\n\n${question}\n\nKind regards\nA. Winter\nWinter & Sons`,
  `Dear Ms Winter,\n${question}\nLooking forward to your reply.`,
  `${question} Any help would be greatly appreciated.`,
  `${question} I'd really appreciate some help with this. Thank you so much for your time`,
  `${question} Please help. Have a nice weekend!`,
])('what is said for politeness alone is left out: %j', (text) => {
  expect(withoutCourtesies(text)).toBe(question);
});

test.each([
  [
    'Sehr geehrte Damen und Herren,\n\nWie ändere ich die Adresse?\n\nMit freundlichen Grüßen\nA. Winter',
    'Wie ändere ich die Adresse?',
  ],
  ['Hallo zusammen! Wo finde ich die Belege? Vielen Dank im Voraus', 'Wo finde ich die Belege?'],
  [
    'Buenos días, ¿cómo cambio la dirección? Muchas gracias de antemano. Un saludo',
    '¿cómo cambio la dirección?',
  ],
  [
    'Hallo! Ich hoffe, es geht Ihnen gut. Wie storniere ich das? Ich wäre Ihnen für eine schnelle Antwort sehr dankbar. Schönen Tag noch!',
    'Wie storniere ich das?',
  ],
  [
    'Guten Tag! Entschuldigen Sie bitte die Störung.\nWo ändere ich den Namen? Können Sie mir bitte helfen? Ich freue mich auf Ihre Rückmeldung.\nViele Grüße\nA. Winter',
    'Wo ändere ich den Namen?',
  ],
  [
    'Hola. Perdón por la molestia. ¿Dónde cambio el nombre? Quedo a la espera de su respuesta. ¡Que tenga un buen día!',
    '¿Dónde cambio el nombre?',
  ],
  [
    'Hola. Espero que estén bien. Por favor, ayúdenme con esto. ¿Cómo anulo la factura? Agradecería mucho su ayuda.\nUn cordial saludo\nA. Invierno',
    '¿Cómo anulo la factura?',
  ],
])('in German and in Spanish too: %j', (text, expected) => {
  expect(withoutCourtesies(text)).toBe(expected);
});

test.each([
  'hello',
  'Thanks a lot!',
  'Good morning. I hope you are well.',
  question,
  'Thanks, that solved it.',
  'I would be grateful if you could refund the last payment.',
  'Dear clients get a reminder, but when?',
  'Please help me cancel the subscription',
  'Best practice for tags?',
  'Have a look at invoice 12, its total is wrong: why?',
  'Hi is not the greeting that I want on the invoice',
  'Ich hoffe auf eine Rückzahlung',
  'Bitte helfen Sie mir beim Kündigen',
  'Ich wäre dankbar, wenn Sie die Zahlung erstatten',
  'Kann mir jemand helfen?',
  'Ich wünsche eine Rechnung mit Adresse. Wie?',
  'Espero un reembolso, ¿cuándo llega?',
  'Agradecería un reembolso del último pago',
  'Que tenga descuento me parece bien, pero ¿cuánto?',
  '¿Me pueden ayudar a cancelar?',
])('what says more, or says nothing else, stays: %j', (text) => {
  expect(withoutCourtesies(text)).toBe(text);
});

test('what follows a closing stays where it is a question', () => {
  const text = `${question}\nRegards\nP.S. And is it charged at once?`;
  expect(withoutCourtesies(text)).toContain('charged at once?');
});

test('long material is left as it is', () => {
  const text = `Hello,\n${'line of a log, and more of it\n'.repeat(200)}`;
  expect(withoutCourtesies(text)).toBe(text);
});
