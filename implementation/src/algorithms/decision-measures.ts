/** What is read off the decision values of one text, to judge how far they can be believed. */
export interface DecisionMeasures {
  /** Place of the label with the highest value. */
  readonly best: number;
  /** Logarithm of the odds for that label, and its decision value. */
  readonly confidence: readonly number[];
  /** In the order of {@link scopeMeasures}. */
  readonly scope: readonly number[];
}

/**
 * Decision value of the best label; entropy of the probabilities, in nats; how familiar the text is:
 * the share of its mass that training has seen under the best label, less half of the share that it
 * has seen at all. What is known, yet foreign to the label, gives away a text from just outside the
 * domain; what is unknown counts half as much against it. (Curves that are fitted to near strangers
 * alone would hold the unknown to be harmless.)
 */
export const scopeMeasures = ['top', 'entropy', 'familiarity'] as const;

const knownShare = 0.5;

/** A label that is no candidate has a score of −Infinity and a probability of 0. */
export function decisionMeasures(
  scores: Float64Array,
  probabilities: Float64Array,
  known: number,
  ownShare: (label: number) => number,
): DecisionMeasures {
  let best = 0;
  for (let label = 1; label < scores.length; label++) {
    if ((scores[label] as number) > (scores[best] as number)) best = label;
  }
  let rest = 0;
  let entropy = 0;
  for (let label = 0; label < scores.length; label++) {
    const probability = probabilities[label] as number;
    if (label !== best) rest += probability;
    if (probability > 0) entropy -= probability * Math.log(probability);
  }
  const odds = Math.log((probabilities[best] as number) / Math.max(rest, 1e-9));
  const top = scores[best] as number;
  return {
    best,
    confidence: [odds, top],
    scope: [top, entropy, ownShare(best) - knownShare * known],
  };
}
