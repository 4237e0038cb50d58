/**
 * What a courtesy begins with, and the words that may follow and still say nothing. Both are in
 * normal form: lower case, without accents, apostrophes or punctuation.
 */
export interface Courtesy {
  readonly start: RegExp;
  readonly followers: ReadonlySet<string>;
}

export const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));
