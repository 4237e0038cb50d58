import { courtesyPhrases, inAnyLanguage } from '#src/algorithms/text/courtesy-phrases.ts';
import { normalizeWord } from '#src/algorithms/text/normalize.ts';

/** Whoever says more than this says something. */
const longest = 120;

const anyOf = (...alternatives: readonly string[]): RegExp =>
  new RegExp(`^(?:${alternatives.join('|')})$`);

const someone = '(?:you|u|anyone|anybody|someone|somebody)';
const politely = '(?: (?:please|pls|plz|quickly|out|there|here|today|maybe|thanks))*';
const little = '(?:quick|short|small|simple|little|general|brief)';

// Each meets one clause, in normal form: lower case, without accents or punctuation.
const openers = anyOf(
  // English
  `(?:can|could|will|would|may) ${someone} (?:please )?(?:help|assist)(?: me| us)?${politely}`,
  `(?:please )?help(?: me| us)?${politely}|i (?:just )?(?:need|want) (?:some |your |a bit of )?(?:help|assistance|support)${politely}`,
  `(?:i|we) (?:have|ve|had|got|ve got) (?:a|an|one|some|another)(?: ${little})* (?:questions?|issue|problem|query)${politely}`,
  `(?:can|could|may) i (?:please )?ask (?:you )?(?:something|a(?: ${little})* question|some questions)${politely}`,
  `(?:a )?(?:${little} )?(?:question|query)(?: for you)?|something (?:to ask|else)`,
  `(?:anyone|anybody) (?:there|here|around|home|online)`,
  // German
  '(?:ich|wir) (?:habe|haben|hatte|hatten|hab) (?:(?:mal|da|noch|nur) )?(?:eine?|ne|ein paar)(?: (?:kurze|kleine|einfache))? (?:fragen?|problem|anliegen)',
  '(?:konnen|konnten) sie (?:mir|uns) (?:bitte |mal |vielleicht |kurz )*(?:helfen|weiterhelfen)|(?:kannst|konntest) du mir (?:bitte |mal |kurz )*helfen',
  'kann (?:mir|uns) (?:(?:hier|bitte|mal) )*(?:jemand|wer) (?:helfen|weiterhelfen)|(?:ich|wir) (?:brauche|brauchen) (?:bitte |mal |etwas )*hilfe|hilfe(?: bitte)?',
  '(?:eine )?(?:kurze |kleine )?frage|darf ich (?:sie |dich )?(?:mal )?(?:etwas|was) fragen',
  // Spanish
  '(?:tengo|tenemos) una? (?:(?:pequena )?(?:pregunta|duda|consulta)|problema)(?: rapida)?',
  '(?:me|nos) (?:puedes?|pueden|podrias?|podrian|podeis) ayudar(?: por favor)?|(?:puedes?|pueden|podrias?|podrian) ayudar(?:me|nos)(?: por favor)?',
  '(?:alguien )?me puede ayudar(?: por favor)?|(?:necesito|necesitamos) (?:vuestra |tu |su )?ayuda|ayuda(?: por favor)?',
  '(?:una )?(?:pregunta|duda|consulta)|(?:te |le )?(?:puedo|podria) (?:preguntar(?:te|le)?|hacer(?:te|le)?) (?:algo|una (?:pregunta|consulta))',
);
const beside = anyOf(
  `(?:${inAnyLanguage(courtesyPhrases.greeting)})(?: (?:there|all|everyone|team|support|zusammen|a todos|equipo))*`,
  'please|pls|thanks|thank you|bitte|danke|por favor|gracias|excuse me|sorry|entschuldigung|perdon|disculpa|ok|okay',
);

/**
 * Whether a message only says that somebody has something to ask: “Hi, can you help me?” Who is
 * greeted back says what it is; a person who takes over would have to ask it all the same.
 */
export function opensOnly(text: string): boolean {
  if (text.length > longest) return false;
  const clauses = normalizeWord(text)
    .split(/[.!?,;:\n()¡¿–-]+/)
    .map((clause) => clause.replace(/[^\p{L}\p{N}]+/gu, ' ').trim())
    .filter(Boolean);
  const isOpener = (clause: string) =>
    openers.test(clause) || openers.test(withoutGreeting(clause));
  return clauses.some(isOpener) && clauses.every((one) => beside.test(one) || isOpener(one));
}

const greets = new RegExp(`^(?:${inAnyLanguage(courtesyPhrases.greeting)})(?: there| team)? `);
const withoutGreeting = (clause: string): string => clause.replace(greets, '');
