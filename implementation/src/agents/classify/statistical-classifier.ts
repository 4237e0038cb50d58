import { TextClassifier } from '#src/algorithms/text-classifier.ts';
import type { LabelledText } from '#src/algorithms/train-text-classifier.ts';
import { ticketPriority } from '#src/domain/ticket/vocabulary.ts';
import type { Sentiment, TrainingSets } from '#src/knowledge/load/content.ts';
import type { Classification, Classifier } from '../agents.ts';
import { cachedClassifier, type ModelCache } from '../model-cache.ts';
import { declinesPerson } from '../screen/person-request.ts';
import type { IntentModel } from './intent-model.ts';
import { urgencyWithCues } from './urgency-cues.ts';

export interface ClassifierOptions {
  readonly intents: IntentModel;
  readonly training: Pick<TrainingSets, 'urgency' | 'sentiment'>;
  /** The intents that mean a wish for a person. */
  readonly personRequest: readonly string[];
  readonly cache: ModelCache;
}

/** Below this a label is a guess, and the ordinary one is taken. */
const surenessNeeded = 0.5;
/** What is left of the confidence in a wish for a person that the message itself declines. */
const declinedShare = 0.1;

/**
 * Intent, urgency and sentiment by classifiers trained on the company's own examples. They read
 * words in one case and no punctuation: shouting makes nothing more urgent.
 */
export function createStatisticalClassifier(options: ClassifierOptions): Classifier {
  const { intents, training, personRequest, cache } = options;
  const urgency = classifierOf(
    'urgency',
    training.urgency.map((row) => ({ text: row.text, label: row.urgency })),
    cache,
  );
  const sentiment = classifierOf(
    'sentiment',
    training.sentiment.map((row) => ({ text: row.text, label: row.sentiment })),
    cache,
  );
  return {
    async classify({ text }) {
      const { label, confidence, inScopeScore } = intents.view(text);
      const declined = personRequest.includes(label) && declinesPerson(text);
      return {
        intent: label,
        confidence: declined ? confidence * declinedShare : confidence,
        inScope: inScopeScore,
        urgency: urgencyWithCues(text, urgencyOf(urgency, text)),
        sentiment: sentimentOf(sentiment, text),
      };
    },
  };
}

function classifierOf(
  kind: string,
  rows: readonly LabelledText[],
  cache: ModelCache,
): TextClassifier | null {
  const model = cachedClassifier(kind, rows, cache);
  return model && new TextClassifier(model);
}

function urgencyOf(model: TextClassifier | null, text: string): Classification['urgency'] {
  const found = model?.classify(text);
  if (!found || found.confidence < surenessNeeded) return 'normal';
  return ticketPriority.catch('normal').parse(found.label);
}

function sentimentOf(model: TextClassifier | null, text: string): Sentiment {
  const found = model?.classify(text);
  if (!found || found.confidence < surenessNeeded) return 'neutral';
  return found.label === 'negative' || found.label === 'positive' ? found.label : 'neutral';
}
