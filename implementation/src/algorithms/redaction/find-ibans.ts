import { fitsIban } from './checksums.ts';
import { hasIbanShape, ibanLength } from './iban-registry.ts';
import { hasCue, isWordUnit } from './neighbourhood.ts';
import type { Finder } from './personal-kinds.ts';

const START = /[A-Za-z]{2}[ -]?[0-9]{2}/g;
const CUE = /\biban\b/i;
const CHARACTER = /^[0-9A-Za-z]$/;

/** International bank account numbers, in groups or not; a mistyped one where "IBAN" announces it. */
export const findIbans: Finder = {
  needs: { digits: 2 },
  find(text, found) {
    for (const { index, 0: head } of text.matchAll(START)) {
      const length = ibanLength(head.slice(0, 2).toUpperCase());
      if (length === undefined || isWordUnit(text.charCodeAt(index - 1))) continue;
      const { iban, end, isRegular } = readIban(text, index, length);
      if (iban.length !== length || isWordUnit(text.charCodeAt(end))) continue;
      // "at 20 seconds per page" has the length of an Austrian one, and not its digits.
      const isIban = fitsIban(iban) && (isRegular || hasIbanShape(iban));
      if (isIban || hasCue(text, index, 24, CUE)) found.push({ kind: 'iban', start: index, end });
    }
  },
};

/** The next letters and digits, and whether they are unbroken or in groups of four. */
function readIban(text: string, start: number, length: number) {
  let [iban, end, isRegular] = ['', start, true];
  while (iban.length < length) {
    const character = text[end] ?? '';
    if (CHARACTER.test(character)) iban += character;
    else {
      if (!' -.\t\n'.includes(character) || !CHARACTER.test(text[end + 1] ?? '')) break;
      if (iban.length % 4 !== 0) isRegular = false;
    }
    end += 1;
  }
  return { iban: iban.toUpperCase(), end, isRegular };
}
