import { words } from '#src/algorithms/text/tokenize.ts';
import { withoutCourtesies } from '../reading/without-courtesies.ts';
import { asksForPerson } from '../screen/person-request.ts';
import { isAside } from './aside.ts';
import { agrees, meansSeveral, turnsDown } from './judgement.ts';
import { optionNamed } from './option-named.ts';
import { ownLines } from './own-lines.ts';
import { titleMeant } from './title-meant.ts';
import { titleWritten } from './title-written.ts';

/** What a customer made of the options that they were shown. */
export type Choice =
  /** The option's place among the titles, from 0. */
  | { readonly kind: 'chosen'; readonly at: number }
  /** None of them. */
  | { readonly kind: 'none' }
  /** About the options and nothing else, but not which: "both", "9", "?". */
  | { readonly kind: 'unclear' }
  /** Something else was written: a question in other words, thanks, a wish for a person. */
  | { readonly kind: 'other' };

const none: Choice = { kind: 'none' };
const unclear: Choice = { kind: 'unclear' };
const other: Choice = { kind: 'other' };
const chosen = (at: number): Choice => ({ kind: 'chosen', at });

/** Who writes more characters or lines than this says something of their own. */
const mostCharacters = 1_000;
const mostLines = 30;
/** A question in fewer words may still be a choice beside another one: "or 2?" */
const questionWords = 3;
/** An option as it was shown, with its number: "2. Late fees". */
const numberedLine = /^[#(]?(\d{1,2})[.):]?\s+(\S.*)$/;
const consent = /^(?:ok|okay|k|vale|alright|all right|alles klar|de acuerdo)$/;

/**
 * Reads what a customer writes after "Which of these do you mean?", in one message or several,
 * oldest first: the newest line that is a choice decides. What is not clearly about the options is
 * `other`, to be read as any message. Any text and any titles will do; it never throws.
 */
export function readChoice(text: string, titles: readonly string[]): Choice {
  const written = titleWritten(text, titles);
  if (written !== null) return chosen(written);
  const own = ownLines(text);
  if (titles.length === 0 || own.length === 0 || isLong(own)) return other;
  if (own.some((line) => writtenIn(line, titles) === null && asksForPerson(line))) return other;
  const telling = own.filter((line) => !isNod(line, titles));
  if (telling.length === 0) return unclear;
  return readLines(telling, titles) ?? (own.some(agrees) ? unclear : other);
}

const isLong = (lines: readonly string[]): boolean =>
  lines.length > mostLines || lines.join('').length > mostCharacters;

/** Marks and a "yes" say nothing of which of several is meant. */
const isNod = (line: string, titles: readonly string[]): boolean =>
  writtenIn(line, titles) === null &&
  (words(line).length === 0 ||
    (titles.length > 1 && (agrees(line) || consent.test(words(line).join(' ')))));

/** What the newest choice of the lines is; null where they say nothing that matters. */
function readLines(own: readonly string[], titles: readonly string[]): Choice | null {
  const lines = own
    .map((line) => (writtenIn(line, titles) === null ? withoutPoliteness(line) : line))
    .filter((line) => line !== '');
  let newest: Choice | null = null;
  let choices = 0;
  for (const line of lines) {
    const choice = readLine(line, titles);
    if (choice === null && !isAside(line)) return other;
    newest = choice ?? newest;
    choices += choice === null ? 0 : 1;
  }
  const asks = lines.some((line) => line.includes('?') && words(line).length >= questionWords);
  return asks && choices > 1 ? other : newest;
}

function readLine(said: string, titles: readonly string[]): Choice | null {
  const written = writtenIn(said, titles);
  if (written !== null) return chosen(written);
  if (turnsDown(said)) return none;
  if (titles.length === 1 && agrees(said)) return chosen(0);
  const option = optionNamed(said, titles.length);
  if (option === 'unclear' || (option === null && meansSeveral(said))) return unclear;
  const at = option === null ? titleMeantIn(said, titles) : option - 1;
  return at === null ? null : chosen(at);
}

const writtenIn = (line: string, titles: readonly string[]): number | null =>
  titleWritten(line, titles) ?? numberedTitle(line, titles, titleWritten);

const titleMeantIn = (line: string, titles: readonly string[]): number | null =>
  numberedTitle(line, titles, titleMeant) ?? titleMeant(line, titles);

/** Where the number and the title are those of one option. */
function numberedTitle(
  said: string,
  titles: readonly string[],
  titleIn: typeof titleWritten,
): number | null {
  const [, number, title = ''] = numberedLine.exec(said) ?? [];
  if (number === undefined) return null;
  const at = titleIn(title, titles);
  return at === Number(number) - 1 ? at : null;
}

/** A message that is nothing but courtesies keeps them, so each line gets company. */
const company = 'x\n';
const withoutPoliteness = (line: string): string =>
  withoutCourtesies(company + line)
    .slice(company.length)
    .trim();
