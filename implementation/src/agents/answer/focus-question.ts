import { sentences } from '#src/algorithms/text/sentences.ts';

/** How well a part of a message fits each article, by row, and of how many terms it is. */
export interface PartFit {
  readonly byRow: Float64Array;
  readonly terms: number;
}

/** A sentence that fits less than this share of what the best one fits is about something else. */
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
  const shares = said.map((sentence) => {
    const { byRow, terms } = fitOf(sentence.text);
    // The fit grows with the root of the length by chance alone.
    return (byRow[about] as number) / Math.sqrt(Math.max(1, terms));
  });
  const least = leastShare * Math.max(...shares);
  const kept = said.filter((_, at) => (shares[at] as number) >= least);
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
