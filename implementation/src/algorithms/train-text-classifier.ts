import { AlgorithmError } from './algorithm-error.ts';
import { type CalibrationSettings, calibrateClassifier } from './calibrate-classifier.ts';
import { FeatureVocabulary, type TextVector } from './feature-vocabulary.ts';
import { type LinearSettings, LinearTrainer, type SparseRows } from './linear-classifier.ts';
import { LowRankClassifier, type LowRankSettings } from './low-rank-classifier.ts';
import { SeenFeatures } from './seen-features.ts';
import { classifierSchemaVersion, type TextClassifierModel } from './text-classifier.ts';
import { FeatureExtractor, type FeatureSettings } from './text-features.ts';

export interface LabelledText {
  readonly text: string;
  readonly label: string;
}

export interface TrainingSettings {
  readonly features: FeatureSettings;
  readonly linear: LinearSettings;
  readonly lowRank: LowRankSettings;
  /** How many models of low rank, each from a seed of its own, are averaged. */
  readonly lowRankModels: number;
  /** What the decision values of low rank count beside those of the separators. */
  readonly lowRankShare: number;
  readonly calibration: CalibrationSettings;
}

/** The configuration of the desk, chosen by cross-validation inside training sets: decision 0027. */
export const trainingDefaults: TrainingSettings = {
  features: {
    wordRun: 2,
    characterRunMin: 2,
    characterRunMax: 4,
    pairedWords: 24,
    readLimit: 32_768,
  },
  linear: { cost: 1, ownCostFactor: 3, passes: 6, seed: 1 },
  lowRank: { dimensions: 64, passes: 6, rate: 0.1, dropped: 0.4, seed: 1 },
  lowRankModels: 2,
  lowRankShare: 0.25,
  calibration: { folds: 5, rows: 1500, passes: 2, leastLabels: 10, seed: 2 },
};

/** Rows × labels: what is trained within minutes. Features × labels: 512 MiB of weights. */
const WORK_LIMIT = 2 ** 25;
const WEIGHT_LIMIT = 2 ** 27;

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
  const { rows: frequent, names } = frequentRows(vectors, vocabulary);
  const lowRankShape = { labelCount: labels.length, featureCount: names.length };
  const addLowRank = (into: Float32Array, members: Int32Array, models: number) => {
    for (let model = 0; model < models; model++) {
      const seed = settings.lowRank.seed + model;
      const lowRank = new LowRankClassifier(lowRankShape, { ...settings.lowRank, seed });
      lowRank.train(frequent, targets, members);
      lowRank.addTo({ ...shape, weights: into }, names, settings.lowRankShare / models);
    }
  };
  addLowRank(weights, everyRow, settings.lowRankModels);
  return {
    schemaVersion: classifierSchemaVersion,
    features: settings.features,
    labels,
    commonest: commonest(targets, labels.length),
    hashes: vocabulary.hashes,
    idf: vocabulary.idf,
    seen: SeenFeatures.of(vectors, targets, shape).bits,
    weights,
    ...calibrateClassifier(
      {
        trainer,
        vectors,
        targets,
        // One model of low rank does where only the height of the values is to be learned.
        complete: (rest) => addLowRank(trainer.model.weights, rest, 1),
      },
      settings.calibration,
    ),
  };
}

/**
 * The rows without pairs and without what occurs in one row only, where there is nothing to share.
 * Features are numbered anew; `names` has what they are called in the vocabulary.
 */
function frequentRows(vectors: readonly TextVector[], { idf, hashes }: FeatureVocabulary) {
  const once = idf.reduce((highest, value) => Math.max(highest, value), 0);
  const numbers = new Int32Array(hashes.length).fill(-1);
  const names: number[] = [];
  const rows = vectors.map(({ ids, values, pairsFrom }) => {
    const kept = [...ids.keys()].filter((at) => {
      return at < pairsFrom && (idf[ids[at] as number] as number) < once;
    });
    for (const at of kept) {
      const id = ids[at] as number;
      if (numbers[id] === -1) numbers[id] = names.push(id) - 1;
    }
    return {
      ids: Int32Array.from(kept, (at) => numbers[ids[at] as number] as number),
      values: Float32Array.from(kept, (at) => values[at] as number),
    };
  });
  return { rows: pack(rows), names: Int32Array.from(names) };
}

function pack(vectors: readonly Pick<TextVector, 'ids' | 'values'>[]): SparseRows {
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
