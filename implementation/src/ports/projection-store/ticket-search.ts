import type { TicketRow } from './ticket-row.ts';

/** Words beyond this many of a search are ignored. */
const wordLimit = 16;

const folded = (text: string) => text.normalize('NFKC').toLowerCase();

/** What a search looks through, folded: every driver compares the same text the same way. */
export function searchTextOf({ subject, preview, customer }: TicketRow): string {
  return folded([subject, preview, customer.name ?? '', customer.email ?? ''].join('\n'));
}

/** The folded words of a search; a row matches when its search text contains each of them. */
export function searchWordsOf(text: string): readonly string[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  return [...new Set(words)].slice(0, wordLimit);
}
