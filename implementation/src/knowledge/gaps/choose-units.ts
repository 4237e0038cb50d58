import { cosine } from '#src/algorithms/grouping/nearest-vectors.ts';
import { type TermVector, termVectors } from '#src/algorithms/grouping/term-vectors.ts';
import type { GapQuestion, TopicTerms } from './gap-question.ts';
import { type ReplyUnit, replyUnits } from './reply-units.ts';

/** A piece of an article to be, and the tickets in which people said it, or nearly so. */
export interface ChosenUnit extends ReplyUnit {
  readonly ticketIds: readonly string[];
}

const mostUnits = 10;
/** Newer tickets know better. */
const ticketsRead = 40;
/** From this cosine on two pieces say the same. */
const sameAtLeast = 0.7;
/** What neither other replies nor the questions speak of was said to one customer alone. */
const scoreAtLeast = 0.1;
/** Steps are what readers come for. */
const stepsBonus = 0.25;

interface Candidate {
  readonly unit: ReplyUnit;
  readonly ticketId: string;
  /** Its ticket among those read, and its place in what was replied there. */
  readonly ticket: number;
  readonly place: number;
  readonly vector: TermVector;
}

/**
 * What people replied to these questions, without what is said twice: the pieces that most replies
 * agree on and that are nearest to the questions, in the order of the reply that has most of them.
 */
export function chooseUnits(
  questions: readonly GapQuestion[],
  topicTerms: TopicTerms,
): ChosenUnit[] {
  const { candidates, asked } = candidatesOf(questions, topicTerms);
  const tickets = new Set(candidates.map(({ ticket }) => ticket)).size;
  const scores = new Map(
    candidates.map((one) => {
      const support = tickets > 1 ? agreement(one, candidates) / (tickets - 1) : 1;
      const steps = one.unit.kind === 'steps' ? stepsBonus : 0;
      return [one, support + cosine(one.vector, asked) + steps];
    }),
  );
  const scoreOf = (one: Candidate) => scores.get(one) ?? 0;
  const chosen: { one: Candidate; ticketIds: Set<string> }[] = [];
  const byScore = (a: Candidate, b: Candidate) =>
    scoreOf(b) - scoreOf(a) || a.ticket - b.ticket || a.place - b.place;
  for (const one of candidates.toSorted(byScore)) {
    const same = chosen.find(({ one: other }) => likeness(one, other) >= sameAtLeast);
    if (same) same.ticketIds.add(one.ticketId);
    else if (chosen.length < mostUnits && scoreOf(one) >= scoreAtLeast) {
      chosen.push({ one, ticketIds: new Set([one.ticketId]) });
    }
  }
  const weights = new Map<number, number>();
  for (const { one } of chosen) {
    weights.set(one.ticket, (weights.get(one.ticket) ?? 0) + scoreOf(one));
  }
  const weightOf = ({ ticket }: Candidate) => weights.get(ticket) ?? 0;
  return chosen
    .sort(
      ({ one: a }, { one: b }) =>
        weightOf(b) - weightOf(a) || a.ticket - b.ticket || a.place - b.place,
    )
    .map(({ one, ticketIds }) => ({ ...one.unit, ticketIds: [...ticketIds].sort() }));
}

function candidatesOf(questions: readonly GapQuestion[], topicTerms: TopicTerms) {
  const answered = questions
    .filter(({ replies }) => replies.length > 0)
    .toSorted((a, b) => b.askedAt - a.askedAt || (a.id < b.id ? -1 : 1))
    .slice(0, ticketsRead);
  const units = answered.flatMap(({ ticketId, replies }, ticket) =>
    replies.flatMap(replyUnits).map((unit, place) => ({ unit, ticketId, ticket, place })),
  );
  const termsOf = (lines: readonly string[]) => {
    const terms = topicTerms(lines.join('\n'));
    // Of a piece without any topic its own words; it is near to nothing else.
    return terms.length > 0 ? terms : [lines.join(' ').toLowerCase()];
  };
  const items = [
    ...units.map(({ unit }, at) => ({ id: `unit-${at}`, terms: termsOf(unit.lines) })),
    ...questions.map(({ text }, at) => ({ id: `question-${at}`, terms: topicTerms(text) })),
  ];
  const { vectors } = termVectors(items, { rarityPower: 0.5, labelShare: 0 });
  const vectorOf = new Map(vectors.flatMap((vector) => vector.ids.map((id) => [id, vector])));
  const candidates = units.flatMap((unit, at): Candidate[] => {
    const vector = vectorOf.get(`unit-${at}`);
    return vector ? [{ ...unit, vector }] : [];
  });
  const places = questions.flatMap((_, at) => vectorOf.get(`question-${at}`) ?? []);
  return { candidates, asked: directionOf(places) };
}

/** Where the vectors point together, of length 1. */
function directionOf(vectors: readonly TermVector[]): ReadonlyMap<number, number> {
  const sum = new Map<number, number>();
  for (const { terms, weights } of vectors) {
    terms.forEach((term, at) => {
      sum.set(term, (sum.get(term) ?? 0) + (weights[at] as number));
    });
  }
  const length = Math.sqrt([...sum.values()].reduce((all, one) => all + one * one, 0)) || 1;
  return new Map([...sum].map(([term, weight]) => [term, weight / length]));
}

/** For each other ticket, how near the nearest piece of it is; summed. */
function agreement(one: Candidate, candidates: readonly Candidate[]): number {
  const nearest = new Map<number, number>();
  for (const other of candidates) {
    if (other.ticket === one.ticket) continue;
    const near = likeness(one, other);
    if (near > (nearest.get(other.ticket) ?? 0)) nearest.set(other.ticket, near);
  }
  return [...nearest.values()].reduce((sum, near) => sum + near, 0);
}

const likeness = ({ vector }: Candidate, { vector: other }: Candidate): number =>
  vector === other
    ? 1
    : cosine(vector, new Map([...other.terms].map((term, at) => [term, other.weights[at] ?? 0])));
