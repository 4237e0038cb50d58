/**
 * How a language asks for a person. Patterns meet one clause at a time: in lower case, without
 * accents or marks (`ü` is `u`, `ß` is `ss`), words with one space between them.
 */
export interface PersonPatterns {
  /** Ways to ask for a person. */
  readonly requests: readonly RegExp[];
  /** What is a wish only where a message says nothing else: “Mensch!”, while “Mensch, …” is a sigh. */
  readonly alone?: RegExp;
  /** A refusal of the machine is a wish for a person. */
  readonly refusals: readonly RegExp[];
  /** What turns a wish into its opposite when it stands right before it in the same clause. */
  readonly negatedBefore: RegExp;
  /** The same in the middle of a wish. */
  readonly negatedInside?: RegExp;
  /** The same behind it. */
  readonly negatedAfter?: RegExp;
  /** That no person is needed. */
  readonly declined: RegExp;
}
