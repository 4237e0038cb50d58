import { type Classification, TextClassifier } from '#src/algorithms/text-classifier.ts';
import { trainTextClassifier } from '#src/algorithms/train-text-classifier.ts';
import type { TrainingSets } from '#src/knowledge/load/content.ts';

export interface IntentView extends Classification {
  /** Probability of every intent, always in the same order. */
  readonly distribution: Float64Array;
}

/** What a message is about, for the classifier and for the ranking of articles alike. */
export class IntentModel {
  readonly #classifier: TextClassifier | null;
  /** The classify and the retrieve step ask for the same text one after the other. */
  #last: { readonly text: string; readonly view: IntentView } | null = null;

  constructor(utterances: TrainingSets['utterances']) {
    const rows = utterances.map(({ text, intent }) => ({ text, label: intent }));
    this.#classifier = rows.length === 0 ? null : new TextClassifier(trainTextClassifier(rows));
  }

  view(text: string): IntentView {
    if (this.#last?.text === text) return this.#last.view;
    const classifier = this.#classifier;
    const view: IntentView = classifier
      ? { ...classifier.classify(text), distribution: classifier.lastDistribution() }
      : untrained;
    this.#last = { text, view };
    return view;
  }
}

const untrained: IntentView = {
  label: 'unknown',
  confidence: 0,
  inScopeScore: 0,
  ranking: [],
  distribution: new Float64Array(0),
};
