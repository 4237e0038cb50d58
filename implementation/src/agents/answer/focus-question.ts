import { sentences } from '#src/algorithms/text/sentences.ts';

/** How well a part of a message fits each article, by row, and of how many terms it is. */
export interface PartFit {
  readonly byRow: Float64Array;
  readonly terms: number;
}

/** A sentence that fits less than this share of what the main one fits is about something else. */
const leastShare = 0.5;
/** A longer message is material: it is read as it is. */
const focusedLength = 2_000;

/**
 * A message of several sentences without those that say nothing of what it seems to be about, which
 * is the article that it fits best as a whole. "We are a small office. How do I add a seat? That is
 * all." asks for no more than its second sentence does.
 */
export function focusQuestion(
  text: string,
  isMeant: (row: number) => boolean,
  fitOf: (part: string) => PartFit,
): string {
  if (text.length > focusedLength) return text;
  const said = sentences(text);
  if (said.length < 2) return text;
  const about = bestRow(fitOf(text).byRow, isMeant);
  if (about === null) return text;
  const fits = said.map((sentence) => {
    const { byRow, terms } = fitOf(sentence.text);
    const root = Math.sqrt(Math.max(1, terms));
    // The fit is by the root of the length, so this is what it gives by term, and what all of it does.
    return { byTerm: (byRow[about] as number) / root, all: (byRow[about] as number) * root };
  });
  // One word can fit better than any sentence; what counts is the one that says most of it.
  const main = fits.reduce((best, fit) => (fit.all > best.all ? fit : best));
  const kept = said.filter((_, at) => (fits[at]?.byTerm ?? 0) >= leastShare * main.byTerm);
  return kept.map((sentence) => sentence.text).join(' ');
}

function bestRow(fits: Float64Array, isMeant: (row: number) => boolean): number | null {
  let best: number | null = null;
  for (let row = 0; row < fits.length; row++) {
    const least = best === null ? 0 : (fits[best] as number);
    if ((fits[row] as number) > least && isMeant(row)) best = row;
  }
  return best;
}
