import { normalizeWord } from '#src/algorithms/text/normalize.ts';
import { words } from '#src/algorithms/text/tokenize.ts';

/** No title is longer. */
const longest = 2_000;

const asWritten = (text: string): string => normalizeWord(text).replace(/\s+/g, ' ').trim();
const asWords = (text: string): string => words(text).join(' ');

/**
 * The place of the title that a text is, whatever its case, accents and, where that leaves one
 * title, its marks. Null where it is none, or several.
 */
export function titleWritten(text: string, titles: readonly string[]): number | null {
  if (text.length > longest) return null;
  return onlyOne(text, titles, asWritten) ?? onlyOne(text, titles, asWords);
}

function onlyOne(
  text: string,
  titles: readonly string[],
  form: (text: string) => string,
): number | null {
  const written = form(text);
  if (written === '') return null;
  const places = titles.flatMap((title, at) => (form(title) === written ? [at] : []));
  return places.length === 1 ? (places[0] ?? null) : null;
}
