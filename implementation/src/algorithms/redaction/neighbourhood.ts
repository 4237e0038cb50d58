/** What stands beside a place in a folded text. Every look is bounded. */

const WORD_UNIT = /^[0-9A-Za-z_\u00aa-\u024f\u0370-\u052f]$/;
const blocking = Uint8Array.from({ length: 0x530 }, (_, unit) =>
  WORD_UNIT.test(String.fromCharCode(unit)) && unit !== 0xd7 && unit !== 0xf7 ? 1 : 0,
);

/**
 * Whether a unit continues a word: digits and the letters of scripts that put spaces between words
 * and numbers. Han, Kana, Hangul, Thai and the like stand beside a number without a space.
 */
export function isWordUnit(unit: number): boolean {
  return unit < 0x530 && blocking[unit] === 1;
}

/** Whether nothing of a word touches the place from either side. NaN, off the text, is no word. */
export function standsAlone(text: string, start: number, end: number): boolean {
  return !isWordUnit(text.charCodeAt(start - 1)) && !isWordUnit(text.charCodeAt(end));
}

/** Up to `length` characters before a place, on the same line or the one before. */
export function textBefore(text: string, at: number, length: number): string {
  return text.slice(Math.max(0, at - length), at);
}

const WORDS = /[A-Za-z\u00c0-\u024f\u0400-\u052f]{1,32}/g;

/** What a word list says of the last of its words within `length` before a place. */
export function lastCue<T>(
  text: string,
  at: number,
  length: number,
  cues: ReadonlyMap<string, T>,
): T | undefined {
  const words = textBefore(text, at, length).match(WORDS);
  if (words === null) return undefined;
  for (let index = words.length - 1; index >= 0; index -= 1) {
    const cue = cues.get((words[index] ?? '').toLowerCase());
    if (cue !== undefined) return cue;
  }
  return undefined;
}

/** A word list for {@link lastCue}: words, separated by spaces, with what they mean. */
export function cueWords<T>(
  ...lists: readonly (readonly [words: string, meaning: T])[]
): Map<string, T> {
  return new Map(
    lists.flatMap(([words, meaning]) =>
      words.split(/\s+/).map((word): [string, T] => [word, meaning]),
    ),
  );
}

/** Whether a cue (an expression without the global flag) stands within `length` before a place. */
export function hasCue(text: string, at: number, length: number, cue: RegExp): boolean {
  return cue.test(textBefore(text, at, length));
}

const GOODS =
  'orders?|invoices?|ref|reference|tracking|shipment|shipping|parcel|package|article|item|product|sku|serial|imei|iccid|isbn|issn|ean|gtin|upc|asin|vin|part|bestell\\w{0,8}|rechnung\\w{0,8}|kunden\\w{0,8}|auftrag\\w{0,8}|sendung\\w{0,8}|vorgang\\w{0,8}|commande|facture|pedido|factura|fatura|ordine|fattura|bestelling|factuur|zamówieni\\w';
const OTHERS =
  'ticket|case|model|build|error|code|exit|customer|transaction|booking|reservation|confirmation|payment|policy|contract|project|po|rma|commit|hash|version|row|line|size|id|uuid|timestamp|epoch';
const isNamed = (words: string) =>
  new RegExp(
    `(?<![a-zà-ÿ])(?:${words})(?:[ \\t]{0,2}(?:numbers?|no|nr|num|nº|n°|ids?|codes?|is|was|are|ist|lautet|est|es|é|è|#|:|=|-|\\.|\\()){0,4}[ \\t]{0,2}[#"']?$`,
    'i',
  );
const GOODS_NUMBER = isNamed(GOODS);
const OTHER_NUMBER = isNamed(`${GOODS}|${OTHERS}`);

/** Whether the words right before a place say that the number of an order, a parcel, … follows. */
export const isGoodsNumber = (text: string, at: number) => hasCue(text, at, 40, GOODS_NUMBER);

/** The same for numbers of any sort that are nobody's. */
export const isOtherNumber = (text: string, at: number) => hasCue(text, at, 40, OTHER_NUMBER);
