/**
 * How a language says which of several options is meant. All of it is in normal form: lower case,
 * without accents, apostrophes or punctuation, words with one space between them.
 */
export interface ChoiceWords {
  /** "two" is 2. */
  readonly cardinals: ReadonlyMap<string, number>;
  /** "second" is 2. */
  readonly ordinals: ReadonlyMap<string, number>;
  /** "latter" is 2 where there are two. */
  readonly ofTwo?: ReadonlyMap<string, number>;
  /** A figure that is written as an ordinal: the figure is the pattern's first group. */
  readonly ordinalFigure: RegExp;
  /** "last" */
  readonly last: ReadonlySet<string>;
  /** What may stand beside a number, or a title, and says nothing: "I mean option 2". */
  readonly beside: ReadonlySet<string>;
  /** What says nothing where a cardinal follows, and refuses elsewhere: "no. 2". */
  readonly beforeCardinal?: ReadonlySet<string>;
  /** What may follow an ordinal only: "one of these" is not the first of these. */
  readonly afterOrdinal: ReadonlySet<string>;
  /** A cardinal that is none behind these or behind a number: "the one", "the second one". */
  readonly pronoun?: { readonly word: string; readonly behind: ReadonlySet<string> };
  /** What names further options: "1 or 2". */
  readonly joining: ReadonlySet<string>;
  /** Cardinals that count instead of naming one: "the two". */
  readonly counting: RegExp;
  /** Said for politeness, or to gain time. */
  readonly polite: RegExp;
  /** Clauses that turn down everything. */
  readonly none: RegExp;
  /** Clauses that agree to the only option. */
  readonly yes: RegExp;
  /** Clauses that mean several options, or any one: "both", "one of these". */
  readonly several: RegExp;
  /** Words after which a title is not what is meant. */
  readonly negations: ReadonlySet<string>;
  /** Messages that point at an option rather than ask: "the one about …". */
  readonly pointing: RegExp;
  /** Words with which a question begins. */
  readonly asking: RegExp;
}

/** Words in the order of the numbers that they are, several for one number parted by "|". */
export function numbered(list: string): ReadonlyMap<string, number> {
  const numbers = list.trim().split(/\s+/);
  return new Map(
    numbers.flatMap((forms, at) => forms.split('|').map((form) => [form, at + 1] as const)),
  );
}
