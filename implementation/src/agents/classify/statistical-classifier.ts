import { TextClassifier } from '#src/algorithms/text-classifier.ts';
import { trainTextClassifier } from '#src/algorithms/train-text-classifier.ts';
import type { TrainingSets } from '#src/knowledge/load/content.ts';
import type { Classification, Classifier } from '../agents.ts';

const unknown: Classification = {
  intent: 'unknown',
  confidence: 0,
  inScope: 0,
  urgency: 'normal',
  sentiment: 'neutral',
};

/** Intent, urgency and sentiment by classifiers trained on the company's own examples. */
export function createStatisticalClassifier(training: TrainingSets): Classifier {
  const rows = training.utterances.map(({ text, intent }) => ({ text, label: intent }));
  const intents = rows.length === 0 ? null : new TextClassifier(trainTextClassifier(rows));
  return {
    async classify(question) {
      if (!intents) return unknown;
      const { label, confidence, inScopeScore } = intents.classify(question.text);
      return { ...unknown, intent: label, confidence, inScope: inScopeScore };
    },
  };
}
