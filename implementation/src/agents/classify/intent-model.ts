import { classifyParts } from '#src/algorithms/classify-parts.ts';
import { type Classification, TextClassifier } from '#src/algorithms/text-classifier.ts';
import type { TrainingSets } from '#src/knowledge/load/content.ts';
import { cachedClassifier, type ModelCache, noCache } from '../model-cache.ts';
import { withoutCourtesies } from '../reading/without-courtesies.ts';

export interface IntentView extends Classification {
  /** Probability of every intent, always in the same order. */
  readonly distribution: Float64Array;
}

/** What a message is about, for the classifier and for the ranking of articles alike. */
export class IntentModel {
  readonly #classifier: TextClassifier | null;

  constructor(utterances: TrainingSets['utterances'], cache: ModelCache = noCache) {
    const rows = utterances.map(({ text, intent }) => ({ text, label: intent }));
    const model = cachedClassifier('intents', rows, cache);
    this.#classifier = model && new TextClassifier(model);
  }

  view(text: string): IntentView {
    const classifier = this.#classifier;
    if (!classifier) return untrained;
    return {
      ...classifier.classify(withoutCourtesies(text)),
      distribution: classifier.lastDistribution(),
    };
  }

  /** What each of the things is that a message is about, in its order; one for most messages. */
  parts(text: string): readonly Classification[] {
    return this.#classifier
      ? classifyParts(this.#classifier, withoutCourtesies(text))
      : [untrained];
  }
}

const untrained: IntentView = {
  label: 'unknown',
  confidence: 0,
  inScopeScore: 0,
  ranking: [],
  distribution: new Float64Array(0),
};
