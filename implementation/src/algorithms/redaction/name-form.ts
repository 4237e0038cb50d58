import type { Candidate } from './personal-kinds.ts';

const PART =
  "(?:\\p{Lu}\\p{L}?\\.|\\p{Lu}[\\p{L}\\p{M}]{0,30}(?:['.-]\\p{Lu}?[\\p{L}\\p{M}]{1,30}){0,2})";
const PARTICLE =
  '(?:(?:van|von|der|den|de|del|della|di|da|dos|la|le|bin|bint|ibn|al|el|ter|zu) ){0,2}';
/** One to four words that are written as a name is, for expressions with the flag `u`. */
export const NAME = `${PART}(?: ${PARTICLE}${PART}){0,3}`;
const NAME_HERE = new RegExp(NAME, 'uy');

/** Capitalised words that stand where a name may and are nobody's. */
const NOBODY = new Set(
  `support team sir madam all there everyone customer customers service services sales admin helpdesk
  folks everybody friend friends colleagues world damen herren monsieur madame i it the this that we
  you my your a an is no not yes please thanks thank regards sincerely best hello hi hey dear unknown
  error monday tuesday wednesday thursday friday saturday sunday january february march april may june
  july august september october november december english german french spanish italian help desk
  billing account order invoice again for sorry ok okay just what when where why how can could would
  does do did in on mr mrs ms miss mx dr prof herr herrn frau mme mlle sr sra at since after before if
  and but or so to from with as bot agent ai sent subject date undisclosed recipients office
  department`.split(/\s+/),
);

/** The name that begins here, up to a word that is nobody's. */
export function nameAt(text: string, start: number): Candidate | undefined {
  NAME_HERE.lastIndex = start;
  const match = NAME_HERE.exec(text)?.[0];
  if (match === undefined) return undefined;
  const words = match.split(' ');
  const stranger = words.findIndex((word) => NOBODY.has(word.replace(/\.$/, '').toLowerCase()));
  if (stranger === 0) return undefined;
  const name = (stranger < 0 ? words : words.slice(0, stranger)).join(' ');
  return { kind: 'name', start, end: start + name.length };
}
