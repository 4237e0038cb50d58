import { type Span, sentences } from '#src/algorithms/text/sentences.ts';
import { words } from '#src/algorithms/text/tokenize.ts';

/** Beyond this the message is material; it is left as it is. */
const readLength = 4_000;
/** No courtesy is longer. */
const mostWords = 16;
/** A name after a greeting, a signature's lines, and the words of each. */
const nameWords = 2;
const signatureLines = 4;
const signatureWords = 5;

/** What a courtesy begins with, and the words that may follow and still say nothing. */
interface Courtesy {
  readonly start: RegExp;
  readonly followers: ReadonlySet<string>;
}

const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

// Texts are in normal form: lower case, without accents, apostrophes or punctuation.
const greeting: Courtesy = {
  start:
    /^(?:hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|moin|sehr geehrte[rs]?|liebe[rs]?|hola|buen(?:os|as) (?:dias|tardes|noches)|buen dia|estimad[oa]s?)(?= |$)/,
  followers: wordSet(`there all everyone everybody folks team support help desk customer service sir
    sirs or madam and again you to the whom it may concern people friends
    damen und herren zusammen ihr das an alle kundendienst
    a todos todas equipo de soporte senores senoras amigos`),
};

const closing: Courtesy = {
  start:
    /^(?:(?:(?:with|and) )?(?:(?:kind|kindest|best|warm|many|friendly) )?(?:regards|wishes|greetings)|all the best|best|cheers|sincerely|yours|(?:mit )?(?:freundliche|viele|liebe|beste|schone)n? (?:grusse|gru(?:ss|ssen)|grussen|gru)|gruss|grusse|mfg|(?:un )?(?:cordial )?saludos?|atentamente)(?= |$)/,
  followers: wordSet(`sincerely faithfully truly and thanks from to you all cordial cordiales`),
};

const courtesies: readonly Courtesy[] = [
  greeting,
  closing,
  {
    start:
      /^(?:(?:and |so )?(?:(?:many|lots of|a thousand) )?(?:thanks|thank you|thx)|(?:vielen |herzlichen |besten )?dank|danke|(?:muchas |mil )?gracias)(?= |$)/,
    followers:
      wordSet(`so very much a lot again in advance ahead for your the any all time help support
      assistance patience effort attention reading looking into this it quick kind reply answer
      response and you everyone really kindly
      schon im voraus fur ihre eure deine die hilfe unterstutzung muhe zeit sehr
      de antemano por su tu la ayuda atencion tiempo`),
  },
  {
    start: /^(?:i |we )?(?:do |really |just )?hope (?:you|this|that|everyone|all)(?= |$)/,
    followers:
      wordSet(`you are re is s all well ok okay fine doing having a great good nice day week
      weekend message mail email finds can help me us with this`),
  },
  {
    start: /^(?:i |we )?(?:am |are |m |re )?(?:look|looking) forward(?= |$)/,
    followers: wordSet('to hearing hear from you your reply answer response soon a quick'),
  },
  {
    start:
      /^(?:i|we) (?:would|d|will|ll) (?:(?:be )?(?:(?:very|most|really|so|much|greatly) )?(?:grateful|thankful|obliged|appreciate|glad|happy))(?= |$)/,
    followers:
      wordSet(`it for any your a the some help hint hints tip advice assistance support answer
      reply response pointer with this here if you could can would me us that quick`),
  },
  {
    start:
      /^(?:any|your|some) (?:help|advice|hints?|pointers?|assistance|ideas?|suggestions?|tips?)(?= |$)/,
    followers:
      wordSet(`is are would be will much greatly very really most welcome appreciated gratefully
      received on this with here please anyone`),
  },
  {
    start:
      /^(?:(?:so |and )?(?:please|pls|plz)|(?:please )?(?:can|could|would) (?:you|anyone|someone|somebody)(?: please)?) (?:help|advise|assist|explain)(?= |$)/,
    followers: wordSet('me us out please with this here thanks'),
  },
  {
    start: /^(?:have|enjoy) (?:a|the|your)(?= |$)/,
    followers: wordSet('very nice great good lovely wonderful day evening weekend week rest of'),
  },
  {
    start: /^(?:sorry|apologies)(?= |$)/,
    followers: wordSet(
      'to for the bother disturb trouble you again if this is a silly stupid dumb question',
    ),
  },
];

/**
 * A message without what is said for politeness alone: greetings, thanks, closings, signatures, in
 * the desk's languages. What is nothing but that stays as it is.
 */
export function withoutCourtesies(text: string): string {
  if (text.length > readLength) return text;
  const spans = sentences(text);
  const kept: string[] = [];
  for (let at = 0; at < spans.length; at += 1) {
    const span = spans[at] as Span;
    const said = normal(span.text);
    if (is(closing, said) && isSignature(spans.slice(at + 1))) break;
    if (courtesies.some((one) => is(one, said))) continue;
    const rest = withoutSalutation(span.text);
    if (words(rest).length > 0) kept.push(rest);
  }
  return kept.length === 0 ? text : kept.join(' ');
}

const normal = (text: string): string => words(text.replace(/['’]/g, ' ')).join(' ');

function is({ start, followers }: Courtesy, said: string): boolean {
  const found = start.exec(said)?.[0];
  if (found === undefined) return false;
  const rest = said.slice(found.length).split(' ').filter(Boolean);
  return rest.length <= mostWords && rest.every((word) => followers.has(word));
}

/** The lines after a closing: few and short, a name and perhaps a company. */
const isSignature = (spans: readonly Span[]): boolean =>
  spans.length <= signatureLines &&
  spans.every(({ text }) => !text.endsWith('?') && words(text).length <= signatureWords);

/** Without "Hi," or "Dear Ms Winter," in front. */
function withoutSalutation(text: string): string {
  const [whole, clause] = /^([^,:!\n]{1,60})[,:!]\s*/.exec(text) ?? [];
  if (whole === undefined || clause === undefined) return text;
  const said = normal(clause);
  const opened = greeting.start.exec(said)?.[0];
  if (opened === undefined) return text;
  const names = said.slice(opened.length).split(' ').filter(Boolean);
  const strange = names.filter((word) => !greeting.followers.has(word));
  return strange.length <= nameWords ? text.slice(whole.length) : text;
}
