import { describe, expect, test } from 'vitest';
import { LanguageReader } from '../reading/language-reader.ts';
import { declinesPerson } from './person-request.ts';
import { createScreener } from './statistical-screener.ts';

const vocabulary = new Set('invoice timer xero jira saml webhook export plan login csv'.split(' '));
const screenerFor = (...languages: string[]) =>
  createScreener({ languages, vocabulary, reader: new LanguageReader([], languages) });
const screener = screenerFor('en');
const screen = (text: string) => screener.screen({ text, previous: null });

describe('a person is asked for', () => {
  test.each([
    'I want to talk to a human',
    'agent please',
    'REPRESENTATIVE!!!',
    'get me a real person',
    'this bot is useless, connect me to support',
    'Let me speak with your manager',
    'please call me back',
    'is there anybody there who can help?',
    'I would like a human being to look at this',
    'I don’t want to talk to a robot',
    'no more bots please',
    'No automated replies, thanks',
    'Please hand it over.',
    'put me through to somebody',
    'Could someone from your team call me?',
    "I don't need an article, I need a person to read this",
    'why can’t I speak to someone?',
  ])('%s', (text) => expect(screen(text)).toBe('person_requested'));
});

describe('no person is asked for', () => {
  test.each([
    'I don’t need a person, just the link',
    'no need to call me back, just tell me how',
    'I do not want to talk to a human, just give me the steps',
    'without talking to someone, how do I cancel?',
    'How do I add a person to my workspace?',
    'someone hacked my account',
    'the support team said to reset it',
    'can I transfer ownership to another person?',
    'How do I give someone access?',
    'are you a bot?',
    'send the report to someone without an account',
    'There is no computer at home: can I log in on the phone?',
    'It is the first, and no automatic bill. Where do I look?',
    'May I pass the link to the colleague who holds the recording?',
    'Who approves while I am away, and how do I hand it over?',
    'Who changed my entry, and was it a human or a machine?',
  ])('%s', (text) => expect(screen(text)).toBe('clean'));

  test('and the one who declines is known to decline', () => {
    expect(declinesPerson("I don't need a person")).toBe(true);
    expect(declinesPerson('I want a real person')).toBe(false);
    expect(declinesPerson('How do I cancel?')).toBe(false);
  });
});

describe('there are no words', () => {
  test.each(['🙂🙂', '?!', '12345', ' \n ', '👍🏽 +1'])('%j', (text) => {
    expect(screen(text)).toBe('no_words');
  });
});

describe('the language is unknown', () => {
  test.each([
    'Wie kann ich meine Rechnung ändern?',
    'Der Xero Export geht nicht',
    'Comment supprimer mon compte ?',
    'No puedo iniciar sesión',
    '¿Cómo puedo cancelar mi suscripción?',
    'Não consigo entrar na minha conta',
    'Non riesco ad accedere al timer',
    'Hoe kan ik mijn wachtwoord wijzigen?',
    'Jag kan inte logga in',
    'Jak mogę zmienić hasło?',
    'Şifremi nasıl değiştirebilirim?',
    'Как изменить пароль?',
    '如何更改密码',
    'パスワードを変更したい',
    'كيف أغير كلمة المرور',
    'Hola',
  ])('%s', (text) => expect(screen(text)).toBe('unknown_language'));

  test('unless the desk has it', () => {
    const german = screenerFor('de', 'en');
    const text = 'Wie kann ich meine Rechnung ändern?';
    expect(german.screen({ text, previous: null })).toBe('clean');
    expect(german.screen({ text: 'Comment supprimer mon compte ?', previous: null })).toBe(
      'unknown_language',
    );
  });
});

describe('English stays English', () => {
  test.each([
    'wher is teh timer buton',
    'cant log in agian pls help',
    'thx',
    'Xero',
    'TF-1003',
    'SAML Okta Jira',
    'José Müller cannot log in',
    'My client in München wants an invoice in German',
    'merci for the help, how do I cancel?',
    'rate limit per user or per workspace?',
    'invoice pdf',
    'invoice for Casa de la Luz is wrong',
  ])('%s', (text) => expect(screen(text)).toBe('clean'));
});

test.each(['a ', 'no more ', 'not to talk to ', 'der die ', '('])('32 KB of %j', (part) => {
  expect(screen(part.repeat(32_768 / part.length))).toBeTypeOf('string');
});
