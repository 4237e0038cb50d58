import { type LogisticCurve, logistic, softmax } from './calibration.ts';
import { decisionMeasures } from './decision-measures.ts';
import { FeatureVocabulary } from './feature-vocabulary.ts';
import { decisionValues } from './linear-classifier.ts';
import { SeenFeatures } from './seen-features.ts';
import { FeatureExtractor, type FeatureSettings } from './text-features.ts';

/** To be raised whenever a model's numbers come to mean something else. */
export const classifierSchemaVersion = 3;

/** A trained classifier: plain data, complete. */
export interface TextClassifierModel {
  readonly schemaVersion: typeof classifierSchemaVersion;
  readonly features: FeatureSettings;
  /** Labels in code unit order. */
  readonly labels: readonly string[];
  /** The most frequent label in training; what a text without any known feature gets. */
  readonly commonest: number;
  readonly hashes: Uint32Array;
  readonly idf: Float32Array;
  /** Which features occurred under which label, see {@link SeenFeatures}. */
  readonly seen: Uint32Array;
  /** `(hashes.length + 1) × labels.length`, see `LinearModel`. */
  readonly weights: Float32Array;
  readonly temperature: number;
  readonly confidence: LogisticCurve;
  readonly scope: LogisticCurve;
}

/** What the classifier says of one text. */
export interface Classification {
  readonly label: string;
  /** Calibrated probability that `label` is right, 0–1, given that the text is in scope. */
  readonly confidence: number;
  /**
   * 0–1; higher means more like the texts of training. In cross-validation one in twenty of those
   * scored below 0.5.
   */
  readonly inScopeScore: number;
  /** The likeliest labels, best first, with their share of the probability. */
  readonly ranking: readonly { readonly label: string; readonly probability: number }[];
}

/** Applies a trained model, one text at a time; a text's answer depends on nothing else. */
export class TextClassifier {
  readonly model: TextClassifierModel;
  readonly #extractor: FeatureExtractor;
  readonly #vocabulary: FeatureVocabulary;
  readonly #seen: SeenFeatures;
  readonly #scores: Float64Array;
  readonly #probabilities: Float64Array;

  constructor(model: TextClassifierModel) {
    this.model = model;
    this.#extractor = new FeatureExtractor(model.features);
    this.#vocabulary = new FeatureVocabulary(model.hashes, model.idf);
    this.#seen = new SeenFeatures(model.seen, model.labels.length);
    this.#scores = new Float64Array(model.labels.length);
    this.#probabilities = new Float64Array(model.labels.length);
  }

  /**
   * Label, confidence and scope of a text. A text of which training has seen nothing, the empty one
   * included, gets the commonest label with confidence 0 and scope 0.
   */
  classify(text: string, rankingLength = 3): Classification {
    const { model } = this;
    const vector = this.#vocabulary.vector(this.#extractor.extract(text));
    if (vector.ids.length === 0) {
      const label = model.labels[model.commonest] as string;
      return { label, confidence: 0, inScopeScore: 0, ranking: [{ label, probability: 0 }] };
    }
    const linear = {
      labelCount: model.labels.length,
      featureCount: model.hashes.length,
      weights: model.weights,
    };
    decisionValues(linear, vector.ids, vector.values, 0, vector.ids.length, this.#scores);
    softmax(this.#scores, model.temperature, this.#probabilities);
    const measures = decisionMeasures(this.#scores, this.#probabilities, vector.known, (best) =>
      this.#seen.share(vector, best),
    );
    return {
      label: model.labels[measures.best] as string,
      confidence: logistic(model.confidence, measures.confidence),
      inScopeScore: logistic(model.scope, measures.scope),
      ranking: this.#ranking(measures.best, rankingLength),
    };
  }

  /**
   * Probability of every label, in the order of the model's labels, for the text that was classified
   * last; meaningless where that text held nothing known.
   */
  lastDistribution(): Float64Array {
    return this.#probabilities.slice();
  }

  /**
   * Logarithm of a label's odds, by its place, for the text that was classified last; meaningless
   * where that text held nothing known. Unlike a probability it is never rounded to 1.
   */
  lastLogOdds(place: number): number {
    let highest = Number.NEGATIVE_INFINITY;
    for (let label = 0; label < this.#scores.length; label++) {
      if (label !== place) highest = Math.max(highest, this.#scores[label] as number);
    }
    if (highest === Number.NEGATIVE_INFINITY) highest = 0;
    const { temperature } = this.model;
    let rest = 0;
    for (let label = 0; label < this.#scores.length; label++) {
      if (label === place) continue;
      rest += Math.exp(((this.#scores[label] as number) - highest) / temperature);
    }
    return ((this.#scores[place] as number) - highest) / temperature - Math.log(Math.max(1, rest));
  }

  #ranking(best: number, length: number): { label: string; probability: number }[] {
    const taken = [best];
    while (taken.length < Math.min(length, this.model.labels.length)) {
      let next = -1;
      for (let label = 0; label < this.#scores.length; label++) {
        if (taken.includes(label)) continue;
        if (next < 0 || (this.#scores[label] as number) > (this.#scores[next] as number)) {
          next = label;
        }
      }
      taken.push(next);
    }
    return taken.map((label) => ({
      label: this.model.labels[label] as string,
      probability: this.#probabilities[label] as number,
    }));
  }
}
