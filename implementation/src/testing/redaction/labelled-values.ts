import type { PersonalKind } from '#src/algorithms/redaction/personal-kinds.ts';
import { announcedPhoneFormats, plainPhoneFormats } from './phone-formats.ts';
import {
  announcedNationalIds,
  exampleIbans,
  exampleNationalIds,
  exampleWallets,
} from './published-examples.ts';

/** A whole number from 0 up to, not including, the bound. */
export type Random = (bound: number) => number;

/** Something personal, and whether it may stand in any sentence or its words come with it. */
export interface LabelledValue {
  kind: PersonalKind;
  text: string;
  /** Stands for itself; else a sentence around it has to say what it is. */
  isPlain: boolean;
  /** Where the value stands in `text`, when the text begins with the word that announces it. */
  from?: number;
}

const pick = <Item>(random: Random, list: readonly Item[]): Item =>
  list[random(list.length)] as Item;
const drawn = (random: Random, letters: string, length: number) =>
  Array.from({ length }, () => letters[random(letters.length)]).join('');
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const ALL = `${LOWER}${LOWER.toUpperCase()}${DIGITS}`;

/** Fills `#`, `N` and `Z` with digits. */
export function filled(random: Random, format: string): string {
  return format.replace(/[#NZ]/g, (sign) => {
    if (sign === '#') return String(random(10));
    return String(sign === 'N' ? 2 + random(8) : 1 + random(9));
  });
}

function luhnDigit(body: string): number {
  const sum = [...body].reverse().reduce((total, digit, at) => {
    const twice = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

const CARDS: readonly (readonly [prefix: string, length: number, groups: string])[] = [
  ['4', 16, '4-4-4-4'],
  ['4', 13, '4-3-3-3'],
  ['4', 19, '4-4-4-4-3'],
  ['51', 16, '4-4-4-4'],
  ['55', 16, '4-4-4-4'],
  ['2221', 16, '4-4-4-4'],
  ['2720', 16, '4-4-4-4'],
  ['34', 15, '4-6-5'],
  ['37', 15, '4-6-5'],
  ['300', 14, '4-6-4'],
  ['36', 14, '4-6-4'],
  ['38', 14, '4-6-4'],
  ['6011', 16, '4-4-4-4'],
  ['65', 16, '4-4-4-4'],
  ['3530', 16, '4-4-4-4'],
  ['62', 16, '4-4-4-4'],
  ['62', 19, '6-13'],
  ['5018', 12, '4-4-4'],
  ['6304', 16, '4-4-4-4'],
  ['6759', 18, '4-4-4-4-2'],
  ['2200', 16, '4-4-4-4'],
  ['9792', 16, '4-4-4-4'],
];

function card(random: Random): string {
  const [prefix, length, groups] = pick(random, CARDS);
  const body = prefix + drawn(random, DIGITS, length - 1 - prefix.length);
  const digits = `${body}${luhnDigit(body)}`;
  const separator = pick(random, ['', '', ' ', ' ', '-', '.']);
  if (separator === '') return digits;
  const parts: string[] = [];
  for (const size of groups.split('-')) {
    const done = parts.join('').length;
    parts.push(digits.slice(done, done + Number(size)));
  }
  return parts.join(separator);
}

/** Another account of the example's bank: its digits drawn anew, with check digits that fit. */
function iban(random: Random): string {
  const example = pick(random, exampleIbans);
  const body = example.slice(4).replace(/[0-9]/g, () => String(random(10)));
  const asNumber = `${body}${example.slice(0, 2)}00`.replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  const check = String(98n - (BigInt(asNumber) % 97n)).padStart(2, '0');
  const whole = `${example.slice(0, 2)}${check}${body}`;
  const grouped = whole.match(/.{1,4}/g) ?? [];
  return pick(random, [whole, whole, grouped.join(' '), grouped.join('-'), whole.toLowerCase()]);
}

function email(random: Random): string {
  const word = () => drawn(random, LOWER, 3 + random(8));
  const end = pick(random, [
    'example',
    'com',
    'org',
    'co.uk',
    'com.br',
    'museum',
    'io',
    'рф',
    'de',
  ]);
  return pick(random, [
    () => `${word()}@${word()}.${end}`,
    () => `${word()}.${word()}@${word()}.${end}`,
    () => `${word()}+${word()}@mail.${word()}.${end}`,
    () => `${word()}_${random(1_000)}@${word()}-${word()}.${end}`,
    () => `${word().toUpperCase()}@${word()}.${end}`,
    () => `"${word()} ${word()}"@${word()}.${end}`,
    () => `${word()}ü${word()}@${word()}ß${word()}.${end}`,
    () => `${word()}@xn--${word()}.${end}`,
    () => `o'${word()}@${word()}.${end}`,
    () => `${word()} [at] ${word()} [dot] com`,
    () => `${word()}(at)${word()}.com`,
    () => `${word()} dot ${word()} at ${word()} dot com`,
    () => `${word()}%40${word()}.com`,
    () => `${word()}@[192.0.2.${random(255)}]`,
  ])();
}

function secret(random: Random): string {
  const token = (length: number, letters = ALL) => drawn(random, letters, length);
  return pick(random, [
    () => `AKIA${token(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
    () => `ghp_${token(36)}`,
    () => `github_pat_${token(22)}_${token(59)}`,
    () => `glpat-${token(20)}`,
    () => `xoxb-${token(12, DIGITS)}-${token(12, DIGITS)}-${token(24)}`,
    () => `sk_live_${token(24)}`,
    () => `rk_test_${token(24)}`,
    () => `whsec_${token(32)}`,
    () => `AIza${token(35)}`,
    () => `ya29.${token(60)}`,
    () => `sk-proj-${token(48)}`,
    () => `sk-ant-api03-${token(90)}`,
    () => `hf_${token(34)}`,
    () => `npm_${token(36)}`,
    () => `SG.${token(22)}.${token(43)}`,
    () => `SK${token(32, HEX)}`,
    () => `eyJ${token(30)}.eyJ${token(60)}.${token(43)}`,
    () => `shpat_${token(32, HEX)}`,
    () => `dop_v1_${token(64, HEX)}`,
    () => `${1 + random(9)}${token(8, DIGITS)}:AA${token(33)}`,
    () => `hvs.${token(24)}`,
    () => `pypi-AgEI${token(60)}`,
    () => `dckr_pat_${token(27)}`,
    () => `lin_api_${token(40)}`,
    () => `gsk_${token(52)}`,
  ])();
}

function announcedSecret(random: Random): { text: string; from: number } {
  const value = () => `${drawn(random, ALL, 6 + random(20))}${random(10)}`;
  const lead = pick(random, [
    'password: ',
    'Password=',
    'my password is ',
    'DB_PASSWORD=',
    'api_key = ',
    'apiKey: ',
    'token=',
    'access_token=',
    'client secret: ',
    'Authorization: Bearer ',
    'X-Api-Key: ',
    'Passwort: ',
    'mot de passe : ',
    'contraseña: ',
    'the PIN is ',
    'Server=db;Uid=app;Pwd=',
    'secret_access_key = ',
  ]);
  const secret = lead.includes('Bearer') ? `${drawn(random, ALL, 39)}7` : value();
  return { text: lead + secret, from: lead.length };
}

function ip(random: Random): string {
  const octet = () => 1 + random(254);
  const group = () => (1 + random(0xfffe)).toString(16);
  return pick(random, [
    () => `${octet()}.${octet()}.${octet()}.${octet()}`,
    () => Array.from({ length: 8 }, group).join(':'),
    () => `2001:db8::${group()}:1`,
    () => `fe80::${group()}%eth0`,
    () => `::ffff:${octet()}.${octet()}.${octet()}.${octet()}`,
  ])();
}

function ssn(random: Random): string {
  const area = String(1 + random(665)).padStart(3, '0');
  return `${area}-${String(1 + random(99)).padStart(2, '0')}-${String(1 + random(9_999)).padStart(4, '0')}`;
}

const mac = (random: Random) =>
  Array.from({ length: 6 }, () => drawn(random, HEX, 2)).join(pick(random, [':', '-']));
const announced = (text: string): { text: string; from: number } => ({
  text,
  from: text.search(/[A-Z]?[0-9]/),
});

/** Makers of values, by kind; each call draws another one. */
export const makers: readonly ((random: Random) => LabelledValue)[] = [
  (random) => ({ kind: 'email', text: email(random), isPlain: true }),
  (random) => ({
    kind: 'phone',
    text: filled(random, pick(random, plainPhoneFormats)),
    isPlain: true,
  }),
  (random) => ({
    kind: 'phone',
    text: filled(random, pick(random, announcedPhoneFormats)),
    isPlain: false,
  }),
  (random) => ({ kind: 'card', text: card(random), isPlain: true }),
  (random) => ({ kind: 'iban', text: iban(random), isPlain: true }),
  (random) => ({ kind: 'ssn', text: ssn(random), isPlain: true }),
  (random) => ({ kind: 'national-id', text: pick(random, exampleNationalIds), isPlain: true }),
  (random) => ({
    kind: 'national-id',
    isPlain: true,
    ...announced(pick(random, announcedNationalIds)),
  }),
  (random) => ({ kind: 'secret', text: secret(random), isPlain: true }),
  (random) => ({ kind: 'secret', isPlain: true, ...announcedSecret(random) }),
  (random) => ({ kind: 'ip', text: ip(random), isPlain: true }),
  (random) => ({ kind: 'mac', text: mac(random), isPlain: true }),
  (random) => ({ kind: 'wallet', text: pick(random, exampleWallets), isPlain: true }),
];
