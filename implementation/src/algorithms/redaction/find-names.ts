import type { Candidate, Finder } from './personal-kinds.ts';

const PART =
  "(?:\\p{Lu}\\p{L}?\\.|\\p{Lu}[\\p{L}\\p{M}]{0,30}(?:['.-]\\p{Lu}?[\\p{L}\\p{M}]{1,30}){0,2})";
const PARTICLE =
  '(?:(?:van|von|der|den|de|del|della|di|da|dos|la|le|bin|bint|ibn|al|el|ter|zu) ){0,2}';
const NAME = new RegExp(`${PART}(?: ${PARTICLE}${PART}){0,3}`, 'uy');

/** What follows the words of a cue is a name when `behind` fits what comes after it. */
interface Cue {
  pattern: RegExp;
  behind?: RegExp;
  /** How many words it takes to be believed. */
  fewestWords?: number;
}

const cues: readonly Cue[] = [
  {
    pattern:
      /(?<![a-zà-ÿ])(?:name is|name's|i am called|i'm called|call me|mein name ist|ich hei(?:ß|ss)e|je m'appelle|mon nom est|me llamo|mi nombre es|mi chiamo|il mio nome è|(?:o )?meu nome é|chamo-me|mijn naam is|ik heet|jag heter|mit navn er|nazywam się)[ :]{1,2}/gi,
  },
  {
    pattern: /(?<![a-zà-ÿ])(?:i am|i'm|this is|ich bin|je suis|soy|sono|ik ben) /gi,
    fewestWords: 2,
    behind: /^(?:[,.!\n]| and | from | here| speaking| calling| writing|$)/,
  },
  {
    pattern:
      /(?<![a-zà-ÿ])(?:i am|i'm|this is) (?=[^ \n]{1,30} (?:here|speaking|calling|writing|from) )/gi,
  },
  {
    pattern:
      /(?:^|[\n.!?]) ?(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|cher|chère|hola|buenos días|estimad[oa]|querid[oa]|ciao|buongiorno|gentile|olá|beste|geachte|hej)[ ,]{1,2}/gi,
    behind: /^(?:[,!.:;\n]| -|$)/,
  },
  {
    pattern:
      /(?:^|[\n.!?,]) ?(?:(?:(?:best|kind|warm|many)? ?(?:regards|wishes|thanks))|best|sincerely|yours(?: (?:truly|sincerely|faithfully))?|thank you|cheers|respectfully|mit freundlichen gr(?:ü|ue)(?:ß|ss)en|(?:viele|liebe|beste) gr(?:ü|ue)(?:ß|ss)e|gru(?:ß|ss)|danke|cordialement|bien à vous|merci|(?:un )?saludos?|atentamente|gracias|(?:cordiali|distinti) saluti|grazie|obrigad[oa]|met vriendelijke groeten?)[,.!]?(?: ?\n{1,2}| )(?:- ?)?/gi,
    behind: /^(?:[.,!]?\s{0,2}(?:\n|$)|, [A-Z])/,
  },
  {
    pattern:
      /(?<![A-Za-zÀ-ÿ])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mme|Mlle|Sra?|Señora?|Signora?|Sig|Sir|Dame|Dhr|Mevr)\.? /g,
  },
  {
    pattern:
      /(?<![a-zà-ÿ])(?:(?:full|first|last|family|middle|customer|contact|account|card ?holder|holder|passenger|patient|employee|user) ?name|surname|account holder|card ?holder|name on (?:the )?card|name|vorname|nachname|kunde|ansprechpartner|nombre|apellidos?|nom|prénom|cognome|attn|attention|recipient) ?[:=] ?/gi,
  },
  {
    pattern:
      /(?<![a-zà-ÿ])(?:on behalf of|spoke (?:to|with)|talked (?:to|with)|signed by|(?:my|our) (?:wife|husband|son|daughter|partner|colleague|boss|manager|friend|mother|father|brother|sister|assistant|coworker|agent),?) /gi,
  },
];

/** Capitalised words that follow the cues and are nobody's name. */
const NOBODY = new Set(
  `support team sir madam all there everyone customer customers service sales admin helpdesk folks
  everybody friend friends colleagues damen herren monsieur madame i it the this that we you my your
  a an is no not yes please thanks thank regards sincerely best hello hi dear unknown error monday
  tuesday wednesday thursday friday saturday sunday january february march april may june july august
  september october november december english german french spanish italian help desk billing account
  order invoice again for sorry ok okay just what when where why how can could would does do did in on
  mr mrs ms miss mx dr prof herr herrn frau mme mlle sr sra at since after before if and but or so to from with as bot agent ai`.split(
    /\s+/,
  ),
);

/** Names that the words around them announce. Names that nothing announces are not found. */
export const findNames: Finder = (text, found) => {
  for (const { pattern, behind, fewestWords = 1 } of cues) {
    for (const { index, 0: cue } of text.matchAll(pattern)) {
      const name = nameAt(text, index + cue.length);
      if (name === undefined || text.slice(name.start, name.end).split(' ').length < fewestWords) {
        continue;
      }
      if (behind === undefined || behind.test(text.slice(name.end, name.end + 10)))
        found.push(name);
    }
  }
};

function nameAt(text: string, start: number): Candidate | undefined {
  NAME.lastIndex = start;
  const match = NAME.exec(text)?.[0];
  if (match === undefined) return undefined;
  const words = match.split(' ');
  const stranger = words.findIndex((word) => NOBODY.has(word.replace(/\.$/, '').toLowerCase()));
  if (stranger === 0) return undefined;
  const name = (stranger < 0 ? words : words.slice(0, stranger)).join(' ');
  return { kind: 'name', start, end: start + name.length };
}
