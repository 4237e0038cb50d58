import * as z from 'zod';

/**
 * What a value must be, for whoever wrote another one: `must be …`. Whoever shows it adds what was
 * given (setting-problems.ts).
 */
export const must = (be: string) => ({
  error: (issue: { readonly code?: string | undefined }) =>
    issue.code === 'unrecognized_keys' ? undefined : `must be ${be}`,
});

/** A group of settings in which no other key may stand. */
export const group = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, must('an object in braces'));

export function wholeNumber(least: number, most: number, unit = '') {
  const words = must(`a whole number ${unit && `of ${unit} `}from ${least} to ${most}`);
  return z.int(words).min(least, words).max(most, words);
}

export function share() {
  const words = must('a number from 0 to 1');
  return z.number(words).min(0, words).max(1, words);
}

/** Beyond these a number is a slip of the hand. */
const highestPriceUsd = 100_000;
const highestCapUsd = 1_000_000;

export function priceUsd() {
  const words = must(`US dollars for a million tokens, from 0 to ${highestPriceUsd}`);
  return z.number(words).min(0, words).max(highestPriceUsd, words);
}

export function capUsd() {
  const words = must(`US dollars above 0 and up to ${highestCapUsd}, or null for no limit`);
  return z.number(words).gt(0, words).max(highestCapUsd, words).nullable();
}

export const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, must(`one of ${names.map((name) => `"${name}"`).join(', ')}`));

export const yesOrNo = () => z.boolean(must('true or false'));

/** A name as others gave it: neither empty nor with characters that nobody sees. */
export function name(what: string, longest = 200) {
  const words = must(what);
  return z
    .string(words)
    .max(longest, words)
    .regex(/^[^\s\p{C}]+(?: [^\s\p{C}]+)*$/u, words);
}
