import { lengthsOf } from './country-codes.ts';
import { cueWords, digitGroups, isWordUnit, lastCue } from './neighbourhood.ts';
import type { Finder } from './personal-kinds.ts';
import { isPhoneShape, type NumberChain } from './phone-shapes.ts';

const MOST_DIGITS = 15;
const FEWEST_DIGITS = 6;
/** No plan writes a number in more groups than that. */
const MOST_GROUPS = 8;
const JOINER = /^(?:[ .\-/\u00b7]|\)? ?\(|\) ?[-./]? ?| [-/.] |-\(|\.\(|\)\()$/;
const EXTENSION =
  /(?:[ ,;]{0,2}(?:extension|ext\.?|extn\.?|x|poste|durchwahl|dw\.?|int\.?|anexo|доб\.?)[ .:=]{0,2}|[ ]?#)[0-9]{1,6}(?![0-9A-Za-z])/iy;

/** Whether a word announces a phone number, or a number that is none. */
const CUES = cueWords(
  [
    `phone phones telephone tel mobile cell cellphone call calling fax whatsapp sms text reach dial
    ring hotline handy telefon telefono teléfono téléphone portable móvil movil celular cellulare
    telefone telefoon tlf mobil rufnummer anrufen contact`,
    true,
  ],
  [
    `order orders invoice ticket case reference ref tracking shipment parcel article item sku serial
    imei isbn ean upc part model version build release error code exit account customer id uuid
    transaction payment policy contract po rma bestellung bestellnummer rechnung kundennummer auftrag
    commande facture pedido factura ordine fattura commit hash port line row size bytes balance amount
    total price zip postcode timestamp date iban ssn card`,
    false,
  ],
);

const CURRENCY_BEFORE =
  /(?:[$€£¥₹₽₩¢#]|\b(?:usd|eur|gbp|chf|inr|jpy|rs|cad|aud|pln|sek|nok|dkk)\.?) ?[+-]?$/i;
const UNIT_BEHIND =
  /^ ?(?:[%€$£¥₹°]|(?:usd|eur|euros?|gbp|chf|inr|jpy|dollars?|pounds?|kr|zł|bytes?|[kmgt]i?b|ms|secs?|seconds?|minutes?|hours?|days?|px|kg|km|rows?|users?|items?|pieces?|units?|times|records?|requests?|files?|messages?|customers?|people|points)\b)/i;
const DASH_AND_WORD = /^-[A-Za-z][a-z]{2}/;
const KIND_BEHIND =
  /^ ?[-–(]? ?(?:office|work|home|mobile|cell|fax|direct|phone|tel|mobil|privat)/i;
const THOUSANDS = /^[0-9]{1,3}(?:([ .])[0-9]{3})(?:\1[0-9]{3}){0,4}$/;

/** Phone numbers: international ones, and the groupings of national plans. */
export const findPhones: Finder = (text, found) => {
  const { starts, ends } = digitGroups(text);
  for (let first = 0; first < starts.length; ) {
    const chain = chainFrom(text, starts, ends, first);
    const count = chain ? phoneIn(text, chain) : 0;
    if (!chain || count === 0) {
      first += 1;
      continue;
    }
    const last = ends[first + count - 1] ?? 0;
    const end = withExtension(text, last);
    found.push({ kind: 'phone', start: opening(text, chain.start, last), end });
    while (first < starts.length && (starts[first] ?? 0) < end) first += 1;
  }
};

/** The groups of digits that may belong to one number, from this group on. */
function chainFrom(
  text: string,
  starts: readonly number[],
  ends: readonly number[],
  first: number,
): NumberChain | undefined {
  const firstStart = starts[first] ?? 0;
  const { start, isInternational } = prefixBefore(text, firstStart);
  if (!mayStart(text, start)) return undefined;
  const chain: NumberChain = { start, isInternational, groups: [], joiners: [], ends: [] };
  let digits = 0;
  const behind = Math.min(starts.length, first + MOST_GROUPS);
  for (let group = first; group < behind; group += 1) {
    const [from, to] = [starts[group] ?? 0, ends[group] ?? 0];
    if (group > first) {
      const joiner = text.slice(ends[group - 1], from);
      if (joiner.length > 3 || !JOINER.test(joiner)) break;
      chain.joiners.push(joiner);
    }
    digits += to - from;
    // Room for an exit code and a trunk zero in brackets.
    if (digits > MOST_DIGITS + 4) break;
    chain.groups.push(text.slice(from, to));
    chain.ends.push(to);
  }
  return digits < FEWEST_DIGITS ? undefined : chain;
}

/** A plus sign and brackets before the first digit. */
function prefixBefore(text: string, digit: number): { start: number; isInternational: boolean } {
  let start = digit;
  if (text[start - 1] === '(') start -= 1;
  let plus = start;
  if (text[plus - 1] === ' ' && text[plus - 2] === '+') plus -= 1;
  if (text[plus - 1] !== '+') return { start, isInternational: false };
  start = plus - 1;
  if (text[start - 1] === '(') start -= 1;
  return { start, isInternational: true };
}

function mayStart(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (isWordUnit(before)) return false;
  // "v1.555-…", "a-555-…", "1,555": the middle of something longer.
  const joined = ".-/\\,'+:".includes(text[start - 1] ?? ' ');
  return !(joined && isWordUnit(text.charCodeAt(start - 2)) && text[start - 1] !== ':');
}

/** How many groups of the chain are a phone number; 0 for none. The longest one wins. */
function phoneIn(text: string, chain: NumberChain): number {
  let announced: boolean | undefined;
  let asked = false;
  const isAnnounced = (): boolean | undefined => {
    if (!asked) announced = lastCue(text, chain.start, 32, CUES);
    asked = true;
    return announced;
  };
  let digits = chain.groups.join('').length;
  for (let count = chain.groups.length; count > 0; count -= 1) {
    if (count < chain.groups.length) digits -= (chain.groups[count] ?? '').length;
    if (digits < FEWEST_DIGITS) return 0;
    if (!mayEnd(text, chain, count)) continue;
    if (isInternationalNumber(chain, count)) return count;
    if (chain.isInternational || !isPhoneShape(chain, count, isAnnounced)) continue;
    if (isAmount(text, chain, count) && isAnnounced() !== true) continue;
    return count;
  }
  return 0;
}

function mayEnd(text: string, chain: NumberChain, count: number): boolean {
  const end = chain.ends[count - 1] ?? 0;
  const behind = text.charCodeAt(end);
  if (isWordUnit(behind)) return hasExtension(text, end);
  // "555-0123-Office": a dash that parts a word from the number; "555-0123-AB7" is a code.
  if (DASH_AND_WORD.test(text.slice(end, end + 4))) return true;
  const joined = '.,-/:@_'.includes(text[end] ?? ' ') && isWordUnit(text.charCodeAt(end + 1));
  return !(joined && count === chain.groups.length);
}

function isInternationalNumber(chain: NumberChain, count: number): boolean {
  let groups = chain.groups.slice(0, count);
  const [head = ''] = groups;
  if (!chain.isInternational) {
    const exit = /^(?:00|011)(?=[1-9]|$)/.exec(head)?.[0];
    if (exit === undefined) return false;
    groups = [head.slice(exit.length), ...groups.slice(1)].filter((group) => group !== '');
  }
  const digits = groups.join('');
  const lengths = lengthsOf(digits);
  if (lengths === undefined) return false;
  // "+44 (0)20": a trunk zero that is not dialled.
  const trunk = groups.length > 1 && /^0/.test(groups[1] ?? '') ? 1 : 0;
  return digits.length >= lengths.fewest && digits.length <= lengths.most + trunk;
}

function isAmount(text: string, chain: NumberChain, count: number): boolean {
  const end = chain.ends[count - 1] ?? 0;
  const whole = text.slice(chain.start, end);
  if (CURRENCY_BEFORE.test(text.slice(Math.max(0, chain.start - 6), chain.start))) return true;
  if (KIND_BEHIND.test(text.slice(end, end + 12))) return false;
  if (UNIT_BEHIND.test(text.slice(end, end + 12))) return true;
  return (
    THOUSANDS.test(whole) && (whole.includes('.') || /^ [a-zà-ÿ]/.test(text.slice(end, end + 2)))
  );
}

/** Without a bracket before the number that is the sentence's: the number does not close it. */
function opening(text: string, start: number, end: number): number {
  if (text[start] !== '(') return start;
  const brackets = text.slice(start, end).replace(/[^()]/g, '');
  return brackets.split('(').length > brackets.split(')').length ? start + 1 : start;
}

function hasExtension(text: string, end: number): boolean {
  EXTENSION.lastIndex = end;
  return EXTENSION.test(text);
}

function withExtension(text: string, end: number): number {
  return hasExtension(text, end) ? EXTENSION.lastIndex : end;
}
