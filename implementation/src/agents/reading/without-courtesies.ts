import { type Span, sentences } from '#src/algorithms/text/sentences.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import { closing, courtesies, greeting } from './courtesies.ts';
import type { Courtesy } from './courtesy.ts';

/** Beyond this the message is material; it is left as it is. */
const readLength = 4_000;
/** No courtesy is longer. */
const mostWords = 16;
/** A name after a greeting, a signature's lines, and the words of each. */
const nameWords = 2;
const signatureLines = 4;
const signatureWords = 5;

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
