import { normalizeWord } from '#src/algorithms/text/normalize.ts';
import { englishPersonPatterns } from './english-person-patterns.ts';
import { germanPersonPatterns } from './german-person-patterns.ts';
import type { PersonPatterns } from './person-patterns.ts';
import { spanishPersonPatterns } from './spanish-person-patterns.ts';

/** How far into a message, and into a clause of it, a wish for a person is looked for. */
const readLength = 4_000;
const clauseLength = 400;

/** Heard whatever the desk answers in: who asks for a person gets one in any case. */
const languages = [englishPersonPatterns, germanPersonPatterns, spanishPersonPatterns];

/** Whether the customer asks for a person instead of the agent. */
export function asksForPerson(text: string): boolean {
  const clauses = clausesOf(text);
  return languages.some(
    (patterns) =>
      clauses.some((clause) => isWish(clause, patterns)) ||
      (clauses.length === 1 && patterns.alone?.test(clauses[0] ?? '') === true),
  );
}

/** Whether the customer says that no person is needed. */
export function declinesPerson(text: string): boolean {
  return (
    !asksForPerson(text) &&
    clausesOf(text).some((clause) => languages.some(({ declined }) => declined.test(clause)))
  );
}

function isWish(clause: string, patterns: PersonPatterns): boolean {
  const { requests, refusals, negatedBefore, negatedInside, negatedAfter } = patterns;
  if (refusals.some((pattern) => pattern.test(clause))) return true;
  return requests.some((pattern) => {
    const found = pattern.exec(clause);
    if (found === null) return false;
    const [said] = found;
    return !(
      negatedBefore.test(clause.slice(0, found.index)) ||
      negatedInside?.test(said) ||
      negatedAfter?.test(clause.slice(found.index + said.length))
    );
  });
}

function clausesOf(text: string): string[] {
  return normalizeWord(text.slice(0, readLength))
    .split(
      /[.!?;:,\n()¿¡]+| but | and then | so please | aber | sondern | und dann | pero | sino | y luego /,
    )
    .map((clause) =>
      clause
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
        .slice(0, clauseLength),
    )
    .filter((clause) => clause !== '');
}
