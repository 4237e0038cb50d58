import { normalizeWord } from '#src/algorithms/text/normalize.ts';
import type { TicketPriority } from '#src/domain/ticket/vocabulary.ts';
import { englishUrgencyPatterns } from './english-urgency-patterns.ts';
import { germanUrgencyPatterns } from './german-urgency-patterns.ts';
import { spanishUrgencyPatterns } from './spanish-urgency-patterns.ts';
import type { UrgencyCueName, UrgencyPatterns } from './urgency-patterns.ts';

/** A thing that makes a message urgent whatever else it says. */
export interface UrgencyCue {
  readonly name: UrgencyCueName;
  /** No message with this cue is less urgent. */
  readonly least: TicketPriority;
}

const urgencyCues: readonly UrgencyCue[] = [
  { name: 'outage', least: 'urgent' },
  { name: 'security', least: 'urgent' },
  { name: 'legal', least: 'high' },
  { name: 'deadline', least: 'high' },
  { name: 'money_lost', least: 'high' },
  // What is merely said to be urgent is in a hurry; that it is an emergency has to be seen.
  { name: 'demand', least: 'high' },
];

/** Other languages are left to the classifier, which learns from the company's own examples. */
const languages = [englishUrgencyPatterns, germanUrgencyPatterns, spanishUrgencyPatterns];

/** Every cue that a message holds, in the order of {@link urgencyCues}. */
export function cuesOf(text: string): UrgencyCue[] {
  const said = plain(text);
  return urgencyCues.filter(({ name }) =>
    languages.some((patterns) => holds(said, patterns, name)),
  );
}

function holds(said: string, patterns: UrgencyPatterns, name: UrgencyCueName): boolean {
  const found = patterns[name].exec(said);
  if (found === null) return false;
  return !(
    patterns.negatedBefore.test(said.slice(0, found.index)) ||
    patterns.negatedAfter?.test(said.slice(found.index + found[0].length))
  );
}

const order: readonly TicketPriority[] = ['low', 'normal', 'high', 'urgent'];

const moreUrgent = (left: TicketPriority, right: TicketPriority): TicketPriority =>
  order.indexOf(left) > order.indexOf(right) ? left : right;

/**
 * The urgency of a message: what was found in it by other means, raised to what its cues demand.
 * Without a cue, a message that says there is no hurry is in none.
 */
export function urgencyWithCues(text: string, found: TicketPriority): TicketPriority {
  const cues = cuesOf(text);
  if (cues.length > 0) return cues.reduce((level, { least }) => moreUrgent(level, least), found);
  const said = plain(text);
  return languages.some(({ calm }) => calm.test(said)) ? 'low' : found;
}

const plain = (text: string): string =>
  `${normalizeWord(text.slice(0, 4_000))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
