import { classifyParts } from '#src/algorithms/classify-parts.ts';
import { explainClassification } from '#src/algorithms/explain-classification.ts';
import type { TextClassifier } from '#src/algorithms/text-classifier.ts';

const rankingLength = 5;
const wordLimit = 8;

/** All that the classifier can say of one text. */
export function explainText(classifier: TextClassifier, text: string) {
  const { label, confidence, inScopeScore, ranking } = classifier.classify(text, rankingLength);
  return {
    label,
    confidence,
    inScopeScore,
    ranking,
    words: explainClassification(classifier, text, wordLimit),
    parts: classifyParts(classifier, text).map((part) => ({
      text: text.slice(part.start, part.end).trim(),
      label: part.label,
      confidence: part.confidence,
    })),
  };
}

/** The same for a person. */
export function describeText(explained: ReturnType<typeof explainText>): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8);
  const { label, confidence, inScopeScore, ranking, words, parts } = explained;
  const heard = words.map(
    ({ word, weight }) => `${word} ${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`,
  );
  const lines = [
    label,
    `  confidence${percent(confidence)}`,
    `  in scope  ${percent(inScopeScore)}`,
    `  words       ${heard.join(', ') || 'none that is known'}`,
    ...ranking
      .slice(1)
      .map(
        ({ label: other, probability }, at) =>
          `  ${at === 0 ? 'or' : '  '}        ${percent(probability)}  ${other}`,
      ),
  ];
  if (parts.length > 1) {
    lines.push('  parts');
    for (const part of parts)
      lines.push(`  ${percent(part.confidence)}  ${part.label}: “${part.text}”`);
  }
  return `${lines.join('\n')}\n`;
}
