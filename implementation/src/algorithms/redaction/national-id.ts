import { isCalendarDay } from './checksums.ts';

/** How the personal number of a state looks and what it has to fit. */
export interface NationalId {
  readonly country: string;
  /**
   * How it is written, separated by spaces: 9 stands for a digit, A for a letter, `_` for a space,
   * everything else for itself.
   */
  readonly written: string;
  /** Gets the number in upper case without separators. */
  readonly fits: (id: string) => boolean;
  /** Whether many other numbers have that form too: only beside a word that speaks of such ones. */
  readonly needsCue: boolean;
}

/** A number that is known by its form and its check digits. */
export const bareId = (
  country: string,
  written: string,
  fits: (id: string) => boolean,
): NationalId => ({ country, written, fits, needsCue: false });

/** A number that is believed only beside a word that speaks of such numbers. */
export const announcedId = (
  country: string,
  written: string,
  fits: (id: string) => boolean = () => true,
): NationalId => ({ country, written, fits, needsCue: true });

/** The number of two digits at a place. */
export const two = (id: string, at: number) => Number(id.slice(at, at + 2));

/** Whether `yymmdd`, `ddmmyy` or another order of two digits each can be a day. */
export function isDay(id: string, at: { month: number; day: number }): boolean {
  return isCalendarDay(two(id, at.month), two(id, at.day));
}

/** Whether the digit at a place is this number. */
export const isDigitAt = (id: string, at: number, digit: number) => Number(id[at]) === digit;
