/**
 * How people open and close what they write to each other, and thank, as alternatives of a pattern
 * by language. They fit texts as written, ignoring case, and texts in normal form. Whoever reads
 * more languages, or more forms, adds them. English thanks are left out: they may go on to say
 * something.
 */
export const courtesyPhrases = {
  greeting: {
    english: 'hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)',
    german: 'hallo|moin|guten (?:morgen|tag|abend)|liebe[rs]?|sehr geehrte[rs]?',
    spanish: 'hola|buen(?:os|as) (?:d[ií]as|tardes|noches)',
  },
  closing: {
    english:
      '(?:(?:kind|kindest|best|warm|many) )?(?:regards|wishes)|(?:all the )?best|cheers|sincerely|yours',
    german:
      '(?:mit )?(?:freundliche|viele|liebe|beste|sch(?:ö|o|oe)ne)n? gr(?:ü|u|ue)(?:ß|ss)(?:en?)?|gru(?:ß|ss)|mfg',
    spanish: '(?:un )?saludos?|atentamente',
  },
  thanks: {
    german: '(?:vielen|herzlichen|besten) dank|danke',
    spanish: '(?:(?:muchas|mil) )?gracias',
  },
} as const;

/** The phrases of all languages, as one pattern. */
export const inAnyLanguage = (phrases: Readonly<Record<string, string>>): string =>
  Object.values(phrases).join('|');
