import {
  fitsCodiceFiscale,
  fitsLuhn,
  fitsMod1110,
  fitsVerhoeff,
  isCalendarDay,
  remainder,
  toEleven,
  weighted,
} from './checksums.ts';
import { announcedId, bareId, isDay, isDigitAt, type NationalId, two } from './national-id.ts';

const SPANISH_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const FINNISH_LETTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const IRISH_LETTERS = 'WABCDEFGHIJKLMNOPQRSTUV';
/** What a remainder of ten becomes. */
const CNP_DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1];
const NINO = /^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]$/;

const isDni = (id: string) => SPANISH_LETTERS[Number(id.slice(0, 8)) % 23] === id[8];
const isNie = (id: string) => isDni(`${'XYZ'.indexOf(id[0] ?? '')}${id.slice(1)}`);

function isGermanTaxId(id: string): boolean {
  if (id.startsWith('0') || !fitsMod1110(id)) return false;
  // One digit stands twice or three times among the first ten.
  const counts = Array.from('0123456789', (digit) => id.slice(0, 10).split(digit).length - 1);
  const repeated = counts.filter((count) => count > 1);
  return repeated.length === 1 && (repeated[0] ?? 0) <= 3;
}

/** Sozialversicherungsnummer: the letter counts as its two-digit place in the alphabet. */
function isGermanInsurance(id: string): boolean {
  if (!isDay(id, { day: 2, month: 4 })) return false;
  const letter = String(id.charCodeAt(8) - 64).padStart(2, '0');
  const digits = id.slice(0, 8) + letter + id.slice(9);
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
  const sum = weights.reduce((total, weight, at) => {
    const product = weight * Number(digits[at]);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return isDigitAt(id, 11, sum % 10);
}

function isFrenchNumber(id: string): boolean {
  const digits = id.replace('2A', '19').replace('2B', '18');
  return (
    /^[1-478]/.test(id) && 97 - remainder(digits.slice(0, 13), 97) === Number(digits.slice(13))
  );
}

function isBelgianNumber(id: string): boolean {
  // The register of those without a residence adds 20 or 40 to the month.
  if (two(id, 2) % 20 > 12 || two(id, 4) > 31) return false;
  const check = Number(id.slice(9));
  const body = id.slice(0, 9);
  return 97 - remainder(body, 97) === check || 97 - remainder(`2${body}`, 97) === check;
}

const isAustrian = (id: string) =>
  isCalendarDay(Math.min(two(id, 6), 12), two(id, 4)) &&
  two(id, 6) <= 15 &&
  isDigitAt(id, 3, weighted(id, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11);
const isSwissAhv = (id: string) => weighted(id, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
const isBsn = (id: string) =>
  Number(id) > 0 && weighted(id.padStart(9, '0'), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
const isPesel = (id: string) =>
  isCalendarDay(two(id, 2) % 20, two(id, 4)) &&
  weighted(id, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;
const isNip = (id: string) => isDigitAt(id, 9, weighted(id, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11);
/** Czech and Slovak: 50 more for women, 20 more where a day ran out of numbers. */
const isBirthNumber = (id: string) =>
  isCalendarDay((two(id, 2) % 50) % 20, two(id, 4)) && (id.length < 10 || Number(id) % 11 === 0);
const isTaj = (id: string) => isDigitAt(id, 8, weighted(id, [3, 7, 3, 7, 3, 7, 3, 7]) % 10);
const isCnp = (id: string) =>
  isDay(id, { month: 3, day: 5 }) &&
  isDigitAt(id, 12, CNP_DIGITS[weighted(id, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11] ?? 0) &&
  !id.startsWith('0');
const isEgn = (id: string) =>
  isCalendarDay(two(id, 2) % 20, two(id, 4)) &&
  isDigitAt(id, 9, (weighted(id, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10);
const isJmbg = (id: string) =>
  isDay(id, { day: 0, month: 2 }) &&
  isDigitAt(id, 12, (toEleven(id, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 10);
const isAmka = (id: string) => isDay(id, { day: 0, month: 2 }) && fitsLuhn(id);
const isAfm = (id: string) =>
  isDigitAt(id, 8, (weighted(id, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10);
const isTurkish = (id: string) =>
  !id.startsWith('0') &&
  isDigitAt(id, 9, ((weighted(id, [7, 9, 7, 9, 7, 9, 7, 9, 7]) % 10) + 10) % 10) &&
  isDigitAt(id, 10, weighted(id, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10);

/** Lithuania and Estonia: a second row of weights where the first leaves ten. */
function isBaltic(id: string): boolean {
  if (!/^[1-8]/.test(id) || !isDay(id, { month: 3, day: 5 })) return false;
  const first = weighted(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const second = weighted(id, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
  return isDigitAt(id, 10, first < 10 ? first : second % 10);
}

const isLatvian = (id: string) => id.startsWith('32') || isDay(id, { day: 0, month: 2 });

function isHetu(id: string): boolean {
  const body = id.slice(0, 6) + id.slice(-4, -1);
  return isDay(id, { day: 0, month: 2 }) && FINNISH_LETTERS[Number(body) % 31] === id.at(-1);
}

const isSwedish = (id: string) =>
  (id.length < 12 || /^(?:19|20)/.test(id)) &&
  isCalendarDay(two(id, id.length - 8), two(id, id.length - 6) % 60) &&
  fitsLuhn(id.slice(-10));
const isCpr = (id: string) =>
  isDay(id, { day: 0, month: 2 }) && weighted(id, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
/** Companies have 40 more on the day. */
const isKennitala = (id: string) =>
  isCalendarDay(two(id, 2), two(id, 0) % 40) &&
  isDigitAt(id, 8, toEleven(id, [3, 2, 7, 6, 5, 4, 3, 2]) % 11);
const isFodselsnummer = (id: string) =>
  isCalendarDay(two(id, 2) % 40, two(id, 0) % 40) &&
  weighted(id, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
  weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;

function isPps(id: string): boolean {
  const second = id.length === 9 ? (id.charCodeAt(8) - 64) % 23 : 0;
  return IRISH_LETTERS[(weighted(id, [8, 7, 6, 5, 4, 3, 2]) + second * 9) % 23] === id[7];
}

const isNhs = (id: string) => isDigitAt(id, 9, toEleven(id, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
const isPortugueseNif = (id: string) =>
  isDigitAt(id, 8, (toEleven(id, [9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 10);

/** Cartão de cidadão: Luhn over digits and letters, from the left. */
function isCitizenCard(id: string): boolean {
  const sum = Array.from(id).reduce((total, character, at) => {
    const value = Number.parseInt(character, 36) * (at % 2 === 0 ? 2 : 1);
    return total + (at % 2 === 0 && value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const isSpanishInsurance = (id: string) => {
  const [province, number] = [two(id, 0), Number(id.slice(2, 10))];
  const whole = number < 10_000_000 ? number + province * 10_000_000 : Number(id.slice(0, 10));
  return whole % 97 === two(id, 10);
};

function isSnils(id: string): boolean {
  const sum = weighted(id, [9, 8, 7, 6, 5, 4, 3, 2, 1]);
  return (sum % 101) % 100 === two(id, 9);
}

const isRussianInn = (id: string) =>
  isDigitAt(id, 10, (weighted(id, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10) &&
  isDigitAt(id, 11, (weighted(id, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10);
const isLuxembourgish = (id: string) =>
  isDay(id, { month: 4, day: 6 }) &&
  fitsLuhn(id.slice(0, 12)) &&
  fitsVerhoeff(id.slice(0, 11) + id.slice(12));

/** A codice fiscale may hold letters for its digits, where two people would have the same. */
function codiceFiscale(): string {
  const places = Array.from({ length: 127 }, (_, mask) => {
    const at = (bit: number) => ((mask >> bit) & 1 ? 'A' : '9');
    return `AAAAAA${at(0)}${at(1)}A${at(2)}${at(3)}A${at(4)}${at(5)}${at(6)}A`;
  });
  return `${places.join(' ')} AAAAAA_99A99_A999A AAA_AAA_99A99_A999A`;
}

/** Where two fit, the first one is taken. */
export const nationalIdsOfEurope: readonly NationalId[] = [
  bareId('United Kingdom', 'AA999999A AA_99_99_99_A AA-99-99-99-A', (id) => NINO.test(id)),
  announcedId('United Kingdom, NHS', '999_999_9999 999-999-9999 9999999999', isNhs),
  bareId('Ireland', '9999999A 9999999AA', isPps),
  bareId('Italy', codiceFiscale(), fitsCodiceFiscale),
  bareId('Spain', '99999999A 99999999-A 99999999_A 99.999.999-A 99.999.999A', isDni),
  bareId('Spain, NIE', 'A9999999A A-9999999-A A-9999999A A_9999999_A', isNie),
  bareId('Spain, social security', '99/99999999/99 99/9999999999', isSpanishInsurance),
  announcedId('Portugal, NIF', '999999999 999_999_999', isPortugueseNif),
  bareId('Portugal', '99999999_9_AA9 99999999_9AA9 999999999AA9', isCitizenCard),
  bareId(
    'France',
    '9_99_99_99_999_999_99 999999999999999 9_99_99_9A_999_999_99 999999A99999999 9.99.99.99.999.999.99 9_99_99_99_999_999-99 9999999999999_99',
    isFrenchNumber,
  ),
  bareId('Belgium', '99.99.99-999.99 99.99.99_999.99 99999999999', isBelgianNumber),
  announcedId('Netherlands', '999999999 99999999 9999.99.999 9999_99_999', isBsn),
  bareId('Luxembourg', '9999999999999', isLuxembourgish),
  bareId('Germany', '99_999_999_999 99999999999', isGermanTaxId),
  bareId('Germany, insurance', '99999999A999 99_999999_A_999 99_999999_A999', isGermanInsurance),
  bareId('Austria', '9999_999999 9999-999999', isAustrian),
  announcedId('Austria', '9999999999', isAustrian),
  bareId(
    'Switzerland',
    '999.9999.9999.99 999_9999_9999_99 9999999999999',
    (id) => id.startsWith('756') && isSwissAhv(id),
  ),
  bareId('Poland', '99999999999', isPesel),
  bareId('Poland, NIP', '999-999-99-99 999-99-99-999', isNip),
  bareId('Czechia, Slovakia', '999999/9999 999999/999', isBirthNumber),
  announcedId('Czechia, Slovakia', '9999999999', isBirthNumber),
  announcedId('Hungary', '999_999_999 999-999-999 999999999', isTaj),
  bareId('Romania', '9999999999999', isCnp),
  announcedId('Bulgaria', '9999999999', isEgn),
  announcedId('Croatia', '99999999999', fitsMod1110),
  bareId('Serbia, Slovenia and neighbours', '9999999999999', isJmbg),
  bareId('Greece, AMKA', '99999999999', isAmka),
  announcedId('Greece, AFM', '999999999', isAfm),
  bareId('Turkey', '99999999999', isTurkish),
  bareId('Estonia, Lithuania', '99999999999', isBaltic),
  bareId('Latvia', '999999-99999', isLatvian),
  bareId(
    'Finland',
    '999999-999A 999999-9999 999999+9999 999999+999A 999999A9999 999999A999A',
    isHetu,
  ),
  bareId('Sweden', '999999-9999 999999+9999 99999999-9999 999999999999', isSwedish),
  announcedId('Sweden', '9999999999', isSwedish),
  bareId('Norway', '99999999999 999999_99999', isFodselsnummer),
  bareId('Denmark', '999999-9999', isCpr),
  announcedId('Denmark', '999999-9999 9999999999', (id) => isDay(id, { day: 0, month: 2 })),
  bareId('Iceland', '999999-9999', isKennitala),
  bareId('Russia, SNILS', '999-999-999_99 999-999-999-99', isSnils),
  bareId('Russia, INN', '999999999999', isRussianInn),
];
