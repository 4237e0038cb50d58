import { lengthsOf } from './country-codes.ts';
import {
  cueWords,
  hasCue,
  isOtherNumber,
  isWordUnit,
  lastCue,
  textBefore,
} from './neighbourhood.ts';
import { chainFrom, type NumberChain } from './number-chain.ts';
import type { Finder } from './personal-kinds.ts';
import { isPhoneShape } from './phone-shapes.ts';

const FEWEST_DIGITS = 6;
const EXTENSION =
  /(?:[ ,;]{0,2}(?:extension|ext\.?|extn\.?|x|poste|durchwahl|dw\.?|int\.?|anexo|ramal|доб\.?)[ .:=]{0,2}|[ ]?#)[0-9]{1,6}(?![0-9A-Za-z])/iy;

/** Whether a word announces a phone number, or a number that is none. */
const CUES = cueWords(
  [
    `phone phones telephone tel mobile cell cellphone call calls called calling fax whatsapp signal
    telegram viber sms text texted reach reached reachable dial dialled ring rang hotline landline
    handy telefon telefonnummer telefono teléfono telefonu téléphone téléphoner portable móvil movil
    celular cellulare telefone telemóvel telefoon telefoonnummer gsm tlf tfno mobil mobilnummer
    mobiel puhelin puhelinnumero rufnummer anrufen erreichen erreichbar appeler llamar llame chamar
    ligar bellen ring numer zadzwonić komórka telefonie сотовый телефон тел тлф`,
    true,
  ],
  [
    `order orders invoice tracking shipment parcel sku serial imei iccid isbn ean upc uuid
    bestellnummer rechnungsnummer kundennummer auftrag commande facture factura fattura timestamp iban
    ssn`,
    false,
  ],
);
const OWN_NUMBER =
  /\b(?:my|his|her|our|their|new|home|work|office|emergency|contact|daytime|meine|mon|mi|mio|min|mijn|mój) (?:numbers?|nummer|numéro|número|numero|nr|no\.?|#)(?:[ :]{1,2}|is |ist |est |es |è ){0,2}$/i;

const CURRENCY_BEFORE =
  /(?:[$€£¥₹₽₩¢#]|\b(?:usd|eur|gbp|chf|inr|jpy|rs|cad|aud|pln|sek|nok|dkk|r)\.?) ?[+-]?$/i;
const UNIT_BEHIND =
  /^ ?(?:[%€$£¥₹°]|(?:usd|eur|euros?|gbp|chf|inr|jpy|dollars?|pounds?|kr|zł|bytes?|[kmgt]i?b|ms|ns|µs|secs?|seconds?|minutes?|hours?|days?|px|kg|km|rows?|users?|items?|pieces?|units?|times|records?|requests?|files?|messages?|customers?|people|points|tokens?)\b)/i;
const DASH_AND_WORD = /^[-/][A-Za-z][a-z]{2}/;
const KIND_BEHIND =
  /^ ?[-–(]? ?(?:office|work|home|mobile|cell|fax|direct|phone|tel|mobil|privat)/i;
const THOUSANDS = /^[0-9]{1,3}(?:\.[0-9]{3}){1,5}$/;

/** Phone numbers: international ones, and the groupings of national plans. */
export const findPhones: Finder = {
  needs: { digits: FEWEST_DIGITS },
  find(text, found, groups) {
    const { starts, ends } = groups;
    for (let first = 0; first < starts.length; ) {
      const chain = chainFrom(text, groups, first);
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
  },
};

/** How many groups of the chain are a phone number; 0 for none. The longest one wins. */
function phoneIn(text: string, chain: NumberChain): number {
  let announced: boolean | undefined;
  let isAsked = false;
  const isAnnounced = (): boolean | undefined => {
    if (!isAsked) announced = announcement(text, chain.start);
    isAsked = true;
    return announced;
  };
  let digits = chain.groups.join('').length;
  for (let count = chain.groups.length; count > 0; count -= 1) {
    if (count < chain.groups.length) digits -= (chain.groups[count] ?? '').length;
    if (digits < FEWEST_DIGITS) return 0;
    if (!mayEnd(text, chain, count)) continue;
    if (isInternational(text, chain, count)) return count;
    if (chain.hasPlus || !isPhoneShape(chain, count, isAnnounced)) continue;
    if (isAmount(text, chain, count) && isAnnounced() !== true) continue;
    return count;
  }
  return 0;
}

/** What the words right before say, else the last word nearby that says something. */
function announcement(text: string, start: number): boolean | undefined {
  if (!/[A-Za-z\u00c0-\u052f]/.test(textBefore(text, start, 40))) return undefined;
  if (isOtherNumber(text, start)) return false;
  return lastCue(text, start, 40, CUES) ?? (hasCue(text, start, 24, OWN_NUMBER) || undefined);
}

function mayEnd(text: string, chain: NumberChain, count: number): boolean {
  // "555-123-4567-8901-2345": where the same sign goes on, so does whatever it is.
  const next = chain.joiners[count - 1] ?? ' ';
  if ('-./'.includes(next) && next === chain.joiners[count - 2]) return false;
  const end = chain.ends[count - 1] ?? 0;
  if (isWordUnit(text.charCodeAt(end))) return hasExtension(text, end);
  // "555-0123-Office": a dash that parts a word from the number; "555-0123-AB7" is a code.
  if (DASH_AND_WORD.test(text.slice(end, end + 4))) return true;
  const [behind, beyond = ' '] = [text[end] ?? ' ', text[end + 1]];
  if (behind === ',' || behind === ':') return !/[0-9]/.test(beyond);
  const isJoined = '.-/@_'.includes(behind) && isWordUnit(text.charCodeAt(end + 1));
  return !(isJoined && (count === chain.groups.length || /[A-Za-z_]/.test(beyond)));
}

/** After a plus sign, or an exit code and a country code with as many digits as its plan has. */
function isInternational(text: string, chain: NumberChain, count: number): boolean {
  let groups = chain.groups.slice(0, count);
  if (!chain.hasPlus) {
    const exit = /^(?:00|011)(?=[1-9]|$)/.exec(groups[0] ?? '')?.[0];
    if (exit === undefined) return false;
    groups = [(groups[0] ?? '').slice(exit.length), ...groups.slice(1)].filter((one) => one !== '');
  }
  const digits = groups.join('');
  const lengths = lengthsOf(digits);
  // "+44 (0)20": a trunk zero that is not dialled.
  const trunk = groups.length > 1 && (groups[1] ?? '').startsWith('0') ? 1 : 0;
  if (lengths && digits.length >= lengths.fewest && digits.length <= lengths.most + trunk) {
    return true;
  }
  // A digit too many or too few hides nothing from whoever reads it.
  return (
    chain.hasPlus &&
    digits.length >= 8 &&
    digits.length <= 15 &&
    count === chain.groups.length &&
    !isAmount(text, chain, count)
  );
}

function isAmount(text: string, chain: NumberChain, count: number): boolean {
  const end = chain.ends[count - 1] ?? 0;
  if (CURRENCY_BEFORE.test(text.slice(Math.max(0, chain.start - 6), chain.start))) return true;
  if (KIND_BEHIND.test(text.slice(end, end + 12))) return false;
  if (UNIT_BEHIND.test(text.slice(end, end + 12))) return true;
  return THOUSANDS.test(text.slice(chain.start, end));
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
