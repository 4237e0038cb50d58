import { AlgorithmError } from './algorithm-error.ts';
import { fitLogistic, fitTemperature, type LogisticCurve, softmax } from './calibration.ts';
import { FeatureVocabulary, type TextVector } from './feature-vocabulary.ts';
import { type LinearSettings, LinearTrainer, type SparseRows } from './linear-classifier.ts';
import { seededRandom, shuffle } from './seeded-random.ts';
import { decisionMeasures, type TextClassifierModel } from './text-classifier.ts';
import { FeatureExtractor, type FeatureSettings } from './text-features.ts';

export interface LabelledText {
  readonly text: string;
  readonly label: string;
}

export interface TrainingSettings {
  readonly features: FeatureSettings;
  readonly linear: LinearSettings;
  /** Parts into which the rows are cut to learn how far confidence can be believed. */
  readonly folds: number;
  /** Passes over the remaining rows after a part was taken out. */
  readonly foldPasses: number;
}

/** The configuration of the desk, chosen by cross-validation inside training sets. */
export const trainingDefaults: TrainingSettings = {
  features: { wordRun: 2, characterRunMin: 3, characterRunMax: 5, readLimit: 32_768 },
  linear: { cost: 1, ownCostFactor: 3, passes: 8, seed: 1 },
  folds: 5,
  foldPasses: 2,
};

/** Rows × labels: what is trained within minutes. Features × labels: 512 MiB of weights. */
const WORK_LIMIT = 2 ** 25;
const WEIGHT_LIMIT = 2 ** 27;

/** Weights of the decision value and of the share of known features in the scope's score. */
const SCOPE_WEIGHTS = [2, 1] as const;

/**
 * Trains a classifier. The result depends on the set of rows, not on their order.
 * @throws AlgorithmError `invalid_argument` without rows or with an empty label, `too_large` when
 * rows × labels or features × labels pass the limit of memory.
 */
export function trainTextClassifier(
  rows: readonly LabelledText[],
  settings: TrainingSettings = trainingDefaults,
): TextClassifierModel {
  if (rows.length === 0) throw new AlgorithmError('invalid_argument', 'no rows to train on');
  const sorted = rows.toSorted((a, b) => compare(a.label, b.label) || compare(a.text, b.text));
  const labels = [...new Set(sorted.map((row) => row.label))];
  if (labels[0] === '') throw new AlgorithmError('invalid_argument', 'a row without a label');
  assertSize('training rows', rows.length, labels.length, WORK_LIMIT);
  const extractor = new FeatureExtractor(settings.features);
  const texts = sorted.map((row) => extractor.extract(row.text));
  const vocabulary = FeatureVocabulary.of(texts);
  assertSize('features', vocabulary.hashes.length, labels.length, WEIGHT_LIMIT);
  const vectors = texts.map((text) => vocabulary.vector(text));
  const places = new Map(labels.map((label, place) => [label, place]));
  const targets = Int32Array.from(sorted, (row) => places.get(row.label) as number);
  const shape = { labelCount: labels.length, featureCount: vocabulary.hashes.length };
  const trainer = new LinearTrainer(pack(vectors), targets, shape, settings.linear);
  const everyRow = Int32Array.from(sorted.keys());
  for (let pass = 0; pass < settings.linear.passes; pass++) trainer.pass(everyRow);
  const weights = trainer.model.weights.slice();
  return {
    schemaVersion: 1,
    features: settings.features,
    labels,
    commonest: commonest(targets, labels.length),
    hashes: vocabulary.hashes,
    idf: vocabulary.idf,
    weights,
    ...calibrate(trainer, vectors, targets, settings),
  };
}

type Calibration = Pick<TextClassifierModel, 'temperature' | 'confidence' | 'scope'>;

interface HeldOut {
  readonly values: Float32Array;
  readonly label: number;
  readonly known: number;
}

function calibrate(
  trainer: LinearTrainer,
  vectors: readonly TextVector[],
  targets: Int32Array,
  settings: TrainingSettings,
): Calibration {
  const heldOut = crossValidate(trainer, vectors, targets, settings);
  // Some thousands of rows place one temperature as well as all of them.
  const stride = Math.ceil(heldOut.length / 4000);
  const temperature = fitTemperature(heldOut.filter((_, at) => at % stride === 0));
  const probabilities = new Float64Array(trainer.model.labelCount);
  const measured = heldOut.map((row) => {
    const scores = Float64Array.from(row.values);
    softmax(scores, temperature, probabilities);
    const measures = decisionMeasures(scores, probabilities, row.known);
    return { ...measures, right: measures.best === row.label };
  });
  const confidence = fitLogistic(
    measured.map((row) => row.confidence),
    measured.map((row) => row.right),
  );
  return { temperature, confidence, scope: scopeCurve(measured.map((row) => row.scope)) };
}

/** The curve under which one in twenty texts that are in scope scores below a half. */
function scopeCurve(measures: readonly (readonly number[])[]): LogisticCurve {
  const sums = Float64Array.from(measures, (measure) =>
    SCOPE_WEIGHTS.reduce((sum, weight, at) => sum + weight * (measure[at] as number), 0),
  ).sort();
  const threshold = sums[Math.floor(sums.length / 20)] as number;
  return { bias: -threshold, weights: SCOPE_WEIGHTS };
}

/** Decision values of every row under weights that were not trained on it. */
function crossValidate(
  trainer: LinearTrainer,
  vectors: readonly TextVector[],
  targets: Int32Array,
  settings: TrainingSettings,
): HeldOut[] {
  const order = Int32Array.from(vectors.keys());
  shuffle(order, seededRandom(settings.linear.seed + 1));
  const trained = trainer.snapshot();
  const heldOut: HeldOut[] = [];
  for (let fold = 0; fold < settings.folds; fold++) {
    const out = order.filter((_, at) => at % settings.folds === fold);
    const rest = order.filter((_, at) => at % settings.folds !== fold);
    if (fold > 0) trainer.restore(trained);
    trainer.remove(out);
    for (let pass = 0; pass < settings.foldPasses; pass++) trainer.pass(rest);
    for (const row of out) {
      heldOut.push({
        values: Float32Array.from(trainer.score(row)),
        label: targets[row] as number,
        known: (vectors[row] as TextVector).known,
      });
    }
  }
  return heldOut;
}

function pack(vectors: readonly TextVector[]): SparseRows {
  const offsets = new Int32Array(vectors.length + 1);
  vectors.forEach(({ ids }, row) => {
    offsets[row + 1] = (offsets[row] as number) + ids.length;
  });
  const ids = new Int32Array(offsets[vectors.length] as number);
  const values = new Float32Array(ids.length);
  vectors.forEach((vector, row) => {
    ids.set(vector.ids, offsets[row] as number);
    values.set(vector.values, offsets[row] as number);
  });
  return { offsets, ids, values };
}

function commonest(targets: Int32Array, labelCount: number): number {
  const counts = new Int32Array(labelCount);
  for (const target of targets) counts[target] = (counts[target] as number) + 1;
  return counts.reduce((best, count, at) => (count > (counts[best] as number) ? at : best), 0);
}

function assertSize(what: string, count: number, labelCount: number, limit: number): void {
  if (count * labelCount <= limit) return;
  throw new AlgorithmError(
    'too_large',
    `${count} ${what} × ${labelCount} labels pass the limit of ${limit}; ` +
      'labels with a single example cannot be learned, merge or drop them',
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
