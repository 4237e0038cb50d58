import type { DayNames, DeskWords } from './desk-words.ts';

const days: DayNames = {
  today: 'heute',
  tomorrow: 'morgen',
  mon: 'am Montag',
  tue: 'am Dienstag',
  wed: 'am Mittwoch',
  thu: 'am Donnerstag',
  fri: 'am Freitag',
  sat: 'am Samstag',
  sun: 'am Sonntag',
};

const whoComes = 'Jemand aus unserem Team antwortet Ihnen hier';
const noGuess =
  'Hier möchte ich nicht raten, deshalb gebe ich alles, was Sie geschrieben haben, weiter.';

/** Formal, as a company writes to its customers. */
export const germanWords: DeskWords = {
  locale: 'de',
  greeting: (company) =>
    `Guten Tag! Ich bin der Assistent von ${company}. Fragen Sie mich alles zum Produkt, oder sagen Sie mir, dass Sie mit einem Menschen sprechen möchten.`,
  thanked: 'Schön, dass das geholfen hat. Schreiben Sie hier jederzeit wieder.',
  asking: {
    which: {
      above: 'Ich bin nicht sicher, was davon Sie meinen:',
      below:
        'Antworten Sie mit der Nummer. Wenn nichts davon passt, sagen Sie es mit anderen Worten, oder schreiben Sie das, und ich gebe Ihr Anliegen an einen Menschen weiter.',
    },
    whether: {
      above: 'Meinen Sie das?',
      below:
        'Antworten Sie mit Ja oder Nein. Bei Nein gebe ich Ihr Anliegen an einen Menschen weiter.',
    },
  },
  handingOver: {
    person_requested: 'Gern.',
    no_words: 'Darin habe ich keine Frage gefunden, deshalb gebe ich Ihre Nachricht weiter.',
    sensitive_topic:
      'Das gebe ich sofort an einen Menschen weiter, mit allem, was Sie geschrieben haben.',
    not_helped:
      'Es tut mir leid, dass meine Antwort nicht geholfen hat. Ich gebe alles, was wir geschrieben haben, weiter.',
    not_confident: noGuess,
    nothing_found: noGuess,
    review_failed: noGuess,
    agent_failed: noGuess,
  },
  handingOverUnread: (languages) =>
    `Ich kann nur ${languages} lesen, deshalb gebe ich Ihre Nachricht weiter.`,
  comesNow: (until, timeZone) =>
    `${whoComes}: Das Team ist jetzt da, bis ${until} Uhr (${timeZone}).`,
  comesLater: (day, at, timeZone) =>
    `${whoComes}: Das Team ist ${days[day]} um ${at} Uhr (${timeZone}) wieder da.`,
  comesSometime: `${whoComes}, sobald wieder jemand da ist.`,
  withPeople:
    'Ihre Nachricht liegt jetzt bei unserem Team. Jemand antwortet Ihnen hier; nichts von dem, was Sie geschrieben haben, geht verloren.',
  quote: {
    marked: 'Die markierte Stelle ist das, was die Antwort zitiert.',
    gone: 'Die zitierte Stelle steht nicht mehr in diesem Artikel.',
  },
};
