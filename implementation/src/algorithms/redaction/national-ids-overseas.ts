import { fitsLuhn, fitsVerhoeff, isCalendarDay, toEleven, weighted } from './checksums.ts';
import { announcedId, bareId, isDay, isDigitAt, type NationalId, two } from './national-id.ts';

const MEDICARE =
  /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9][AC-HJKMNP-RT-Y]{2}[0-9]{2}$/;
const CURP =
  /^[A-Z][AEIOUX][A-Z]{2}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z][0-9]$/;
const PAN = /^[A-Z]{3}[ABCEFGHJKLPT][A-Z][0-9]{4}[A-Z]$/;
const TAIWANESE = '10 11 12 13 14 15 16 17 34 18 19 20 21 22 35 23 24 25 26 27 28 29 32 30 31 33';

/** United States, Social Security number (areas never issued left out) or ITIN. */
export function isUsNumber(id: string): boolean {
  const [area, group, serial] = [id.slice(0, 3), two(id, 3), id.slice(5)];
  if (area === '000' || group === 0 || serial === '0000') return false;
  if (id.startsWith('9')) return group >= 50 && group !== 89 && group !== 93;
  return area !== '666';
}

function isCpf(id: string): boolean {
  if (/^(.)\1{10}$/.test(id)) return false;
  const check = (weights: readonly number[]) => (toEleven(id, weights) % 11) % 10;
  return (
    isDigitAt(id, 9, check([10, 9, 8, 7, 6, 5, 4, 3, 2])) &&
    isDigitAt(id, 10, check([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]))
  );
}

function isChineseId(id: string): boolean {
  if (!isDay(id, { month: 10, day: 12 })) return false;
  const sum = weighted(id, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return '10X98765432'[sum % 11] === id[17];
}

function isHongKong(id: string): boolean {
  const sum = weighted(id.slice(1), [7, 6, 5, 4, 3, 2]) + 9 * 36 + 8 * (id.charCodeAt(0) - 55);
  return (sum + Number.parseInt(id[7] ?? '', 36)) % 11 === 0;
}

function isTaiwanese(id: string): boolean {
  const letter = TAIWANESE.split(' ')[id.charCodeAt(0) - 65] ?? '';
  const rest = weighted(id.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1]);
  return /^.[1289]/.test(id) && (weighted(letter, [1, 9]) + rest) % 10 === 0;
}

function isSingaporean(id: string): boolean {
  const series = id[0] ?? '';
  const [, letters = '', offset = 0] =
    [
      ['ST', 'JZIHGFEDCBA', series === 'T' ? 4 : 0],
      ['FG', 'XWUTRQPNMLK', series === 'G' ? 4 : 0],
      ['M', 'XWUTRQPNJLK', 3],
    ].find(([names]) => String(names).includes(series)) ?? [];
  const sum = weighted(id.slice(1), [2, 7, 6, 5, 4, 3, 2]) + Number(offset);
  return String(letters)[sum % 11] === id[8];
}

function isRut(id: string): boolean {
  const body = id.slice(0, -1).padStart(8, '0');
  return '0123456789K0'[toEleven(body, [3, 2, 7, 6, 5, 4, 3, 2])] === id.at(-1);
}

const isCuil = (id: string) =>
  /^(?:2[0347]|3[034]|5[015])/.test(id) &&
  isDigitAt(id, 10, toEleven(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
const isRfc = (id: string) => isDay(id, { month: 6, day: 8 });
const isTfn = (id: string) => weighted(id, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0;
const isAustralianMedicare = (id: string) =>
  /^[2-6]/.test(id) && isDigitAt(id, 8, weighted(id, [1, 3, 7, 9, 1, 3, 7, 9]) % 10);
const isMyNumber = (id: string) =>
  isDigitAt(id, 11, (toEleven(id, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 10);
const isKorean = (id: string) => isDay(id, { month: 2, day: 4 });
const isMalaysian = (id: string) => isDay(id, { month: 2, day: 4 });
const isThai = (id: string) =>
  /^[1-8]/.test(id) &&
  isDigitAt(id, 12, toEleven(id, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 10);
const isIndonesian = (id: string) => isCalendarDay(two(id, 8), two(id, 6) % 40);
const isSouthAfrican = (id: string) =>
  isDay(id, { month: 2, day: 4 }) && /^.{10}[0-2]/.test(id) && fitsLuhn(id);
const isSriLankan = (id: string) =>
  /[VX]$/.test(id) && Number(id.slice(2, 5)) % 500 >= 1 && Number(id.slice(2, 5)) % 500 <= 366;
const isEgyptian = (id: string) => /^[23]/.test(id) && isDay(id, { month: 3, day: 5 });
const isEmirati = (id: string) => /^784(?:19|20)/.test(id);
const isUruguayan = (id: string) =>
  isDigitAt(id, 7, (10 - (weighted(id, [2, 9, 8, 7, 6, 3, 4]) % 10)) % 10);
const isIranian = (id: string) => {
  const rest = weighted(id, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return isDigitAt(id, 9, rest < 2 ? rest : 11 - rest);
};

/** Where two fit, the first one is taken. */
export const nationalIdsOverseas: readonly NationalId[] = [
  bareId(
    'United States, Medicare',
    '9A99-A99-AA99 9AA9-AA9-AA99 9A99-AA9-AA99 9AA9-A99-AA99 9AA9AA9AA99 9A99A99AA99 9AA9A99AA99 9A99AA9AA99',
    (id) => MEDICARE.test(id),
  ),
  announcedId('Canada', '999-999-999 999_999_999 999999999', fitsLuhn),
  bareId('Mexico, CURP', 'AAAA999999AAAAAA99 AAAA999999AAAAAAA9', (id) => CURP.test(id)),
  bareId(
    'Mexico, RFC',
    'AAAA999999AAA AAAA999999AA9 AAAA999999A9A AAAA999999A99 AAAA9999999AA AAAA9999999A9 AAAA99999999A AAAA999999999',
    isRfc,
  ),
  bareId('Brazil', '999.999.999-99 999999999-99 99999999999', isCpf),
  bareId('Argentina', '99-99999999-9', isCuil),
  announcedId('Argentina', '99999999999', isCuil),
  bareId(
    'Chile',
    '99.999.999-9 99.999.999-A 9.999.999-9 9.999.999-A 99999999-9 99999999-A 9999999-A',
    isRut,
  ),
  bareId('Uruguay', '9.999.999-9', isUruguayan),
  announcedId('Ecuador', '9999999999 999999999-9', (id) => two(id, 0) <= 30 && fitsLuhn(id)),
  bareId('China', '999999999999999999 99999999999999999A', isChineseId),
  bareId('Hong Kong', 'A999999(9) A999999(A)', isHongKong),
  bareId('Taiwan', 'A999999999', isTaiwanese),
  bareId('Singapore', 'A9999999A', isSingaporean),
  bareId('Malaysia', '999999-99-9999', isMalaysian),
  announcedId('Malaysia', '999999999999', isMalaysian),
  bareId('Thailand', '9-9999-99999-99-9 9_9999_99999_99_9', isThai),
  announcedId('Thailand', '9999999999999', isThai),
  announcedId('Indonesia', '9999999999999999', isIndonesian),
  bareId('South Korea', '999999-9999999', isKorean),
  bareId('Japan', '9999_9999_9999 9999-9999-9999', isMyNumber),
  announcedId('Japan', '999999999999', isMyNumber),
  bareId('India, Aadhaar', '9999_9999_9999 9999-9999-9999', (id) => id > '2' && fitsVerhoeff(id)),
  announcedId('India, Aadhaar', '999999999999', (id) => id > '2' && fitsVerhoeff(id)),
  bareId('India, PAN', 'AAAAA9999A', (id) => PAN.test(id)),
  bareId('Pakistan', '99999-9999999-9', (id) => /^[1-7]/.test(id)),
  bareId('Sri Lanka', '999999999A', isSriLankan),
  announcedId('Australia, TFN', '999_999_999 999-999-999 999999999', isTfn),
  bareId('Australia, Medicare', '9999_99999_9 9999-99999-9', isAustralianMedicare),
  announcedId('Australia, Medicare', '9999999999', isAustralianMedicare),
  announcedId('New Zealand', '99-999-999 999-999-999 99999999 999999999'),
  bareId('South Africa', '9999999999999 999999_9999_99_9 999999_9999_999', isSouthAfrican),
  bareId('Egypt', '99999999999999', isEgyptian),
  announcedId('Israel', '999999999 99999999-9', fitsLuhn),
  bareId('United Arab Emirates', '999-9999-9999999-9 999999999999999', isEmirati),
  announcedId('Saudi Arabia', '9999999999', (id) => /^[12]/.test(id) && fitsLuhn(id)),
  announcedId('Iran', '9999999999 999-999999-9', isIranian),
];
