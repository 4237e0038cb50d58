import { groupItems } from '#src/algorithms/grouping/group-items.ts';
import { TellingWords } from '#src/algorithms/grouping/telling-words.ts';
import { stem } from '#src/algorithms/text/stem.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import { identify } from '#src/foundation/identity.ts';
import type { GapQuestion, TopicTerms } from './gap-question.ts';
import { shortQuestion } from './short-question.ts';

/** Questions about one thing that the desk could not answer. */
export interface KnowledgeGap<Question extends GapQuestion = GapQuestion> {
  /** Made of the question that was asked first: it stays while others join. */
  readonly id: string;
  /** The most central question, shortened, with what else tells the group from the others. */
  readonly name: string;
  readonly words: readonly string[];
  /** The most central one first. */
  readonly questions: readonly Question[];
  readonly tickets: number;
  /** How many of the tickets a person replied in. */
  readonly answeredTickets: number;
  /** Milliseconds since 1970. */
  readonly firstAskedAt: number;
  readonly lastAskedAt: number;
}

const wordsTold = 3;

/**
 * Groups questions that were not answered, those that most tickets asked first, then those asked
 * last. The same questions in any order give the same gaps.
 */
export function findGaps<Question extends GapQuestion>(
  questions: readonly Question[],
  topicTerms: TopicTerms,
): KnowledgeGap<Question>[] {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const groups = groupItems(
    questions.map(({ id, text, intent }) => ({ id, terms: topicTerms(text), label: intent })),
  );
  const telling = new TellingWords(questions.map(({ text }) => text));
  return groups
    .map((ids) => ids.flatMap((id) => byId.get(id) ?? []))
    .map((group) => gapOf(bestSaidFirst(group, topicTerms), telling))
    .sort(byWeight);
}

/** Of all that say the same as the most central question, one that asks, and in few words. */
function bestSaidFirst<Question extends GapQuestion>(
  questions: readonly Question[],
  topicTerms: TopicTerms,
): Question[] {
  const keyOf = ({ text }: Question) => [...topicTerms(text)].sort().join('\n');
  const [central] = questions;
  const said = central ? keyOf(central) : '';
  const same = questions.filter((question) => keyOf(question) === said);
  const asks = ({ text }: Question) => (shortQuestion(text).endsWith('?') ? 1 : 0);
  same.sort(
    (a, b) =>
      asks(b) - asks(a) ||
      a.text.length - b.text.length ||
      a.askedAt - b.askedAt ||
      (a.id < b.id ? -1 : 1),
  );
  return [...same, ...questions.filter((question) => !same.includes(question))];
}

/** The order in which gaps are listed. */
export function byWeight(
  a: Pick<KnowledgeGap, 'id' | 'tickets' | 'lastAskedAt'>,
  b: Pick<KnowledgeGap, 'id' | 'tickets' | 'lastAskedAt'>,
): number {
  return b.tickets - a.tickets || b.lastAskedAt - a.lastAskedAt || (a.id < b.id ? -1 : 1);
}

function gapOf<Question extends GapQuestion>(
  questions: readonly Question[],
  telling: TellingWords,
): KnowledgeGap<Question> {
  const [first] = questions.toSorted((a, b) => a.askedAt - b.askedAt || (a.id < b.id ? -1 : 1));
  const texts = questions.map(({ text }) => text);
  const told = telling.of(texts, wordsTold);
  const ticketsOf = (some: readonly Question[]) =>
    new Set(some.map(({ ticketId }) => ticketId)).size;
  return {
    id: `gap-${identify('gap', first?.id ?? '').slice(0, 24)}`,
    name: nameOf(texts[0] ?? '', texts.length > 1 ? told : []),
    words: told,
    questions,
    tickets: ticketsOf(questions),
    answeredTickets: ticketsOf(questions.filter(({ replies }) => replies.length > 0)),
    firstAskedAt: first?.askedAt ?? 0,
    lastAskedAt: questions.reduce((last, { askedAt }) => Math.max(last, askedAt), 0),
  };
}

function nameOf(central: string, told: readonly string[]): string {
  const short = shortQuestion(central);
  const said = new Set(words(short).map(stem));
  const more = told.filter((word) => !said.has(stem(word)));
  return more.length === 0 ? short : `${short} (${more.join(', ')})`;
}
