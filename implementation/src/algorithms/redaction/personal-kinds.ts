import type { DigitGroups } from './digit-groups.ts';
import type { Needs } from './text-marks.ts';

/** What is taken out of a text, from the surest kind to the least sure: the first wins a place. */
export const personalKinds = [
  'private-key',
  'credentials',
  'secret',
  'email',
  'iban',
  'wallet',
  'card',
  'ssn',
  'national-id',
  'passport',
  'driver-licence',
  'mac',
  'ip',
  'birth-date',
  'phone',
  'address',
  'name',
] as const;

export type PersonalKind = (typeof personalKinds)[number];

/** A place in a folded text that a finder takes for personal. `end` is exclusive. */
export interface Candidate {
  kind: PersonalKind;
  start: number;
  end: number;
}

/** Looks for one family of kinds. */
export interface Finder {
  /** Nothing can be found in a text that does not hold this. */
  readonly needs: Needs;
  /** Adds to `found`. Linear in the length of the text, and never throws. */
  readonly find: (text: string, found: Candidate[], groups: DigitGroups) => void;
}

/** A placeholder as it stands in a redacted text: `[email-1]`. */
export const PLACEHOLDER = new RegExp(`\\[(?:${personalKinds.join('|')})-[0-9]{1,7}\\]`, 'g');

/**
 * Stands for a placeholder, or a place already found, in a folded text; no finder's expression
 * crosses it. A control character of Latin-1 keeps texts in the runtime's fast one-byte form.
 */
export const BARRIER = '\u0091';
