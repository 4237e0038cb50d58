/** The words that postal addresses are made of, as parts of expressions with the flag `u`. */

/** A capitalised word or a number; only a short one may end in a full stop, as "St." does. */
const WORD = "[\\p{Lu}0-9](?:[\\p{L}\\p{M}0-9]{0,3}\\.|[\\p{L}\\p{M}0-9'-]{0,24})";
/** Kinds of street that make an address by themselves; USPS Publication 28, appendix C1, and kin. */
export const STREET_KIND =
  'Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter|Way|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Close|Crescent|Cres|Gardens|Grove|Mews|Row|Walk|Alley|Trail|Loop|Plaza|Pike|Turnpike|Route|Crossing|Ridge|Heights|Quay|Wharf|Causeway|Expressway|Freeway|Motorway|Esplanade|Bypass|Parade|Broadway';
const STATES =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|AS|GU|MP|PW|VI|FM|MH';
const STATE_NAMES =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)|North (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South (?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming';
export const STATE = `(?:${STATES}|${STATE_NAMES})`;
export const US_TOWN = `(?:${WORD} ?){1,3},?[ \\n]{1,2}${STATE},? {1,2}[0-9]{5}(?:-[0-9]{4})?(?![0-9])`;
export const CITY = `${WORD}(?: ${WORD}){0,2}`;
export const WORDS = `(?:${WORD} ){1,4}`;
export const UK_POSTCODE = '[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}(?![0-9A-Za-z])';
export const CANADIAN_POSTCODE = '[A-CEGHJ-NPR-TVXY][0-9][A-Z] ?[0-9][A-Z][0-9](?![0-9A-Za-z])';
const NUMBERED_TOWN = `(?:[A-Z]{1,2}-)?[0-9]{4,5}(?:-[0-9]{3})? ${CITY}`;
const AUSTRALIAN_TOWN = `${CITY},? (?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT),? [0-9]{4}(?![0-9])`;
const CODED_TOWN = `[ ,\\n]{1,4}(?:${US_TOWN}|${CITY},? [0-9]{5,6}(?![0-9])|${NUMBERED_TOWN}|${AUSTRALIAN_TOWN}|${CITY},? (?:${UK_POSTCODE}|${CANADIAN_POSTCODE})|${UK_POSTCODE})`;
/** Lines of nothing but capitalised words and numbers, as on an envelope. */
const BLOCK =
  "(?:[ ,]{0,2}\\n[ ,]{0,2}(?!Best|Kind|Warm|Many|Regards|Thank|Sincer|Yours|Cheers|Phone|Tel|Mobile|Fax|Mail|Please|Hi|Hello)(?:[\\p{Lu}0-9][\\p{L}\\p{M}0-9'.-]{0,24}[ ,]{0,2}){1,5}(?=\\n|$)){1,4}";
/** What makes a place of any name: a town with its state and code. */
export const REQUIRED_TOWN = `[ ,\\n]{1,4}(?:${US_TOWN}|${AUSTRALIAN_TOWN}|${CITY},? (?:${UK_POSTCODE}|${CANADIAN_POSTCODE}))`;
/** With a code, or between commas. */
export const TOWN = `(?:${CODED_TOWN}|${BLOCK}|, ${CITY}(?:, ${STATE})?(?=[,.\\n]|$))?`;
export const REQUIRED_UNIT =
  '[ ,\\n]{1,3}(?:Apt|Apartment|Suite|Ste|Unit|Flat)\\.? ?#?[0-9A-Za-z-]{1,6}';
export const UNIT =
  '(?:[ ,\\n]{1,3}(?:Apt|Apartment|Suite|Ste|Unit|Floor|Room|Flat|No|#)\\.? ?#?[0-9A-Za-z-]{1,6})?';
export const BEFORE = '(?<![\\p{L}\\p{N}_.,/-])';

export const LOCAL_STREET =
  '(?:stra(?:ß|ss)e|str\\.|weg|platz|allee|gasse|ring|damm|ufer|steig|stieg|graben|chaussee|promenade|pfad|straat|laan|plein|kade|gracht|singel|dijk|gatan|vägen|veien|gata|vej|gade|stræde|katu|utca)';
export const ROMANCE_STREET =
  '(?:Calle|C/|Avenida|Avda\\.|Av\\.|Plaza|Paseo|Carrer|Ronda|Camino|Via|Viale|Piazza|Corso|Vicolo|Largo|Rua|Travessa|Alameda|Praça|Strada|ul\\.|ulica|[Rr]ue|[Cc]haussée)';
export const FRENCH_STREET =
  '(?:rue|avenue|av\\.|boulevard|bd|place|chemin|allée|impasse|quai|route|cours)';
export const ROMANCE_JOINT =
  "(?:(?:de|du|des|del|della|dei|la|le|les|los|las|do|da|dos|d'|l') ?){0,3}";
