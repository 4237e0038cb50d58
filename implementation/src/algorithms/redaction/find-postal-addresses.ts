import type { Finder } from './personal-kinds.ts';

const WORD = "[\\p{Lu}0-9][\\p{L}\\p{M}0-9'.-]{0,24}";
const STREET_KIND =
  'Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter|Way|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Close|Crescent|Cres|Gardens|Grove|Mews|Row|Walk|Alley|Trail|Loop|Plaza|Pike|Turnpike|Route|Crossing|Ridge|Heights|Quay|Wharf';
const UNIT =
  '(?:,? ?\\n?(?:Apt|Apartment|Suite|Ste|Unit|Floor|Room|Flat|No|#)\\.? ?[0-9A-Za-z-]{1,6})?';
const STATE =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]';
const US_TOWN = `(?:${WORD} ?){1,3},? (?:${STATE}),? [0-9]{5}(?:-[0-9]{4})?(?![0-9])`;
const CITY = `${WORD}(?: ${WORD}){0,2}`;
const UK_POSTCODE = '[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}(?![0-9A-Za-z])';
const CANADIAN_POSTCODE = '[A-CEGHJ-NPR-TVXY][0-9][A-Z] ?[0-9][A-Z][0-9](?![0-9A-Za-z])';
const NUMBERED_TOWN = `(?:[A-Z]{1,2}-)?[0-9]{4,5}(?:-[0-9]{3})? ${CITY}`;
const TOWN = `(?:,? ?\\n?(?:${US_TOWN}|${NUMBERED_TOWN}|${CITY},? (?:${UK_POSTCODE}|${CANADIAN_POSTCODE})|${UK_POSTCODE}))?`;
const BEFORE = '(?<![\\p{L}\\p{N}_.,/-])';

const LOCAL_STREET =
  '(?:stra(?:ß|ss)e|str\\.|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|plein|kade|gracht|gatan|vägen|veien|gata|vej|gade|stræde|katu|utca)';
const ROMANCE_STREET =
  '(?:Calle|C/|Avenida|Avda\\.|Plaza|Paseo|Carrer|Via|Viale|Piazza|Corso|Rua|Travessa|ul\\.|ulica|Strada)';
const FRENCH_STREET =
  '(?:rue|avenue|av\\.|boulevard|bd|place|chemin|allée|impasse|quai|route|cours)';

/** A form of address, and what a text must hold before a search for it is worth its time. */
const form = (hint: string, whole: string) => ({
  hint: new RegExp(hint),
  pattern: new RegExp(`${BEFORE}${whole}`, 'gu'),
});
const forms = [
  // 12b Old Mill Road, Flat 3, York YO1 7HH
  form(
    ` (?:${STREET_KIND})(?![a-z])`,
    `[0-9]{1,6}[A-Za-z]?(?:[-/][0-9]{1,4})?,? (?:${WORD} ){1,4}(?:${STREET_KIND})(?![\\p{L}])\\.?${UNIT}${TOWN}`,
  ),
  // Lindenstraße 12a, 10969 Berlin; Kerkstraat 5; Storgatan 7
  form(
    `${LOCAL_STREET} [0-9]`,
    `(?:\\p{Lu}[\\p{L}.-]{0,24} ){0,2}\\p{Lu}[\\p{L}-]{1,30}${LOCAL_STREET} [0-9]{1,4} ?[A-Za-z]?(?![\\p{L}\\p{N}])${TOWN}`,
  ),
  // 12 bis rue de la Paix, 75002 Paris
  form(
    `[0-9rs],? ${FRENCH_STREET} `,
    `[0-9]{1,4}(?: bis| ter)?,? ${FRENCH_STREET} (?:(?:de|du|des|la|le|les|d'|l') ?){0,3}${CITY}${TOWN}`,
  ),
  // Calle de Alcalá 12; Via Roma, 5, 00184 Roma; Rua Augusta 100
  form(
    `${ROMANCE_STREET} `,
    `${ROMANCE_STREET} (?:(?:de|del|della|dei|la|los|las|do|da|dos) ?){0,3}${CITY},? [0-9]{1,4}(?![0-9])${TOWN}`,
  ),
  form('[Bb]ox [0-9]', `P\\.? ?O\\.? ?Box [0-9]{1,6}${TOWN}`),
  form(`(?:${STATE}),? [0-9]{5}`, US_TOWN),
  form('[0-9] [0-9][A-Z]{2}|[A-Z] [0-9][A-Z]{2}', UK_POSTCODE),
  form('[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]', CANADIAN_POSTCODE),
];
const ANNOUNCED_CODE =
  /(?<![a-z])(?:zip(?: ?code)?|post ?code|postal code|plz|postleitzahl|code postal|código postal|cap)(?: is|:| =)? {0,2}([0-9]{4,6}(?:-[0-9]{3,4})?)(?![0-9A-Za-z])/gi;
/** Nothing here is an address without a digit; short words that decide quickly. */
const ANY_DIGIT = /[0-9]/;

/** Streets with a house number and what follows them, towns with a postcode, boxes. */
export const findPostalAddresses: Finder = (text, found) => {
  if (!ANY_DIGIT.test(text)) return;
  for (const { hint, pattern } of forms) {
    if (!hint.test(text)) continue;
    for (const { index: start, 0: address } of text.matchAll(pattern)) {
      const end = start + address.replace(/[ .,\n]{1,3}$/, '').length;
      found.push({ kind: 'address', start, end });
    }
  }
  for (const match of text.matchAll(ANNOUNCED_CODE)) {
    const end = match.index + match[0].length;
    found.push({ kind: 'address', start: end - (match[1] ?? '').length, end });
  }
};
