import { words } from '#src/algorithms/text/tokenize.ts';
import { withoutCourtesies } from '../reading/without-courtesies.ts';

/** A choice is made at the beginning; what is further down is not read. */
const readLength = 1_000;

const signature = /^--\s*$/;
const separator =
  /^(?:-{2,}\s*(?:original message|urspr(?:ü|ue)ngliche nachricht|mensaje original)|_{5,}$)/i;
const introduction = /^(?:on|am|el)\s/i;
const writing = /\b(?:wrote|schrieb|escribi(?:ó|o))(?=[\s:]|$)/i;
const sender = /^(?:from|von|de):\s/i;
const headers = /^(?:sent|date|to|gesendet|datum|an|enviado|fecha|para):\s/i;

/**
 * The lines of a message that its writer wrote and that say something: without quotes, the mail
 * that was answered, signatures, greetings and thanks. Only the first part of a long text is read.
 */
export function ownLines(text: string): string[] {
  const start = text.trimStart();
  const lines = start.slice(0, readLength).split(/\r\n|[\r\n\u2028\u2029]/);
  // The end of a line that was cut off may say the opposite of its beginning.
  if (start.length > readLength) lines.pop();
  const trimmed = lines.map((line) => line.trim());
  const end = trimmed.findIndex((line, at) => endsMessage(line, trimmed[at + 1] ?? ''));
  return trimmed
    .slice(0, end === -1 ? trimmed.length : end)
    .filter((line) => !line.startsWith('>') && words(line).length > 0)
    .map(withoutPoliteness)
    .filter((line) => line !== '');
}

const endsMessage = (line: string, next: string): boolean =>
  signature.test(line) ||
  separator.test(line) ||
  (introduction.test(line) && (isAttribution(line) || isAttribution(`${line} ${next}`))) ||
  (sender.test(line) && headers.test(next));

const isAttribution = (line: string): boolean => line.endsWith(':') && writing.test(line);

/** A message that is nothing but courtesies keeps them, so each line gets company. */
const company = 'x\n';
const withoutPoliteness = (line: string): string =>
  withoutCourtesies(company + line)
    .slice(company.length)
    .trim();
