/** What makes a message urgent whatever else it says. */
export type UrgencyCueName = 'outage' | 'security' | 'legal' | 'deadline' | 'money_lost' | 'demand';

/**
 * How a language says that something is urgent. Patterns meet lower case without accents or marks
 * (`ü` is `u`, `ß` is `ss`): shouting says nothing. A text ends with a space.
 */
export interface UrgencyPatterns extends Readonly<Record<UrgencyCueName, RegExp>> {
  /** Turns a cue into its opposite where it ends right before it. */
  readonly negatedBefore: RegExp;
  /** The same right behind a cue: “dringend ist es nicht”. */
  readonly negatedAfter?: RegExp;
  /** That there is no hurry. */
  readonly calm: RegExp;
}
