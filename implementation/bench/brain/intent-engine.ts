import { TextClassifier } from '#src/algorithms/text-classifier.ts';
import { type LabelledText, trainTextClassifier } from '#src/algorithms/train-text-classifier.ts';
import { trainLinearSvm } from './linear-svm.ts';

export interface IntentAnswer {
  readonly label: string;
  /** Stated probability of being right; null where an engine states none. */
  readonly confidence: number | null;
  /** Higher means more like the texts of training. */
  readonly inScopeScore: number;
}

export type IntentClassifier = (text: string) => IntentAnswer | Promise<IntentAnswer>;

export interface IntentEngine {
  readonly name: string;
  readonly setting: string;
  /** Null for our own. */
  readonly packageName: string | null;
  /** Left out by `--quick`. */
  readonly slow?: boolean;
  /** Told how far it is, where training takes long. */
  train(
    rows: readonly LabelledText[],
    progress: (line: string) => void,
  ): IntentClassifier | Promise<IntentClassifier>;
}

/** The desk's classifier in the desk's configuration. */
export const ourClassifier: IntentEngine = {
  name: 'ours',
  setting: 'as the desk uses it',
  packageName: null,
  train(rows) {
    const classifier = new TextClassifier(trainTextClassifier(rows));
    return (text) => classifier.classify(text);
  },
};

/** See {@link trainLinearSvm}. */
export const linearSvm: IntentEngine = {
  name: 'linear SVM',
  setting: 'hashed words, pairs and runs of 2 to 5 characters, cost 1, 8 passes; in this folder',
  packageName: null,
  train(rows) {
    const { labels, decide } = trainLinearSvm(rows);
    return (text) => {
      const values = decide(text);
      const best = values.reduce((top, value, at) => (value > (values[top] ?? 0) ? at : top), 0);
      const [label = '', inScopeScore = 0] = [labels[best], values[best]];
      return { label, confidence: null, inScopeScore };
    };
  },
};
