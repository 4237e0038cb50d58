import { isOpposite, sidesOf } from './opposites.ts';
import type { ReadingUnit } from './reading-units.ts';

/** A stretch of an article's text: `text.slice(start, end)`. */
export interface Quote {
  readonly start: number;
  readonly end: number;
}

export interface QuoteInput {
  readonly text: string;
  readonly units: readonly ReadingUnit[];
  /** How well each unit fits the question. */
  readonly fits: readonly number[];
  readonly question: string;
  /** A short answer: its opening is what readers came for. */
  readonly isShort: boolean;
}

/** What standing first is worth: in an article a little, in a short answer much. */
const openingBonus = { article: 0.12, short: 0.35 };
const stepsBonus = 0.2;
/** Who asks how much or how long is told a number. */
const numberBonus = 0.08;
/** What is about the opposite of the question fits this much less. */
const oppositeShare = 0.6;
/** A second passage must fit nearly as well as the first. */
const secondShare = 0.8;
/** A sentence's neighbour comes along when it fits at least this share of the sentence's own fit. */
const neighbourShare = 0.7;
/** A list or table up to this size is quoted whole: a part of it would mislead. */
const wholeBlockLimit = 5;
const asksForSteps =
  /\b(how (?:do|can|to|would|does)|where|way to|steps?|set ?up|instructions?)\b/i;

/** How a sentence begins that leaves unsaid what it is about. */
const pointsBack =
  /^(?:this|that|these|those|it|its|they|their|them|then|otherwise|both|neither|such|but|instead|afterwards|until then|in (?:that|this) case|the (?:same|latter|former))\b/i;
/** So many sentences are fetched for one that points back. */
const longestReach = 3;
const asksForNumber =
  /\b(how (?:much|many|long|often|big|large|far|old|soon)|price|prices|cost|costs|fee|fees|limit|maximum|minimum|percent|percentage)\b/i;
const number = /[0-9]/;

/**
 * The one to four sentences, the steps or the rows that fit the question best, in the order of the
 * article. What makes sense only together is quoted together.
 */
export function pickQuotes({ text, units, fits, question, isShort }: QuoteInput): Quote[] {
  const wantsSteps = asksForSteps.test(question);
  const wantsNumber = asksForNumber.test(question);
  const asked = sidesOf(question);
  const bonus = isShort ? openingBonus.short : openingBonus.article;
  const scores = units.map((unit, index) => {
    const source = text.slice(unit.start, unit.end);
    const steps = unit.kind === 'steps' && wantsSteps ? stepsBonus : 0;
    const told = wantsNumber && unit.kind !== 'steps' && number.test(source) ? numberBonus : 0;
    const score = (fits[index] ?? 0) + (index === 0 ? bonus : 0) + steps + told;
    return isOpposite(asked, source) ? score * oppositeShare : score;
  });
  const ranked = [...units.keys()]
    .filter((index) => !isLeadIn(text, units, index) || announced(units, index).length > 0)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const best = ranked[0];
  if (best === undefined) return [];
  const chosen = new Set(withAnnounced(text, units, new Set(together(text, units, scores, best))));
  const second = ranked.find((index) => !chosen.has(index));
  const isClose = (scores[second ?? 0] ?? 0) >= secondShare * (scores[best] ?? 0);
  if (second !== undefined && isClose && chosen.size <= 2 && units[best]?.kind !== 'steps') {
    for (const index of together(text, units, scores, second).slice(0, 3)) chosen.add(index);
  }
  const whole = withAntecedents(text, units, new Set(withAnnounced(text, units, chosen)));
  return joined(
    text,
    [...whole].sort((a, b) => a - b).flatMap((index) => units[index] ?? []),
  );
}

/** The chosen units, and what those that point back point to, as far as it is near. */
function withAntecedents(
  text: string,
  units: readonly ReadingUnit[],
  chosen: ReadonlySet<number>,
): Set<number> {
  const whole = new Set(chosen);
  for (const index of chosen) {
    for (let at = index; isDangling(text, units, at) && index - at < longestReach; at -= 1) {
      whole.add(at - 1);
    }
  }
  return whole;
}

/** Whether a sentence says what it is about only together with the unit before it. */
function isDangling(text: string, units: readonly ReadingUnit[], at: number): boolean {
  const [before, unit] = [units[at - 1], units[at]];
  if (!before || unit?.kind !== 'sentence') return false;
  // Under a heading of its own it is the heading that is pointed to.
  const isNear = before.block === unit.block || before.headings === unit.headings;
  return isNear && pointsBack.test(text.slice(unit.start, unit.end));
}

/** Says nothing without what comes after it: it ends with a colon, or begins with “Here are”. */
function isLeadIn(text: string, units: readonly ReadingUnit[], at: number): boolean {
  const unit = units[at];
  if (!unit) return false;
  const announces = /^(?:here (?:is|are)|hier (?:ist|sind)|aquí (?:está|están|tienes))\b/i;
  return text[unit.end - 1] === ':' || announces.test(text.slice(unit.start, unit.start + 20));
}

/** What a lead-in announces: the rest of its own block or, at its end, the block that follows. */
function announced(units: readonly ReadingUnit[], at: number): number[] {
  const [unit, next] = [units[at], units[at + 1]];
  // Under other headings something else begins.
  if (!unit || !next || next.headings !== unit.headings) return [];
  if (next.block === unit.block) return [at + 1];
  return [...units.keys()].filter((index) => units[index]?.block === next.block);
}

/** The chosen units in order; each lead-in with what it announces, or left out where nothing is. */
function withAnnounced(
  text: string,
  units: readonly ReadingUnit[],
  chosen: ReadonlySet<number>,
): number[] {
  const kept = new Set(chosen);
  // In order, since what a lead-in brings in comes after it and may itself be a lead-in.
  for (let at = 0; at < units.length; at += 1) {
    if (!kept.has(at) || !isLeadIn(text, units, at)) continue;
    const follows = announced(units, at);
    if (follows.length === 0) kept.delete(at);
    else if (!follows.some((index) => kept.has(index))) {
      for (const index of follows.slice(0, wholeBlockLimit)) kept.add(index);
    }
  }
  return [...kept].sort((a, b) => a - b);
}

/** The unit and what it needs beside it. */
function together(
  text: string,
  units: readonly ReadingUnit[],
  scores: readonly number[],
  at: number,
): number[] {
  const unit = units[at];
  if (!unit) return [];
  const block = [...units.keys()].filter((index) => units[index]?.block === unit.block);
  if (unit.kind === 'item' || unit.kind === 'row') {
    const before = (block[0] ?? 0) - 1;
    const introduced = isLeadIn(text, units, before);
    const part = block.length <= wholeBlockLimit ? block : [at];
    return introduced && before >= 0 ? [before, ...part] : part;
  }
  if (unit.kind === 'steps') return [at];
  // What it announces is added to it at the end, and is all that it needs.
  if (isLeadIn(text, units, at)) return [at];
  const needed = (scores[at] ?? 0) * neighbourShare;
  const neighbours = [at - 1, at + 1].filter((index) => block.includes(index));
  const fitting = neighbours.filter((index) => (scores[index] ?? 0) >= needed);
  // The sentence after usually goes on; the one before is taken only where it fits by itself.
  const after = block.includes(at + 1) ? [at + 1] : [];
  return [...new Set([at, ...after, ...fitting])];
}

function joined(text: string, units: readonly ReadingUnit[]): Quote[] {
  const quotes: { start: number; end: number }[] = [];
  for (const unit of units) {
    const last = quotes.at(-1);
    if (last && unit.start <= last.end) last.end = Math.max(last.end, unit.end);
    else if (last && /^\s*$/.test(text.slice(last.end, unit.start))) last.end = unit.end;
    else quotes.push({ start: unit.start, end: unit.end });
  }
  return quotes;
}
