import {
  fitsCodiceFiscale,
  fitsLuhn,
  fitsMod1110,
  fitsVerhoeff,
  isCalendarDay,
  remainder,
  weighted,
} from './checksums.ts';
import type { PersonalKind } from './personal-kinds.ts';

/** One country's personal number. */
export interface NationalId {
  kind: PersonalKind;
  /** Sticky and bounded; tried where a word with a digit in it begins. */
  pattern: RegExp;
  /** Gets the number in upper case without separators. */
  fits: (id: string) => boolean;
  /** For forms that many other numbers have too: only behind such a word. */
  cue?: RegExp;
}

const two = (text: string, at: number) => Number(text.slice(at, at + 2));
const CONTROL_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const FINNISH_LETTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** US Social Security number (areas never issued left out) or ITIN. */
export function isUsNumber(id: string): boolean {
  const [area, group, serial] = [id.slice(0, 3), two(id, 3), id.slice(5)];
  if (area === '000' || group === 0 || serial === '0000') return false;
  if (id.startsWith('9')) return group >= 50 && group !== 89 && group !== 93;
  return area !== '666';
}

function isGermanTaxId(id: string): boolean {
  if (id.startsWith('0') || !fitsMod1110(id)) return false;
  // One digit stands twice or three times among the first ten.
  const counts = Array.from('0123456789', (digit) => id.slice(0, 10).split(digit).length - 1);
  const repeated = counts.filter((count) => count > 1);
  return repeated.length === 1 && (repeated[0] ?? 0) <= 3;
}

function isPesel(id: string): boolean {
  const month = two(id, 2) % 20;
  if (!isCalendarDay(month, two(id, 4))) return false;
  return weighted(id, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;
}

function isFrenchNumber(id: string): boolean {
  const digits = id.replace('2A', '19').replace('2B', '18');
  return 97 - remainder(digits.slice(0, 13), 97) === Number(digits.slice(13));
}

function isBelgianNumber(id: string): boolean {
  const check = Number(id.slice(9));
  const body = id.slice(0, 9);
  return 97 - remainder(body, 97) === check || 97 - remainder(`2${body}`, 97) === check;
}

function isFodselsnummer(id: string): boolean {
  if (!isCalendarDay(two(id, 2) % 40, two(id, 0) % 40)) return false;
  return (
    weighted(id, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  );
}

function isCpf(id: string): boolean {
  if (/^(.)\1{10}$/.test(id)) return false;
  const check = (sum: number) => ((sum * 10) % 11) % 10;
  return (
    check(weighted(id, [10, 9, 8, 7, 6, 5, 4, 3, 2])) === Number(id[9]) &&
    check(weighted(id, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])) === Number(id[10])
  );
}

function isChineseId(id: string): boolean {
  if (!isCalendarDay(two(id, 10), two(id, 12))) return false;
  const sum = weighted(id, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return '10X98765432'[sum % 11] === id[17];
}

const isSwissAhv = (id: string) => weighted(id, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
const isDni = (id: string) => CONTROL_LETTERS[Number(id.slice(0, 8)) % 23] === id[8];
const isNie = (id: string) => isDni(`${'XYZ'.indexOf(id[0] ?? '')}${id.slice(1)}`);
const isBsn = (id: string) => weighted(id, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
const isSwedish = (id: string) =>
  isCalendarDay(two(id, id.length - 8), two(id, id.length - 6) % 60) && fitsLuhn(id.slice(-10));
const isHetu = (id: string) => {
  const digits = id.replace(/[^0-9A-Z]/g, '').slice(-10);
  const body = id.slice(0, 6) + id.slice(-4, -1);
  return (
    isCalendarDay(two(id, 2), two(id, 0)) && FINNISH_LETTERS[Number(body) % 31] === digits.at(-1)
  );
};
const always = () => true;

const TAX_CUE =
  /\b(?:tax|steuer\w{0,24}|idnr|tin|ssn|social|insurance|sin|bsn|burgerservicenummer|personal|personnummer|national|identity|identification|pesel|aadhaar|uidai|cpf|nif|dni|rrn|cpr|itin|security)\b/i;

/** Numbers that begin with a letter, the more certain before the less certain. */
export const letterFirstIds: readonly NationalId[] = [
  {
    kind: 'national-id', // United Kingdom, National Insurance
    pattern:
      /(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]([ -]?)[0-9]{2}\1[0-9]{2}\1[0-9]{2}\1[A-D]/iy,
    fits: always,
  },
  {
    kind: 'national-id', // Italy, codice fiscale; with at least the year in digits
    pattern: /[A-Z]{6} ?[0-9L-V]{2}[A-EHLMPR-T][0-9L-V]{2} ?[A-Z][0-9L-V]{3}[A-Z]/iy,
    fits: fitsCodiceFiscale,
  },
  { kind: 'national-id', pattern: /[XYZ][ -]?[0-9]{7}[ -]?[A-Z]/iy, fits: isNie },
  { kind: 'national-id', pattern: /[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z]/y, fits: always }, // PAN
];

/** Numbers that begin with a digit, likewise. */
export const digitFirstIds: readonly NationalId[] = [
  { kind: 'ssn', pattern: /[0-9]{3}-[0-9]{2}-[0-9]{4}/y, fits: isUsNumber },
  {
    kind: 'ssn',
    pattern: /[0-9]{3}([ .]?)[0-9]{2}\1[0-9]{4}/y,
    fits: isUsNumber,
    cue: /\b(?:ssn|itin|social security|social|tin|tax\w{0,4} id\w{0,10})\b/i,
  },
  { kind: 'national-id', pattern: /[0-9]{2}\.?[0-9]{3}\.?[0-9]{3}[ -]?[A-Z]/iy, fits: isDni },
  {
    kind: 'national-id', // France, numéro de sécurité sociale
    pattern:
      /[12][ .]?[0-9]{2}[ .]?[0-9]{2}[ .]?(?:[0-9]{2}|2[AB])[ .]?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{2}/iy,
    fits: isFrenchNumber,
  },
  { kind: 'national-id', pattern: /756([. ]?)[0-9]{4}\1[0-9]{4}\1[0-9]{2}/y, fits: isSwissAhv },
  { kind: 'national-id', pattern: /[1-9][0-9]{16}[0-9X]/iy, fits: isChineseId },
  { kind: 'national-id', pattern: /[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}/y, fits: isCpf },
  {
    kind: 'national-id', // Belgium, numéro national
    pattern: /[0-9]{2}\.[0-9]{2}\.[0-9]{2}[- ][0-9]{3}\.[0-9]{2}/y,
    fits: isBelgianNumber,
  },
  { kind: 'national-id', pattern: /[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y]/iy, fits: isHetu },
  { kind: 'national-id', pattern: /(?:19|20)?[0-9]{6}[-+][0-9]{4}/y, fits: isSwedish },
  {
    kind: 'national-id', // India, Aadhaar
    pattern: /[2-9][0-9]{3}([ -])[0-9]{4}\1[0-9]{4}/y,
    fits: fitsVerhoeff,
  },
  { kind: 'national-id', pattern: /[2-9][0-9]{11}/y, fits: fitsVerhoeff, cue: TAX_CUE },
  { kind: 'national-id', pattern: /[0-9]{2} [0-9]{3} [0-9]{3} [0-9]{3}/y, fits: isGermanTaxId },
  { kind: 'national-id', pattern: /[1-9][0-9]{10}/y, fits: isGermanTaxId },
  { kind: 'national-id', pattern: /[0-9]{11}/y, fits: isPesel },
  { kind: 'national-id', pattern: /[0-9]{6} ?[0-9]{5}/y, fits: isFodselsnummer },
  { kind: 'national-id', pattern: /[0-9]{11}/y, fits: isCpf, cue: TAX_CUE },
  {
    kind: 'national-id',
    pattern: /[0-9]{3}([ -]?)[0-9]{3}\1[0-9]{3}/y,
    fits: fitsLuhn,
    cue: TAX_CUE,
  },
  { kind: 'national-id', pattern: /[0-9]{9}/y, fits: isBsn, cue: TAX_CUE },
  { kind: 'national-id', pattern: /[0-9]{6}-[0-9]{7}/y, fits: always, cue: TAX_CUE },
];
