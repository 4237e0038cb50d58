import { contentHash } from '#src/foundation/identity.ts';

/**
 * `calibration`: what changes are tried on. `test`: what is reported, and looked at seldom enough to
 * mean something.
 */
export const halves = ['test', 'calibration', 'all'] as const;
export type Half = (typeof halves)[number];

/**
 * Which half a question belongs to whose company has no calibration questions of its own: by the lowest bit of the first hex digit of its text's SHA-256,
 * so that neither its author nor whoever adds others decides, and it never moves.
 */
export function halfOf(text: string): Exclude<Half, 'all'> {
  return Number.parseInt(contentHash(text).slice(0, 1), 16) % 2 === 0 ? 'calibration' : 'test';
}

/** The questions of a half. */
export const inHalf = <Question extends { readonly half: Half }>(
  questions: readonly Question[],
  half: Half,
): Question[] => questions.filter((question) => half === 'all' || question.half === half);
