import type { Candidate, PersonalKind } from './personal-kinds.ts';

/** Names that the desk gives to records, UUIDs, and trace contexts (W3C traceparent). */
const IDENTIFIER =
  /(?<![0-9A-Za-z_])(?:(ticket|event|journey)-[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2})(?![0-9A-Za-z_])/gi;
/** "event-" and 24 digits: where no run of letters, digits and hyphens is as long, there is none. */
export const SHORTEST_IDENTIFIER = 30;
/** A UUID may well be somebody's key: where a word says so, it is one. */
const secrets: ReadonlySet<PersonalKind> = new Set(['private-key', 'credentials', 'secret']);

const SOMETHING = 1;
const RECORD = 2;

/**
 * Without candidates in what is a name of a machine as a whole: one in some thousands of random
 * hexadecimal names holds the digits of a card, an account or a phone.
 */
export function withoutIdentifiers(text: string, candidates: Candidate[]): Candidate[] {
  if (candidates.length === 0) return candidates;
  let marks: Uint8Array | undefined;
  for (const { index, 0: name, 1: record } of text.matchAll(IDENTIFIER)) {
    marks ??= new Uint8Array(text.length);
    marks.fill(record === undefined ? SOMETHING : RECORD, index, index + name.length);
  }
  if (marks === undefined) return candidates;
  return candidates.filter(({ kind, start, end }) => {
    const mark = Math.max(marks[start] ?? 0, marks[end - 1] ?? 0);
    return mark === 0 || (mark === SOMETHING && secrets.has(kind));
  });
}
