import { readable } from '#src/domain/ticket/text.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import type { LanguageReader } from '../reading/language-reader.ts';

/**
 * The language in which a customer is spoken to: that of what was written now, or where it tells
 * none ("TF-1003?", a smile) that of the last exchange which does. Null where nothing does. What the
 * agent said is left out: it may have quoted an article in another language.
 *
 * @param text What the customer wrote since the last reply.
 */
export function spokenLanguage(
  ticket: Pick<Ticket, 'turns'>,
  text: string,
  reader: Pick<LanguageReader, 'languageOf'>,
): string | null {
  const told = reader.languageOf(text);
  if (told !== null) return told;
  const { turns } = ticket;
  // What was said after the last reply is what was written now.
  for (let at = turns.findLastIndex(({ reply }) => reply !== null); at >= 0; at -= 1) {
    const turn = turns[at];
    if (!turn || turn.automatic || turn.from === 'agent') continue;
    const before = reader.languageOf(readable(turn.text));
    if (before !== null) return before;
  }
  return null;
}
