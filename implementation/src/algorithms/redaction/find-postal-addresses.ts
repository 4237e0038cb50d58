import type { Candidate, Finder } from './personal-kinds.ts';

const WORD = "[\\p{Lu}0-9][\\p{L}\\p{M}0-9'.-]{0,24}";
const STREET_KIND =
  'Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter|Way|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Close|Crescent|Cres|Gardens|Grove|Mews|Row|Walk|Alley|Trail|Loop|Plaza|Pike|Turnpike|Route|Crossing|Ridge|Heights|Quay|Wharf';
const UNIT =
  '(?:[ ,\\n]{1,3}(?:Apt|Apartment|Suite|Ste|Unit|Floor|Room|Flat|No|#)\\.? ?[0-9A-Za-z-]{1,6})?';
const STATE =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]';
const US_TOWN = `(?:${WORD} ?){1,3},? (?:${STATE}),? [0-9]{5}(?:-[0-9]{4})?(?![0-9])`;
const CITY = `${WORD}(?: ${WORD}){0,2}`;
const UK_POSTCODE = '[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}(?![0-9A-Za-z])';
const CANADIAN_POSTCODE = '[A-CEGHJ-NPR-TVXY][0-9][A-Z] ?[0-9][A-Z][0-9](?![0-9A-Za-z])';
const NUMBERED_TOWN = `(?:[A-Z]{1,2}-)?[0-9]{4,5}(?:-[0-9]{3})? ${CITY}`;
const TOWN = `(?:[ ,\\n]{1,4}(?:${US_TOWN}|${NUMBERED_TOWN}|${CITY},? (?:${UK_POSTCODE}|${CANADIAN_POSTCODE})|${UK_POSTCODE}))?`;
const BEFORE = '(?<![\\p{L}\\p{N}_.,/-])';

const LOCAL_STREET =
  '(?:stra(?:ß|ss)e|str\\.|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|plein|kade|gracht|gatan|vägen|veien|gata|vej|gade|stræde|katu|utca)';
const ROMANCE_STREET =
  '(?:Calle|C/|Avenida|Avda\\.|Plaza|Paseo|Carrer|Via|Viale|Piazza|Corso|Rua|Travessa|ul\\.|ulica|Strada)';
const FRENCH_STREET =
  '(?:rue|avenue|av\\.|boulevard|bd|place|chemin|allée|impasse|quai|route|cours)';

/** Forms that begin with a house number; sticky. */
const numberFirst = [
  // 12b Old Mill Road, Flat 3, York YO1 7HH
  `[0-9]{1,6}[A-Za-z]?(?:[-/][0-9]{1,4})?,? (?:${WORD} ){1,4}(?:${STREET_KIND})(?![\\p{L}])\\.?${UNIT}${TOWN}`,
  // 12 bis rue de la Paix, 75002 Paris
  `[0-9]{1,4}(?: bis| ter)?,? ${FRENCH_STREET} (?:(?:de|du|des|la|le|les|d'|l') ?){0,3}${CITY}${TOWN}`,
].map((form) => new RegExp(form, 'uy'));
const NUMBER_START = new RegExp(
  `(?<![0-9A-Za-z_.,/-])[0-9]{1,6}[A-Za-z]?[-/0-9]{0,5}(?: bis| ter)?,? (?=[A-Z0-9À-Þ]|${FRENCH_STREET} )`,
  'g',
);

/** A form that is looked for around its hint: a mark that most texts do not hold. */
const form = (hint: string, whole: string) => ({
  hint: new RegExp(hint, 'g'),
  pattern: new RegExp(`${BEFORE}${whole}`, 'u'),
});
const otherForms = [
  // Lindenstraße 12a, 10969 Berlin; Kerkstraat 5; Storgatan 7
  form(
    `(?<=${LOCAL_STREET}) [0-9]`,
    `(?:\\p{Lu}[\\p{L}.-]{0,24} ){0,2}\\p{Lu}[\\p{L}-]{1,30}${LOCAL_STREET} [0-9]{1,4} ?[A-Za-z]?(?![\\p{L}\\p{N}])${TOWN}`,
  ),
  // Calle de Alcalá 12; Via Roma, 5, 00184 Roma; Rua Augusta 100
  form(
    `${ROMANCE_STREET} `,
    `${ROMANCE_STREET} (?:(?:de|del|della|dei|la|los|las|do|da|dos) ?){0,3}${CITY},? [0-9]{1,4}(?![0-9])${TOWN}`,
  ),
  form('[Bb]ox [0-9]', `P\\.? ?O\\.? ?Box [0-9]{1,6}${TOWN}`),
  form(`(?<=${STATE}),? [0-9]{5}`, US_TOWN),
  form('[0-9A-Z] [0-9][A-Z]{2}', UK_POSTCODE),
  form('[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]', CANADIAN_POSTCODE),
];
/** How far around its hint a form may reach. */
const REACH = { before: 90, behind: 160 };
const ANNOUNCED_CODE =
  /(?<![a-z])(?:zip(?: ?code)?|post ?code|postal code|plz|postleitzahl|code postal|código postal|cap)(?: is|:| =)? {0,2}([0-9]{4,6}(?:-[0-9]{3,4})?)(?![0-9A-Za-z])/gi;
/** Nothing here is an address without a digit; short words that decide quickly. */
const ANY_DIGIT = /[0-9]/;

/** Streets with a house number and what follows them, towns with a postcode, boxes. */
export const findPostalAddresses: Finder = (text, found) => {
  if (!ANY_DIGIT.test(text)) return;
  for (const { index: start } of text.matchAll(NUMBER_START)) {
    for (const form of numberFirst) {
      form.lastIndex = start;
      const address = form.exec(text)?.[0];
      if (address !== undefined) pushTrimmed(start, address, found);
    }
  }
  for (const { hint, pattern } of otherForms) findAround(text, hint, pattern, found);
  for (const match of text.matchAll(ANNOUNCED_CODE)) {
    const end = match.index + match[0].length;
    found.push({ kind: 'address', start: end - (match[1] ?? '').length, end });
  }
};

function findAround(text: string, hint: RegExp, pattern: RegExp, found: Candidate[]): void {
  let free = 0;
  for (const { index } of text.matchAll(hint)) {
    if (index < free) continue;
    const from = Math.max(free, index - REACH.before);
    const match = pattern.exec(text.slice(from, index + REACH.behind));
    if (match === null) continue;
    free = pushTrimmed(from + match.index, match[0], found);
  }
}

/** Without the comma or line break at its end. */
function pushTrimmed(start: number, address: string, found: Candidate[]): number {
  const end = start + address.replace(/[ .,\n]{1,3}$/, '').length;
  found.push({ kind: 'address', start, end });
  return end;
}
