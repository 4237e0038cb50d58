/** Check digits. All take digits as text, without separators, and say whether they fit. */

const digitAt = (digits: string, at: number) => digits.charCodeAt(at) - 0x30;

/** ISO/IEC 7812-1 annex B: payment cards. */
export function fitsLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, twice = false; at >= 0; at -= 1, twice = !twice) {
    const digit = digitAt(digits, at);
    sum += !twice ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

/** Remainder of a decimal number of any length. */
export function remainder(digits: string, divisor: number): number {
  let rest = 0;
  for (let at = 0; at < digits.length; at += 1) rest = (rest * 10 + digitAt(digits, at)) % divisor;
  return rest;
}

/** ISO 13616 with ISO 7064 MOD 97-10; letters upper case. */
export function fitsIban(iban: string): boolean {
  let rest = 0;
  for (let at = 0; at < iban.length; at += 1) {
    const unit = iban.charCodeAt((at + 4) % iban.length);
    rest = unit < 0x3a ? (rest * 10 + unit - 0x30) % 97 : (rest * 100 + unit - 55) % 97;
  }
  return rest === 1;
}

/** Sum of digits times weights; as many digits as there are weights. */
export function weighted(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) {
    sum += digitAt(digits, at) * (weights[at] as number);
  }
  return sum;
}

/** The check digit of schemes modulo 11: what is left to the next multiple; 10 and 11 stay. */
export function toEleven(digits: string, weights: readonly number[]): number {
  return 11 - (weighted(digits, weights) % 11);
}

/** ISO 7064 MOD 11,10 (German tax number and VAT number, Croatian OIB). */
export function fitsMod1110(digits: string): boolean {
  let product = 10;
  for (let at = 0; at < digits.length - 1; at += 1) {
    const sum = (digitAt(digits, at) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === digitAt(digits, digits.length - 1);
}

const DIHEDRAL = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const PERMUTATIONS = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff's scheme (Aadhaar). */
export function fitsVerhoeff(digits: string): boolean {
  let check = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const row = PERMUTATIONS[at % 8] ?? '';
    const digit = digitAt(row, digitAt(digits, digits.length - 1 - at));
    check = digitAt(DIHEDRAL[check] ?? '', digit);
  }
  return check === 0;
}

const ODD_VALUES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** Italian codice fiscale, 16 characters in upper case (DM 23.12.1976). */
export function fitsCodiceFiscale(code: string): boolean {
  let sum = 0;
  for (let at = 0; at < 15; at += 1) {
    const unit = code.charCodeAt(at);
    const value = unit < 0x3a ? unit - 0x30 : unit - 0x41;
    sum += at % 2 === 0 ? (ODD_VALUES[value] ?? 0) : value;
  }
  return code.charCodeAt(15) - 0x41 === sum % 26;
}

/** Whether year, month and day (two digits each) can be a date. */
export function isCalendarDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
