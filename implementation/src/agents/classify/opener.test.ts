import { describe, expect, test } from 'vitest';
import { opensOnly } from './opener.ts';

describe('somebody only says that there is something to ask', () => {
  test.each([
    'Hello, can you help me?',
    'Hey, anyone around?',
    'can someone help me please',
    'Hi! I have a question',
    'I have a quick question.',
    'Could you please help us out?',
    'I need help',
    'HELP!',
    'help me please',
    'Quick question:',
    'Can I ask you something?',
    'hello there, i have a small problem',
    'Good morning. I’ve got some questions.',
    'Guten Tag, ich habe eine Frage',
    'Hallo, können Sie mir bitte helfen?',
    'Kann mir jemand helfen?',
    'Ich brauche Hilfe!',
    'Kurze Frage:',
    'Hola, tengo una duda',
    '¿Me podéis ayudar, por favor?',
    'Necesito ayuda',
    '¿Puedo hacer una pregunta?',
  ])('with %j', (text) => expect(opensOnly(text)).toBe(true));
});

describe('something is asked', () => {
  test.each([
    'Can you help me cancel my plan?',
    'I have a question about invoices',
    'I need help with billing',
    'Help! I cannot log in',
    'I have a problem with the timer',
    'Can I ask for a refund?',
    'can someone help me move my data',
    'Hello',
    'Thanks!',
    '',
    '???',
    'Ich habe eine Frage zur Rechnung',
    'Kann mir jemand beim Export helfen?',
    'Tengo una duda sobre mi factura',
    'Necesito ayuda con el cronómetro',
    'I have a question. How do I export?',
    'no question',
    'Is there a question limit?',
    `Can you help me? ${'Please. '.repeat(40)}`,
  ])('with %j', (text) => expect(opensOnly(text)).toBe(false));
});
