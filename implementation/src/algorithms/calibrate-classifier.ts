import { fitLogistic, fitTemperature, type LogisticCurve, softmax } from './calibration.ts';
import { type DecisionMeasures, decisionMeasures, scopeMeasures } from './decision-measures.ts';
import type { TextVector } from './feature-vocabulary.ts';
import type { LinearTrainer } from './linear-classifier.ts';
import { seededRandom, shuffle } from './seeded-random.ts';
import { FeatureCounts } from './seen-features.ts';

/** What makes the numbers of a classifier believable. */
export interface Calibration {
  readonly temperature: number;
  readonly confidence: LogisticCurve;
  readonly scope: LogisticCurve;
}

export interface CalibrationSettings {
  /** Parts into which the rows are cut; one at a time is taken out. */
  readonly folds: number;
  /** Parts are taken out until so many rows were. */
  readonly rows: number;
  /** Passes over the remaining rows after a part was taken out. */
  readonly passes: number;
  /** With the labels of a part, its rows are taken out too: strangers from near by. */
  readonly leastLabels: number;
  readonly seed: number;
}

export interface CalibrationTable {
  readonly trainer: LinearTrainer;
  readonly vectors: readonly TextVector[];
  readonly targets: Int32Array;
  /** Completes the trainer's model after rows were taken out of it; only the given ones are left. */
  readonly complete: (rest: Int32Array) => void;
}

interface HeldOut {
  readonly row: number;
  readonly scores: Float64Array;
  readonly known: number;
  readonly own: number;
  /** False when the row's label was taken out as a whole. */
  readonly inScope: boolean;
}

/** Weights of the measures of scope where there are too few labels to learn them. */
const plainScope = [2, 0, 1];

/**
 * Learns how far decision values can be believed, from rows that a model has not seen: some of every
 * label, and all of some labels, which stand for the questions that belong to none.
 */
export function calibrateClassifier(
  table: CalibrationTable,
  settings: CalibrationSettings,
): Calibration {
  const heldOut = holdOut(table, settings);
  const known = heldOut.filter(({ inScope }) => inScope);
  const temperature = fitTemperature(
    known.map(({ row, scores }) => ({ values: scores, label: table.targets[row] as number })),
  );
  const probabilities = new Float64Array(table.trainer.model.labelCount);
  const measured = heldOut.map((one) => ({
    ...one,
    ...measuresOf(one, temperature, probabilities),
  }));
  const inside = measured.filter(({ inScope }) => inScope);
  const confidence = fitLogistic(
    inside.map((one) => one.confidence),
    inside.map(({ best, row }) => best === table.targets[row]),
  );
  return { temperature, confidence, scope: scopeCurve(measured) };
}

function measuresOf(
  { scores, known, own }: HeldOut,
  temperature: number,
  probabilities: Float64Array,
): DecisionMeasures {
  softmax(scores, temperature, probabilities);
  return decisionMeasures(scores, probabilities, known, () => own);
}

/** The curve under which one in twenty texts that are in scope scores below a half. */
function scopeCurve(
  measured: readonly (Pick<HeldOut, 'inScope'> & Pick<DecisionMeasures, 'scope'>)[],
): LogisticCurve {
  const inside = measured.filter(({ inScope }) => inScope).map(({ scope }) => scope);
  const learned =
    inside.length === measured.length
      ? plainScope
      : fitLogistic(
          measured.map(({ scope }) => scope),
          measured.map(({ inScope }) => inScope),
          1,
        ).weights;
  const weights = scopeMeasures.map((_, at) => learned[at] as number);
  const sums = Float64Array.from(inside, (measures) =>
    weights.reduce((sum, weight, at) => sum + weight * (measures[at] as number), 0),
  ).sort();
  const threshold = sums[Math.floor(sums.length / 20)] ?? 0;
  return { bias: -threshold, weights };
}

/** Decision values of rows under models that were not trained on them. */
function holdOut(table: CalibrationTable, settings: CalibrationSettings): HeldOut[] {
  const { trainer, vectors, targets } = table;
  const { labelCount, featureCount } = trainer.model;
  const { folds, passes, leastLabels } = settings;
  const random = seededRandom(settings.seed);
  const order = Int32Array.from(vectors.keys());
  shuffle(order, random);
  const groups = Int32Array.from({ length: labelCount }, (_, label) => label);
  shuffle(groups, random);
  const partOf = new Int32Array(labelCount);
  groups.forEach((label, at) => {
    partOf[label] = labelCount < leastLabels ? -1 : at % folds;
  });
  const counts = new FeatureCounts(vectors, targets, { labelCount, featureCount });
  const wanted = Math.ceil((settings.rows * folds) / order.length);
  const rounds = Math.min(folds, wanted);
  const trained = trainer.snapshot();
  const heldOut: HeldOut[] = [];
  for (let fold = 0; fold < rounds; fold++) {
    const isGone = (row: number) => partOf[targets[row] as number] === fold;
    const out = order.filter((row, at) => at % folds === fold || isGone(row));
    const rest = order.filter((row, at) => at % folds !== fold && !isGone(row));
    trainer.remove(out);
    counts.change(out, -1);
    for (let pass = 0; pass < passes; pass++) trainer.pass(rest);
    table.complete(rest);
    for (const row of out) {
      const scores = trainer.score(row).map((value, label) => {
        return partOf[label] === fold ? Number.NEGATIVE_INFINITY : value;
      });
      const best = scores.indexOf(Math.max(...scores));
      const own = counts.own(row, best);
      heldOut.push({ row, scores, known: counts.known(row), own, inScope: !isGone(row) });
    }
    counts.change(out, 1);
    trainer.restore(trained);
  }
  return heldOut;
}
