import { words } from '#src/algorithms/text/tokenize.ts';
import { choiceLanguages } from './choice-languages.ts';
import { reported } from './past-report.ts';
import { spoken } from './spoken.ts';

/** A line of a signature is no longer, nor is "please help". */
const mostWords = 5;

/**
 * Whether a line beside a choice may be left aside: a name, a few words. A question, a "does not
 * work" or a report of what happened is something of its own, however short.
 */
export function isAside(line: string): boolean {
  if (line.includes('?') || words(line).length > mostWords) return false;
  const said = spoken(line);
  if (reported(said).length > 0) return false;
  return !choiceLanguages.some(
    ({ asking, negations }) =>
      said.search(asking) === 0 || said.split(' ').some((word) => negations.has(word)),
  );
}
