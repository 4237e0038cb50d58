/** With what people begin and end what they write to each other, which is no part of an answer. */

const greetingWords =
  'hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)|hallo|moin|servus|guten (?:morgen|tag|abend)|liebe[rs]?|sehr geehrte[rs]?|hola|buen(?:os|as) (?:d[ií]as|tardes|noches)|bonjour|bonsoir|salut|ciao|buongiorno';
/** A greeting, at most four words of whom it greets, and a mark or a line's end behind them. */
const greeting = new RegExp(
  `^\\s*(?:${greetingWords})((?:[ \\t]+[^\\s,.!:;?]+){0,4})[ \\t]*(?:[,!.:;–—-]+[ \\t]*|\\r?\\n|$)\\s*`,
  'iu',
);
const name =
  /^(?:\p{Lu}|there$|all$|team$|everyone$|everybody$|support$|sir$|madam$|or$|und$|van$|von$|de$)/u;

const closingWords =
  '(?:(?:with )?(?:kind|kindest|best|warm|warmest|many) )?(?:regards|wishes)|best|all the best|cheers|thanks|thank you|many thanks|sincerely|yours|yours (?:sincerely|truly|faithfully)|take care|mit (?:freundlichen|besten|lieben) gr(?:ü|ue)(?:ß|ss)en|(?:viele|beste|liebe|sch(?:ö|oe)ne) gr(?:ü|ue)(?:ß|ss)e|gru(?:ß|ss)|lg|mfg|vg|saludos|un saludo|atentamente|cordialement|bien (?:à|a) vous|cordiali saluti';
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
  /^(?:vielen dank|danke|gerne|gern geschehen)\b/i,
  /^(?:gracias|merci)\b/i,
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
