/** Fewer letters and digits than this prove nothing. */
const leastLength = 8;

/**
 * What a model quoted, as it stands in the text to the letter; null where it does not. White space,
 * the shape of quotation marks and dashes, and letter case may differ: models copy these loosely.
 */
export function findQuote(text: string, quoted: string): string | null {
  const wanted = loosely(quoted.trim());
  if (wanted.text.replace(/[^\p{L}\p{N}]/gu, '').length < leastLength) return null;
  const source = loosely(text);
  const at = source.text.indexOf(wanted.text);
  if (at < 0) return null;
  const start = source.offsets[at] ?? 0;
  const last = source.offsets[at + wanted.text.length - 1] ?? start;
  return text.slice(start, last + 1);
}

interface Loose {
  readonly text: string;
  /** Where each unit of the loose text stands in the original. */
  readonly offsets: readonly number[];
}

/** One unit for one unit, so that places can be found again. */
function loosely(source: string): Loose {
  let text = '';
  const offsets: number[] = [];
  let spaced = false;
  for (let at = 0; at < source.length; at += 1) {
    const unit = source[at] as string;
    const space = /\s/.test(unit);
    if (!(space && spaced)) {
      text += space ? ' ' : plainUnit(unit);
      offsets.push(at);
    }
    spaced = space;
  }
  return { text, offsets };
}

function plainUnit(unit: string): string {
  if ('‘’‚‛`´'.includes(unit)) return "'";
  if ('“”„‟«»'.includes(unit)) return '"';
  if ('‐‑‒–—'.includes(unit)) return '-';
  const lower = unit.toLowerCase();
  return lower.length === 1 ? lower : unit;
}
