import {
  BEFORE,
  CANADIAN_POSTCODE,
  CITY,
  FRENCH_STREET,
  LOCAL_STREET,
  REQUIRED_TOWN,
  REQUIRED_UNIT,
  ROMANCE_JOINT,
  ROMANCE_STREET,
  STREET_KIND,
  TOWN,
  UK_POSTCODE,
  UNIT,
  US_TOWN,
  WORDS,
} from './address-parts.ts';
import { compiledLate } from './compiled-late.ts';
import type { Candidate, Finder } from './personal-kinds.ts';

const HOUSE = '[0-9]{1,6}[A-Za-z]?(?:[-/][0-9]{1,4})?,? ';
/** Forms that begin with a house number; sticky, the surer ones first. */
const numberFirst = [
  // 12b Old Mill Road, Flat 3, York YO1 7HH
  `${HOUSE}${WORDS}(?:${STREET_KIND})(?![\\p{L}])\\.?${UNIT}${TOWN}`,
  // 12 bis rue de la Paix, 75002 Paris
  `[0-9]{1,4}(?: bis| ter)?,? ${FRENCH_STREET} ${ROMANCE_JOINT}${CITY}${TOWN}`,
  // 12 Quiet Hollow Apt. 3
  `${HOUSE}${CITY}${REQUIRED_UNIT}${TOWN}`,
  // 12 Quiet Hollow, Springfield, IL 62701
  `${HOUSE}${CITY}${REQUIRED_TOWN}`,
].map((form) => compiledLate(form, 'uy'));
const NUMBER_START = new RegExp(
  `(?<![0-9A-Za-z_.,/-])[0-9]{1,6}[A-Za-z]?[-/0-9]{0,5}(?: bis| ter)?,? (?=[A-Z0-9À-Þ]|${FRENCH_STREET} )`,
  'g',
);

/** Streets with the house number in front of them, and what follows. */
export const findNumberedStreets: Finder = {
  needs: { digits: 1 },
  find(text, found) {
    for (const { index: start } of text.matchAll(NUMBER_START)) {
      for (const compiled of numberFirst) {
        const form = compiled();
        form.lastIndex = start;
        const address = form.exec(text)?.[0];
        if (address === undefined) continue;
        pushTrimmed(start, address, found);
        break;
      }
    }
  },
};

/** A form that is looked for around its hint: a mark that most texts do not hold. */
function form(marks: string | undefined, hint: string, whole: string): Finder {
  const around = compiledLate(hint, 'g');
  const pattern = compiledLate(`${BEFORE}${whole}`, 'u');
  return {
    needs: marks === undefined ? { digits: 1 } : { digits: 1, marks },
    find: (text, found) => findAround(text, around(), pattern, found),
  };
}

/** Streets with the number behind, towns with a postcode, boxes. */
export const findOtherAddresses: readonly Finder[] = [
  // Lindenstraße 12a, 10969 Berlin; Kerkstraat 5; Storgatan 7
  form(
    'raße asse str_ weg_ latz llee ring damm ufer teig tieg aben ssee nade fad_ raat laan lein kade acht ngel dijk atan ägen eien gata vej_ gade æde_ katu utca',
    `(?<=${LOCAL_STREET}) [0-9]`,
    `(?:\\p{Lu}[\\p{L}.-]{0,24} ){0,2}\\p{Lu}[\\p{L}-]{1,30}${LOCAL_STREET} [0-9]{1,4} ?[A-Za-z]?(?![\\p{L}\\p{N}])${TOWN}`,
  ),
  // Calle de Alcalá 12; Via Roma, 5, 00184 Roma; Rua Augusta 100
  form(
    'alle _c__ enid vda_ _av_ av__ laza aseo rrer onda mino via_ iale azza orso colo argo rua_ essa meda raça rada ul__ lica rue_ ssée',
    `${ROMANCE_STREET} `,
    `${ROMANCE_STREET} ${ROMANCE_JOINT}${CITY},? [0-9]{1,4}(?![0-9])${TOWN}`,
  ),
  // Mill Road 12
  form(
    'reet road enue lane rive uare',
    '(?<=Street|Road|Avenue|Lane|Drive|Square) [0-9]',
    `${WORDS}(?:Street|Road|Avenue|Lane|Drive|Square) [0-9]{1,4}[A-Za-z]?(?![\\p{L}\\p{N}])${TOWN}`,
  ),
  form('box_', '[Bb]ox [0-9]', `P\\.? ?O\\.? ?Box [0-9]{1,6}${TOWN}`),
  // Unit 1234 Box 5678, DPO AP 96303: the armed forces of the United States
  form(
    'apo_ fpo_ dpo_',
    '[ADF]PO,? A[AEP],? [0-9]{5}',
    '(?:(?:Unit|PSC|CMR|USS|USNS|USNV|USCGC) [\\p{L}0-9]{1,24},?(?: Box [0-9]{1,5})?[ ,\\n]{1,3})?[ADF]PO,? A[AEP],? [0-9]{5}(?:-[0-9]{4})?(?![0-9])',
  ),
  form(undefined, '[A-Za-z],? {1,2}[0-9]{5}', US_TOWN),
  form(undefined, '[0-9A-Z] [0-9][A-Z]{2}', UK_POSTCODE),
  form(undefined, '[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]', CANADIAN_POSTCODE),
];

const ANNOUNCED_CODE =
  /(?<![a-z])(?:zip(?: ?code)?|post ?code|postal code|plz|postleitzahl|code postal|código postal|cap)(?: is|:| =)? {0,2}([0-9]{4,6}(?:-[0-9]{3,4})?)(?![0-9A-Za-z])/gi;
const announcedPlace = compiledLate(
  `(?<![A-Za-z])(?:[Ll]i(?:ve|ves|ved|ving) (?:at|in|on)|[Rr]esid(?:e|es|ing) at|[Ll]ocated at|(?:[Hh]ome |[Pp]ostal |[Ss]hipping |[Bb]illing |[Dd]elivery |[Mm]ailing |[Ss]treet |[Mm]y |[Nn]ew )[Aa]ddress(?: is|:| =)|(?:[Ss]hip|[Dd]eliver)(?:ped|ed)?(?: it| them)? to)(?: the)? {1,2}((?:[0-9]{1,6}[A-Za-z]?,? ${CITY}|${CITY},? [0-9]{1,5}[A-Za-z]?(?![\\p{L}\\p{N}]))${TOWN})`,
  'gu',
);

/** Places and postcodes of any form where a word announces them. */
export const findAnnouncedAddresses: Finder = {
  needs: {
    digits: 1,
    marks: '_zip post _plz _cap live livi resi loca addr deli ship',
  },
  find(text, found) {
    for (const pattern of [ANNOUNCED_CODE, announcedPlace()]) {
      for (const match of text.matchAll(pattern)) {
        const address = match[1] ?? '';
        pushTrimmed(match.index + match[0].length - address.length, address, found);
      }
    }
  },
};

/** How far around its hint a form may reach. */
const REACH = { before: 90, behind: 160 };

function findAround(text: string, hint: RegExp, pattern: () => RegExp, found: Candidate[]): void {
  let free = 0;
  for (const { index } of text.matchAll(hint)) {
    if (index < free) continue;
    const from = Math.max(free, index - REACH.before);
    const match = pattern().exec(text.slice(from, index + REACH.behind));
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
