import { words } from '#src/algorithms/text/tokenize.ts';
import { asksForPerson } from '../screen/person-request.ts';
import { agrees, turnsDown } from './judgement.ts';
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
  /** Something else was written: a question in other words, thanks, a wish for a person. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'other' };

const none: Choice = { kind: 'none' };
const other: Choice = { kind: 'other' };
const chosen = (at: number): Choice => ({ kind: 'chosen', at });

/** A line of a signature is no longer; below a “no” it is not what is wanted instead. */
const signatureWords = 5;
/** An option as it was shown, with its number: "2. Late fees". */
const numberedLine = /^[#(]?(\d{1,2})[.):]?\s+(\S.*)$/;

/**
 * Reads what a customer writes after "Which of these do you mean?". What is not clearly a choice
 * is `other`, to be read as any message. Any text and any titles will do; it never throws.
 */
export function readChoice(text: string, titles: readonly string[]): Choice {
  const written = titleWritten(text, titles);
  if (written !== null) return chosen(written);
  const [said, ...further] = ownLines(text);
  if (said === undefined || further.some((line) => line.includes('?'))) return other;
  const choice = readLine(said, titles);
  const saysMore = further.some((line) => words(line).length > signatureWords);
  return choice.kind === 'none' && saysMore ? other : choice;
}

function readLine(said: string, titles: readonly string[]): Choice {
  const written = titleWritten(said, titles);
  if (written !== null) return chosen(written);
  if (turnsDown(said)) return none;
  if (titles.length === 1 && agrees(said)) return chosen(0);
  const option = optionNamed(said, titles.length);
  if (option !== null) return option >= 1 && option <= titles.length ? chosen(option - 1) : other;
  if (asksForPerson(said)) return other;
  const meant = numberedTitle(said, titles) ?? titleMeant(said, titles);
  return meant === null ? other : chosen(meant);
}

/** Where the number and the title are those of one option. */
function numberedTitle(said: string, titles: readonly string[]): number | null {
  const [, number, title = ''] = numberedLine.exec(said) ?? [];
  if (number === undefined) return null;
  const at = titleWritten(title, titles) ?? titleMeant(title, titles);
  return at === Number(number) - 1 ? at : null;
}
