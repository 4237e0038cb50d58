import { describe, expect, test } from 'vitest';
import { readChoice } from './read-choice.ts';

const titles = [
  'Mahngebühren für überfällige Rechnungen',
  'Zahlungserinnerungen an Kunden senden',
  'Das Passwort ändern',
];

const read = (text: string, shown: readonly string[] = titles) => {
  const choice = readChoice(text, shown);
  return choice.kind === 'chosen' ? choice.at + 1 : choice.kind;
};

describe('a number in German', () => {
  test.each([
    ['die zweite', 2],
    ['Die Zweite bitte!', 2],
    ['Nummer 2', 2],
    ['Nr. 2', 2],
    ['Option zwei', 2],
    ['zwo', 2],
    ['die 2.', 2],
    ['ich meine die 2te', 2],
    ['Ich nehme das zweite, danke', 2],
    ['das Erste bitte', 1],
    ['Hallo, es ist der erste. Viele Grüße', 1],
    ['eins', 1],
    ['die erste davon', 1],
    ['die letzte', 3],
    ['Der dritte Artikel', 3],
    ['ja, die dritte', 3],
  ])('%s', (text, option) => {
    expect(read(text)).toBe(option);
  });

  test.each(['das erste Mal', 'zwei Tage später', 'Ich habe 2 Rechnungen'])(
    'is not chosen by: %s',
    (text) => {
      expect(read(text)).toBe('other');
    },
  );
});

test('ersteres and letzteres are two', () => {
  const two = titles.slice(0, 2);
  expect(read('ersteres', two)).toBe(1);
  expect(read('das letztere bitte', two)).toBe(2);
  expect(read('ersteres')).toBe('unclear');
});

describe('none of them in German', () => {
  test.each([
    'keine davon',
    'Keine von diesen.',
    'keins',
    'Keiner der Artikel',
    'keine passt',
    'leider keine davon',
    'nichts davon',
    'Nichts dabei, danke',
    'nein',
    'Nein danke',
    'Nein, etwas anderes',
    'etwas anderes',
    'was anderes bitte',
    'andere',
    'nicht wirklich',
    'passt leider nicht',
    'weder noch',
  ])('%s', (text) => {
    expect(read(text)).toBe('none');
  });

  test.each([
    'Nein, ich meine, wie kündige ich',
    'Nein, wie ändere ich das Passwort?',
    'keine Ahnung',
    'Ich weiß nicht',
    'kein Problem',
    'nein, ich will einen Menschen',
    'etwas anderes ist kaputt',
  ])('is not meant by: %s', (text) => {
    expect(read(text)).toBe('other');
  });

  test.each([
    'die siebte',
    'Nummer 7',
    'die erste und die zweite',
    '1 oder 2',
    'eins davon',
    'nicht die erste',
    'keine zwei',
    'beide',
    'alle drei',
    'eine',
    '9',
    'beides',
    'alle',
    'alle davon',
    'beide bitte',
    'entweder 1 oder 2',
    'egal',
    'irgendeine davon',
  ])('is several, or none that there is: %s', (text) => {
    expect(read(text)).toBe('unclear');
  });

  test.each([
    'nein, das zweite',
    'nein, 2',
    'nicht die erste, die zweite',
    'nicht das erste, sondern das zweite',
    'nein, doch die zweite',
    'Moment, die zweite',
  ])('is put right: %s', (text) => {
    expect(read(text)).toBe(2);
  });
});

describe('agreement in German', () => {
  test.each(['ja', 'j', 'Ja bitte', 'genau', 'Ja, genau das', 'das ist es', 'richtig', 'stimmt'])(
    '%s',
    (text) => {
      expect(read(text, titles.slice(0, 1))).toBe(1);
      expect(read(text)).toBe('unclear');
    },
  );
});

describe('a part of a title in German', () => {
  test.each([
    ['Mahngebühren', 1],
    ['das mit den Mahngebühren', 1],
    ['Mahngebuhr', 1],
    ['überfällige Rechnung', 1],
    ['ich meine die Zahlungserinnerung', 2],
    ['Zahlungserinerungen', 2],
    ['passwort', 3],
    ['Das Thema Passwort bitte', 3],
    ['Wie ändere ich das Passwort?', 3],
  ])('%s', (text, option) => {
    expect(read(text)).toBe(option);
  });

  test.each([
    'nicht die Mahngebühren',
    'Mahngebühren oder Passwort',
    'Wie exportiere ich Mahngebühren für meinen Steuerberater?',
    'Passwort vergessen',
  ])('is not named by: %s', (text) => {
    expect(read(text)).toBe('other');
  });
});
