import { describe, expect, test } from 'vitest';
import { asksForPerson, declinesPerson } from './person-request.ts';

describe('a person is asked for in German', () => {
  test.each([
    'Ich möchte mit einem Menschen sprechen',
    'Kann ich bitte mit einem Mitarbeiter reden?',
    'Ich will mit jemandem telefonieren',
    'Verbinden Sie mich bitte mit dem Kundenservice',
    'Ich moechte mit einem echten Menschen chatten',
    'Kann ich mit jemandem aus Ihrem Team sprechen?',
    'Mit wem kann ich darüber sprechen?',
    'Wie spreche ich mit einem Menschen?',
    'Ich rede nur mit Menschen',
    'Ich möchte Ihren Vorgesetzten sprechen',
    'Kann ich jemanden sprechen?',
    'Einen Menschen bitte!',
    'Mitarbeiter bitte',
    'MENSCH!!!',
    'Kundenberater',
    'Echte Person bitte',
    'Ich brauche einen Menschen',
    'Ich brauche einen Ansprechpartner',
    'Geben Sie mir einen Mitarbeiter',
    'Ich hätte gern einen menschlichen Ansprechpartner',
    'Bitte leiten Sie das an einen Kollegen von Ihnen weiter',
    'Leiten Sie mich bitte an einen Mitarbeiter weiter',
    'Können Sie mich mit dem Support verbinden?',
    'Können Sie mich bitte durchstellen?',
    'Rufen Sie mich bitte zurück',
    'Rufen Sie mich unter 0151 2345 an',
    'Können Sie mich heute Nachmittag anrufen?',
    'Kann mich bitte jemand anrufen?',
    'Ich bitte um Rückruf',
    'Bitte um einen Rückruf',
    'Rückruf erbeten',
    'Kann sich jemand bei mir melden?',
    'Kann sich bitte jemand darum kümmern?',
    'Kann sich jemand von Ihnen das ansehen?',
    'Ist da jemand?',
    'Ist hier jemand, der mir helfen kann?',
    'Gibt es bei Ihnen auch echte Menschen?',
    'Ich will keinen Bot, ich will einen Menschen',
    'Ich möchte nicht mit einem Roboter sprechen',
    'Ich rede nicht mit Maschinen',
    'Kein Bot bitte',
    'Genug von diesem Chatbot!',
    'Schluss mit dem Bot',
    'Ich habe diesen Bot so satt',
    'Warum kann ich nicht mit einem Menschen sprechen?',
    'Kann ich nicht einfach mit jemandem reden?',
    'Ich verstehe das nicht und möchte mit jemandem sprechen',
    'Eskalieren Sie das bitte',
    'Ich möchte mit einem Menschen verbunden werden',
    'Bitte keine automatischen Antworten mehr',
    'Ich brauche keinen Artikel, ich brauche einen Menschen, der das liest',
    'Das muss jemand vom Support anschauen',
    'Lieber ein Mensch statt eines Bots',
    'Ich möchte, dass das von einem Menschen gelesen wird',
    'hallo, ich würde gerne mit jemandem aus dem Support sprechen',
    'will endlich mit nem menschen reden',
    'bitte verbinde mich mit einem mitarbeiter',
    'Ich hätte gerne einen Rückruf',
    'Könnte mich jemand zurückrufen?',
    'Ich möchte mit dem Kundendienst telefonieren',
    'Ich würde lieber mit einer echten Person schreiben',
    'Kann ich bitte einen richtigen Menschen haben?',
    'Ist da ein Mensch am anderen Ende?',
    'Ich will nicht mehr mit einem Bot schreiben',
    'Kann man hier auch mit einem Menschen chatten?',
    'Gib mir einen Menschen',
  ])('%s', (text) => {
    expect(asksForPerson(text)).toBe(true);
    expect(asksForPerson(text.toUpperCase())).toBe(true);
    expect(declinesPerson(text)).toBe(false);
  });
});

describe('no person is asked for in German', () => {
  test.each([
    'Wie lade ich eine Person ein?',
    'Wie füge ich einen Mitarbeiter hinzu?',
    'Ich möchte einen Mitarbeiter zum Projekt hinzufügen',
    'Ich will eine Person aus dem Arbeitsbereich entfernen',
    'Kann ich einem Kollegen meine Stunden zeigen?',
    'Ich möchte einen Ansprechpartner beim Kunden anlegen',
    'Kann ich das Eigentum auf eine andere Person übertragen?',
    'Wie teile ich einen Bericht mit jemandem ohne Konto?',
    'Jemand hat mein Konto gehackt',
    'Der Support hat gesagt, ich soll es zurücksetzen',
    'Sind Sie ein Bot?',
    'Wie verbinde ich mein Konto mit Xero?',
    'Kann Xero mit dem Team verbunden werden?',
    'Kann ich mit meinem Team chatten?',
    'Wie viele Personen dürfen in ein Projekt?',
    'Kann ein Mitarbeiter seine eigenen Zeiten sehen?',
    'Wie leite ich eine Rechnung an einen Mitarbeiter weiter?',
    'Was sieht eine Person mit der Rolle Gast?',
    'Wie rufe ich einen Bericht ab?',
    'Wie rufe ich die API auf?',
    'Ich brauche einen Mitarbeiter mehr im Tarif',
    'Ich möchte einen Anruf als Arbeitszeit erfassen',
    'Kann mir jemand helfen?',
    'Wie benachrichtige ich jemanden im Team?',
    'Kann jemand ohne Einladung die Rechnung ansehen?',
    'Ich möchte nicht mit einem Menschen sprechen, nur den Link',
    'Ich brauche keinen Menschen, nur die Anleitung',
    'Bitte nicht anrufen, eine Mail genügt',
    'Rufen Sie mich bitte nicht an',
    'Sie müssen mich nicht zurückrufen',
    'Ein Rückruf ist nicht nötig',
    'Wie kündige ich, ohne mit jemandem zu sprechen?',
    'Muss ich mit jemandem sprechen, um zu kündigen?',
    'Mit einem Mitarbeiter sprechen will ich nicht',
    'Mensch, wie ändere ich das Passwort?',
    'Gibt es einen Slack-Bot?',
    'Ich nutze keinen Computer, nur das Handy',
    'Ich bekomme keine automatischen Nachrichten mehr',
    'Wie ändere ich den Manager eines Projekts?',
    'Kann ich Stunden für jemanden eintragen?',
    'Ist jemand anderes Eigentümer des Arbeitsbereichs?',
    'Wie sende ich eine Rechnung an einen Ansprechpartner?',
    'Der Bot in Slack antwortet nicht',
    'Wie lösche ich die Daten einer Person?',
    'Kann ich mit Kunden im Portal chatten?',
    'Wie verbinde ich mich mit dem WLAN?',
    'Wer ist mein Vorgesetzter im Organigramm?',
    'Welche Agenten gibt es in der API?',
    'Mein Chef möchte die Berichte sehen',
    'Wie kann mein Steuerberater die Rechnungen sehen?',
    'Wie weise ich der richtigen Person eine Aufgabe zu?',
    'Wer kann die Stunden eines Mitarbeiters sehen?',
    'Ich möchte einen Agenten für die API anlegen',
    'Wo finde ich den Ansprechpartner auf der Rechnung?',
    'Geben Sie mir bitte den Link',
    'Kann ich einen Mitarbeiter zum Manager machen?',
    'Können mich Kunden über die Rechnung anrufen?',
    'Wie melde ich jemanden ab?',
    'Ist es möglich, dass ein Mensch zwei Konten hat?',
    'Wie viele Stunden darf ein Mitarbeiter eintragen?',
    'Wir haben einen neuen Mitarbeiter, wie bekommt er Zugang?',
    'Kann ich den Bericht an den Support anhängen?',
    'Gibt es jemanden im Team mit zwei Rollen?',
    'Kann ich mit jemandem einen Account teilen?',
  ])('%s', (text) => {
    expect(asksForPerson(text)).toBe(false);
    expect(asksForPerson(text.toUpperCase())).toBe(false);
  });
});

test.each([
  'Ich brauche keinen Menschen',
  'Ich möchte nicht mit einem Mitarbeiter sprechen',
  'Kein Rückruf bitte',
  'Sie müssen mich nicht anrufen',
  'Ein Anruf ist nicht nötig',
])('who declines one is known to: %s', (text) => {
  expect(declinesPerson(text)).toBe(true);
});

test.each(['Ich will einen Menschen', 'Wie kündige ich?'])(
  'who does not decline one, is not: %s',
  (text) => {
    expect(declinesPerson(text)).toBe(false);
  },
);

test.each([
  'nicht mit ',
  'mit einem ',
  'mit einem menschen ',
  'kann sich jemand ',
  'bitte ',
  'rufen sie mich ',
])('100 KB of %j', (part) => {
  const text = part.repeat(100_000 / part.length);
  expect(asksForPerson(text)).toBeTypeOf('boolean');
  expect(declinesPerson(text)).toBeTypeOf('boolean');
});
