import { type Token, tokenize } from './text/tokenize.ts';
import type { TextClassifier } from './text-classifier.ts';

/** A word and what it did for a label. */
export interface WordEvidence {
  /** As it stands in the text where it occurs first; `text.slice(start, end)`. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** By how much the logarithm of the label's odds falls without the word; below 0 it spoke against. */
  readonly weight: number;
}

/** Different words that are tried out at most: each costs a classification. */
const wordLimit = 100;

/**
 * Which words spoke for the label of a text, the loudest first: the text is classified again without
 * each of them. Words of equal weight keep the order of the text. Empty where nothing was known.
 */
export function explainClassification(
  classifier: TextClassifier,
  text: string,
  limit = 5,
): WordEvidence[] {
  const { model } = classifier;
  const read = text.slice(0, model.features.readLimit);
  const { label, confidence } = classifier.classify(read);
  if (confidence === 0) return [];
  const place = model.labels.indexOf(label);
  const whole = classifier.lastLogOdds(place);
  const others = Math.max(1, model.labels.length - 1);
  const evidence: WordEvidence[] = [];
  for (const tokens of tokensByWord(read)) {
    const [first] = tokens as [Token];
    const { confidence: left } = classifier.classify(without(read, tokens));
    // Where nothing known is left, no label is likelier than the others.
    const odds = left > 0 ? classifier.lastLogOdds(place) : -Math.log(others);
    const { start, end } = first;
    evidence.push({ word: read.slice(start, end), start, end, weight: whole - odds });
  }
  return evidence.sort((a, b) => b.weight - a.weight || a.start - b.start).slice(0, limit);
}

/** The tokens of each different word, in order of first occurrence. */
function tokensByWord(text: string): Token[][] {
  const byWord = new Map<string, Token[]>();
  for (const token of tokenize(text)) {
    const same = byWord.get(token.text);
    if (same) same.push(token);
    else if (byWord.size < wordLimit) byWord.set(token.text, [token]);
  }
  return [...byWord.values()];
}

function without(text: string, tokens: readonly Token[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of tokens) {
    rest += `${text.slice(from, start)} `;
    from = end;
  }
  return rest + text.slice(from);
}
