import type { Candidate, Finder } from './personal-kinds.ts';

const LOCAL = String.raw`(?<![\w.+-])[\w.+-]{1,64}`;
const LABEL = String.raw`[\w-]{1,63}`;
const DOT = String.raw`(?: ?(?:\.|[([{<] ?(?:dot|DOT|\.) ?[)\]}>]) ?)`;
const WORD_DOT = '(?: dot | punkt | punto | point )';
const TOP_LABEL =
  '(?:com|net|org|edu|gov|info|biz|io|co|me|app|dev|ai|online|shop|example|eu|us|uk|de|fr|es|it|nl|be|at|ch|pl|pt|se|no|dk|fi|ie|cz|ru|ua|tr|in|jp|cn|br|mx|ar|au|nz|ca|za)(?![\\w-])';

const bracketed = (sign: string) =>
  new RegExp(`${LOCAL} {0,2}[([{<] ?${sign} ?[)\\]}>] {0,2}${LABEL}(?:${DOT}${LABEL}){1,5}`, 'gi');
/** "ada (at) example.com", "ada [at] example [dot] com" */
const BRACKETED_WORD = bracketed('at');
const BRACKETED_SIGN = bracketed('@');
/** "ada @ example . com" */
const SPACED = new RegExp(
  `${LOCAL} {1,2}@ {0,2}${LABEL}(?:${DOT}${LABEL}){0,4}${DOT}${TOP_LABEL}`,
  'gi',
);
/** A last label behind its dot. "At which point in …": a word of the language ends no address. */
const WORD_TOP = `(?: dot ${TOP_LABEL}| (?:punkt|punto|point) (?:com|net|org|info|eu|de|ch|fr|es|it(?<! point it))(?![\\w-]))`;
/** "ada dot moss at example dot com"; where the dot is none, "look at example.com" is no address. */
const SPELLED = new RegExp(
  `${LOCAL}(?:${WORD_DOT}${LABEL}){0,3} (?:at|arroba|arobase|chiocciola) ${LABEL}(?:${WORD_DOT}${LABEL}){0,3}${WORD_TOP}`,
  'gi',
);
const ENCODED =
  /(?<![\w.+-])[\w.+-]{1,64}(?:%40|&#(?:64|x40);|\\u0040)[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,63}/gi;

function findAll(patterns: readonly RegExp[], text: string, found: Candidate[]): void {
  for (const pattern of patterns) {
    for (const { index, 0: whole } of text.matchAll(pattern)) {
      found.push({ kind: 'email', start: index, end: index + whole.length });
    }
  }
}

/** Addresses with room or brackets about their sign; for {@link findEmails}. */
export function findSpacedEmails(text: string, found: Candidate[]): void {
  findAll([BRACKETED_SIGN, SPACED], text, found);
}

/** Addresses whose sign is a word in brackets. */
export const findBracketedEmails: Finder = {
  needs: { units: '([{<', marks: '_at_' },
  find: (text, found) => findAll([BRACKETED_WORD], text, found),
};

/** Addresses in words alone. */
export const findSpelledEmails: Finder = {
  needs: { marks: '_dot punk punt poin' },
  find: (text, found) => findAll([SPELLED], text, found),
};

/** Addresses in a URL, in HTML or in JSON: "ada%40example.com". */
export const findEncodedEmails: Finder = {
  needs: { units: '%&\\' },
  find: (text, found) => findAll([ENCODED], text, found),
};
