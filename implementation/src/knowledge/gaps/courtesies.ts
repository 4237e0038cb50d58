import { courtesyPhrases, inAnyLanguage } from '#src/algorithms/text/courtesy-phrases.ts';

/** With what people begin and end what they write to each other, which is no part of an answer. */

const greetingWords = `${inAnyLanguage(courtesyPhrases.greeting)}|servus|bonjour|bonsoir|salut|ciao|buongiorno`;
/** A greeting, at most four words of whom it greets, and a mark or a line's end behind them. */
const greeting = new RegExp(
  `^\\s*(?:${greetingWords})((?:[ \\t]+[^\\s,.!:;?]+){0,4})[ \\t]*(?:[,!.:;–—-]+[ \\t]*|\\r?\\n|$)\\s*`,
  'iu',
);
const name =
  /^(?:\p{Lu}|there$|all$|team$|everyone$|everybody$|support$|sir$|madam$|or$|und$|van$|von$|de$)/u;

const closingWords = `${inAnyLanguage(courtesyPhrases.closing)}|(?:with )?warmest (?:regards|wishes)|with (?:kind|kindest|best|warm|many) (?:regards|wishes)|thanks|thank you|many thanks|yours (?:sincerely|truly|faithfully)|take care|lg|vg|cordialement|bien (?:à|a) vous|cordiali saluti`;
/** A closing, and at most four words of who closes. */
const closing = new RegExp(`^\\s*(?:${closingWords})[,.!–—-]*(?:\\s+[^\\s]+){0,4}\\s*$`, 'iu');

/** Sentences that are said in every reply, whatever it is about. */
const courtesies: readonly RegExp[] = [
  /^(?:many )?(?:thanks|thank you)(?: (?:so|very) much)?(?: for| to|[,.! ]*$)/i,
  /^(?:(?:i|we) (?:am|are|['’]m|['’]re) (?:so |very |really )?)?sorry (?:for|about|that you|to hear)/i,
  /^(?:(?:i|we) )?(?:apologi[sz]e|apologies)\b/i,
  /^(?:i|we) hope (?:this|that|it) helps?\b/i,
  /^(?:please )?(?:let (?:me|us) know|do(?: not|n['’]t) hesitate|feel free)\b/i,
  /^(?:(?:i|we)(?: am| are|['’]m|['’]re) )?(?:happy|glad) to (?:help|assist)\b/i,
  /^(?:have a|enjoy your|wishing you)\b.{0,30}(?:day|week|weekend|evening|one)\b/i,
  /^(?:great|good) question[.!]*$/i,
  /^(?:ich|wir) hoffen?,? (?:das|dies|es) hilft\b/i,
  /^(?:bitte )?(?:melden|sagen|schreiben) sie (?:sich|uns|mir)?(?: \w+){0,3} (?:jederzeit|gerne?|einfach|bescheid|wieder)\b/i,
  /^(?:einen? )?(?:schön|gut)e[ns]? (?:tag|abend|woche|wochenende)\b/i,
  /^(?:es tut (?:mir|uns) leid|entschuldigen sie|wir entschuldigen uns)\b/i,
  /^espero que (?:esto|eso|te|le|os|les)\b.{0,20}\b(?:ayude|sirva)\b/i,
  /^no dud(?:es|e|éis|en) en (?:escribir|contactar|preguntar|consultar)/i,
  /^que (?:tengas?|tengan|tengáis|pases?) (?:un|una) (?:\w+ )?(?:día|tarde|noche|semana|fin de semana)\b/i,
  /^(?:lo siento|sentimos|siento|perdona|disculpa|disculpe)(?:[,. ]|$)/i,
  new RegExp(`^(?:${inAnyLanguage(courtesyPhrases.thanks)}|gerne|gern geschehen|merci)\\b`, 'i'),
];

/** The text behind its greeting. "Hello can I export, or not?" greets nobody. */
export function withoutGreeting(text: string): string {
  return text.replace(greeting, (whole, greeted: string) => {
    const named = greeted.trim().split(/\s+/);
    return named.length === 1 || named.every((word) => name.test(word)) ? '' : whole;
  });
}

/** Whether a sentence is a closing with a name, or said out of politeness alone. */
export const isCourtesy = (sentence: string): boolean =>
  closing.test(sentence) || courtesies.some((one) => one.test(sentence));

const quoted = /^\s*>/;
const quoteAhead = /^\s*(?:On|Am|El|Le)\b.{5,120}(?:wrote|schrieb|escribió|a écrit)\s*:\s*$/;
const signatureMark = /^\s*-- ?$/;
/** A closing stands among the last lines. */
const closingLines = 6;

/** What a reply says, without the greeting, the closing with all below it, and what it quotes. */
export function withoutFrame(reply: string): string {
  const lines = withoutGreeting(reply.trim()).split(/\r\n|\n/);
  const quote = lines.findIndex((line) => quoteAhead.test(line) || signatureMark.test(line));
  const own = (quote < 0 ? lines : lines.slice(0, quote)).filter((line) => !quoted.test(line));
  while (own.at(-1)?.trim() === '') own.pop();
  const from = Math.max(0, own.length - closingLines);
  const end = own.findIndex((line, at) => at >= from && closing.test(line));
  return (end < 0 ? own : own.slice(0, end)).join('\n').trim();
}
