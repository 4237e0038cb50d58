import { isDigitUnit } from './digit-groups.ts';
import { announcedId, bareId, type NationalId } from './national-id.ts';
import { nationalIdsOfEurope } from './national-ids-of-europe.ts';
import { isUsNumber, nationalIdsOverseas } from './national-ids-overseas.ts';
import { isOtherNumber, isWordUnit, textBefore } from './neighbourhood.ts';
import type { Candidate, Finder } from './personal-kinds.ts';

/** One way to write the number of a state. */
interface Form {
  kind: 'ssn' | 'national-id';
  picture: string;
  id: NationalId;
}

const LONGEST = 25;
const DIGIT = 0x39;
const LETTER = 0x41;
/** Digits become 9 and letters A; a few separators stay; 0 for what stands in no number. */
const pictured = Uint8Array.from({ length: 0x80 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  if (/[0-9]/.test(character)) return DIGIT;
  if (/[A-Za-z]/.test(character)) return LETTER;
  return ' -./+()'.includes(character) ? unit : 0;
});

const socialSecurity = [
  bareId('United States', '999-99-9999', isUsNumber),
  announcedId('United States', '999_99_9999 999.99.9999 999999999', isUsNumber),
];
const formsByHash = new Map<number, Form[]>();
addForms('ssn', socialSecurity);
addForms('national-id', [...nationalIdsOfEurope, ...nationalIdsOverseas]);

function addForms(kind: Form['kind'], ids: readonly NationalId[]): void {
  for (const id of ids) {
    for (const written of id.written.split(' ')) {
      const picture = written.replaceAll('_', ' ');
      const hash = Array.from(picture).reduce((sum, one) => hashed(sum, one.charCodeAt(0)), 0);
      formsByHash.set(hash, [...(formsByHash.get(hash) ?? []), { kind, picture, id }]);
    }
  }
}

function hashed(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
}

/** Numbers that a state gives to a person, with their check digits where they have some. */
export const findNationalIds: Finder = {
  needs: { digits: 1 },
  find(text, found, { starts }) {
    let free = 0;
    for (const digit of starts) {
      if (digit < free) continue;
      const place = idAround(text, digit, free);
      if (place) found.push(place);
      // On to the next word: what begins inside of this one is part of it.
      free = Math.max(place?.end ?? 0, wordEnd(text, digit));
    }
  },
};

function wordEnd(text: string, from: number): number {
  let at = from;
  while (isWordUnit(text.charCodeAt(at))) at += 1;
  return at;
}

/** The number with its first digit here: it may begin with a few letters, or a word of them. */
function idAround(text: string, digit: number, free: number): Candidate | undefined {
  const word = lettersBefore(text, digit, free);
  const sign = text[word - 1];
  if (word === digit && (sign === ' ' || sign === '-') && word - 1 > free) {
    const letters = lettersBefore(text, word - 1, free);
    const place = letters < word - 1 ? idFrom(text, letters) : undefined;
    if (place) return place;
  }
  return idFrom(text, word);
}

/** Where the letters right before a place begin, six at most. */
function lettersBefore(text: string, end: number, free: number): number {
  let at = end;
  while (at > free && at > end - 6 && pictured[text.charCodeAt(at - 1)] === LETTER) at -= 1;
  return at;
}

/** The longest number that begins here. */
function idFrom(text: string, start: number): Candidate | undefined {
  if (isWordUnit(text.charCodeAt(start - 1))) return undefined;
  let longest: Candidate | undefined;
  let hash = 0;
  let wasWord = false;
  for (let at = start; at < start + LONGEST; at += 1) {
    const unit = pictured[text.charCodeAt(at)] ?? 0;
    const isWord = unit === DIGIT || unit === LETTER;
    if (unit === 0 || !(isWord || wasWord || unit === 0x28)) break;
    wasWord = isWord;
    hash = hashed(hash, unit);
    const end = at + 1;
    if ((!isWord && unit !== 0x29) || isWordUnit(text.charCodeAt(end))) continue;
    const form = formsByHash.get(hash)?.find((one) => isId(text, start, end, one));
    if (form) longest = { kind: form.kind, start, end };
  }
  return longest;
}

/** Milliseconds since 1970, in years when this may run: numbers of machines rather than of people. */
const TIME = /^1[678][0-9]{11}$/;
const SEPARATORS = /[ ./+()-]/g;

function isId(text: string, start: number, end: number, { kind, picture, id }: Form): boolean {
  const written = text.slice(start, end);
  if (written.length !== picture.length || isPartOfMore(text, start, end)) return false;
  if (!id.fits(written.replace(SEPARATORS, '').toUpperCase())) return false;
  const speaks = () => speaksOf(kind === 'ssn' ? US_WORD : ID_WORD, text, start, end);
  if (id.needsCue || TIME.test(written)) return speaks();
  return !(/^[0-9]{1,25}$/.test(written) && isOtherNumber(text, start));
}

/** "1-123-45-6789", "123-45-6789-1", "12.345.678-5.2": a link of something longer. */
function isPartOfMore(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' ';
  const behind = text[end] ?? ' ';
  return (
    ('-./+'.includes(before) && isWordUnit(text.charCodeAt(start - 2))) ||
    ('-/'.includes(behind) && isWordUnit(text.charCodeAt(end + 1))) ||
    (behind === '.' && isDigitUnit(text.charCodeAt(end + 1)))
  );
}

/** Words that stand before or behind such numbers, in the languages of the countries. */
const ID_WORD =
  /(?<![a-z])(?:tax|steuer[a-zü-]{0,30}|idnr|i?tin|ssn|social|insurance|nhs|utr|sin|nin|bsn|burgerservice\w{0,12}|sofi\w{0,8}|personal|person(?:en)?[ -]?(?:nummer|number|no|kennzahl)|personnummer|national\w{0,3}|nationale|citizen\w{0,4}|identi\w{2,12}|security|sozialversicherung\w{0,9}|svnr|ahv|sécu|sécurité|nir|nif|nie|dni|nss|contribuinte|contribuente|fiscal\w{0,3}|taj|adó\w{0,8}|rodn\w{1,3}|egn|oib|jmbg|emšo|cnp|amka|afm|cpr|kennitala|fødselsnummer|fodselsnummer|pesel|nip|isikukood|tfn|medicare|ird|cpf|cnpj|rut|run|cuil|cuit|curp|rfc|cédula|cedula|aadhaar|aadhar|uidai?|pan|nik|ktp|nric|mykad|hkid|rrn|individual number|my number card|kimlik|teudat|iqama|absher|melli|code meli|id (?:no|nr|num|number|card)|citizenship|passport)(?![a-z])/i;

const US_WORD =
  /(?<![a-z])(?:ssns?|itin|tin|social|security|tax(?:payer)?(?: identification| id)?)(?![a-z])/i;

function speaksOf(words: RegExp, text: string, start: number, end: number): boolean {
  return words.test(textBefore(text, start, 48)) || words.test(text.slice(end, end + 32));
}
