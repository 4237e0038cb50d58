const subjects =
  '(?:(?:i|you|we|they)(?:ve|d)?|u|he|she|it|someone|somebody|anyone|nobody|who)(?: guys| all)?';
const auxiliaries = '(?:was|were|been|being|is|are|im|youre|got|gets?)';
const between = '(?:have|has|had|not|never|already|just|now|even|simply|also|still|once|[a-z]+ly)';
const report = new RegExp(
  `\\b(?:${subjects}|${auxiliaries})(?: ${between}){0,4} ([a-z]{3,}ed)(?![a-z])`,
  'g',
);

/**
 * The past forms with which a message, in normal form, tells what happened: "you cancelled it",
 * "it was cancelled". English alone: elsewhere a past form is no title's infinitive to begin with.
 */
export const reported = (said: string): string[] =>
  [...said.matchAll(report)].map(([, form = '']) => form);
