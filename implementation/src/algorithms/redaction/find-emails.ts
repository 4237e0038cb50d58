import { isWordUnit } from './neighbourhood.ts';
import type { Finder } from './personal-kinds.ts';
import { findSpacedEmails } from './spelled-emails.ts';

const LONGEST_LOCAL_PART = 64;
const LONGEST_DOMAIN = 253;
const LOCAL_MARKS = new Set(Array.from(".!#$%&'+^_~-", (mark) => mark.charCodeAt(0)));
/** Ends of a local part that are the sentence's rather than the address's. */
const EDGES = new Set(Array.from(".'!#$%&^~", (mark) => mark.charCodeAt(0)));
const LAST_LABEL = /^(?:xn--[a-z0-9-]{1,59}|\p{L}{2,63})$/iu;
const ADDRESS_LITERAL = /\[(?:IPv6:[0-9a-f:.]{2,45}|(?:[0-9]{1,3}\.){3}[0-9]{1,3})\]/iy;
/** From the last quote back to the first, as a mailbox may be quoted (RFC 5321). */
const QUOTED = /"(?:[^"\\\n\u0091]|\\.){1,62}"$/;

/** E-mail addresses: RFC 5321 mailboxes, quoted ones too, with RFC 6531's letters. */
export const findEmails: Finder = {
  needs: { units: '@' },
  find(text, found) {
    let free = 0;
    let isSpaced = false;
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      const start = localPartStart(text, at, free);
      const end = start < at ? domainEnd(text, at + 1) : at;
      if (end === at) {
        isSpaced ||= /[ ([{<]/.test(text[at - 1] ?? '');
        continue;
      }
      found.push({ kind: 'email', start, end });
      free = end;
    }
    if (isSpaced) findSpacedEmails(text, found);
  },
};

function localPartStart(text: string, at: number, free: number): number {
  const lowest = Math.max(free, at - LONGEST_LOCAL_PART);
  if (text[at - 1] === '"') {
    const quoted = QUOTED.exec(text.slice(lowest, at));
    return quoted === null ? at : lowest + quoted.index;
  }
  let start = at;
  while (start > lowest && isLocalUnit(text.charCodeAt(start - 1))) start -= 1;
  while (start < at && EDGES.has(text.charCodeAt(start))) start += 1;
  return EDGES.has(text.charCodeAt(at - 1)) && text[at - 1] !== '~' ? at : start;
}

const isLetterBeyond = (unit: number) => unit >= 0xaa && unit < 0xfff0 && unit !== 0x3002;
const isLocalUnit = (unit: number) =>
  isWordUnit(unit) || LOCAL_MARKS.has(unit) || (isLetterBeyond(unit) && unit < 0x3000);

/** The end of a domain that starts here, or the place before it when none does. */
function domainEnd(text: string, start: number): number {
  const before = start - 1;
  if (text[start] === '[') {
    ADDRESS_LITERAL.lastIndex = start;
    return ADDRESS_LITERAL.test(text) ? ADDRESS_LITERAL.lastIndex : before;
  }
  let length = 0;
  while (length < LONGEST_DOMAIN && isDomainUnit(text.charCodeAt(start + length))) length += 1;
  let domain = text.slice(start, start + length);
  // Labels are given back from the right until the last one can be a top-level domain.
  for (;;) {
    while (domain !== '' && '.-_'.includes(domain.at(-1) ?? '')) domain = domain.slice(0, -1);
    const dot = domain.lastIndexOf('.');
    if (dot <= 0) return before;
    if (LAST_LABEL.test(domain.slice(dot + 1, dot + 65))) return start + domain.length;
    domain = domain.slice(0, dot);
  }
}

const isDomainUnit = (unit: number) =>
  isWordUnit(unit) || unit === 0x2e || unit === 0x2d || isLetterBeyond(unit);
