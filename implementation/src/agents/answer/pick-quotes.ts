import { stem } from '#src/algorithms/text/stem.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import type { ReadingUnit } from './reading-units.ts';

/** A stretch of an article's text: `text.slice(start, end)`. */
export interface Quote {
  readonly start: number;
  readonly end: number;
}

/** What a heading above a sentence counts, against the words of the sentence itself. */
const headingShare = 0.5;
/** What standing first in the article is worth: openings tell what most readers came for. */
const openingBonus = 0.08;
const stepsBonus = 0.15;
/** A second quote must hold at least this share of the question that the first does not. */
const secondQuoteGain = 0.2;
const sentenceLimit = 4;
const asksForSteps = /\b(how|where|way to|steps?|set ?up|instructions?)\b/i;

/**
 * The one to four sentences, or the steps, that share most with the question, weighed by how rare
 * the words are. In the order of the article; neighbouring sentences become one quote.
 */
export function pickQuotes(
  text: string,
  units: readonly ReadingUnit[],
  question: string,
  wordWeight: (word: string) => number,
): Quote[] {
  const asked = new Map<string, number>();
  for (const word of words(question)) asked.set(stem(word), wordWeight(word));
  const total = [...asked.values()].reduce((sum, weight) => sum + weight, 0);
  const wantsSteps = asksForSteps.test(question);
  const scored = units.map((unit, index) => {
    const own = new Set(words(text.slice(unit.start, unit.end)).map(stem));
    const above = new Set(words(unit.headings).map(stem));
    let held = 0;
    for (const [word, weight] of asked) {
      if (own.has(word)) held += weight;
      else if (above.has(word)) held += weight * headingShare;
    }
    let score = total > 0 ? held / total : 0;
    if (index === 0) score += openingBonus;
    if (unit.kind === 'steps' && wantsSteps) score += stepsBonus;
    return { unit, own, score, index };
  });
  const ranked = scored.toSorted((a, b) => b.score - a.score || a.index - b.index);
  const best = ranked[0];
  if (!best) return [];
  const chosen = new Set([best.index]);
  addNeighbours(chosen, scored, best.index);
  const second = ranked.find(({ unit, own, index }) => {
    if (chosen.has(index) || unit.block === best.unit.block) return false;
    let gain = 0;
    for (const [word, weight] of asked) if (own.has(word) && !best.own.has(word)) gain += weight;
    return total > 0 && gain / total >= secondQuoteGain;
  });
  if (second && chosen.size < sentenceLimit) chosen.add(second.index);
  return joined(
    text,
    [...chosen].sort((a, b) => a - b).map((index) => units[index] as ReadingUnit),
  );
}

/** A sentence alone often says half of it: the next one of its paragraph comes along. */
function addNeighbours(
  chosen: Set<number>,
  scored: readonly { readonly unit: ReadingUnit; readonly score: number }[],
  at: number,
): void {
  const unit = scored[at]?.unit;
  if (unit?.kind !== 'sentence') return;
  const before = scored[at - 1];
  const after = scored[at + 1];
  const belongs = (one: typeof after) =>
    one?.unit.kind === 'sentence' && one.unit.block === unit.block;
  if (belongs(after)) chosen.add(at + 1);
  if (belongs(before) && (before?.score ?? 0) > 0.15) chosen.add(at - 1);
}

function joined(text: string, units: readonly ReadingUnit[]): Quote[] {
  const quotes: { start: number; end: number }[] = [];
  for (const unit of units) {
    const last = quotes.at(-1);
    if (last && unit.start <= last.end) last.end = Math.max(last.end, unit.end);
    else if (last && /^ +$/.test(text.slice(last.end, unit.start))) last.end = unit.end;
    else quotes.push({ start: unit.start, end: unit.end });
  }
  return quotes;
}
