import { describe, expect, it } from 'vitest';
import { decisionValues } from './linear-classifier.ts';
import { LowRankClassifier } from './low-rank-classifier.ts';
import { seededRandom } from './seeded-random.ts';

const settings = { dimensions: 8, passes: 30, rate: 0.1, dropped: 0.3, seed: 5 };
const shape = { labelCount: 4, featureCount: 12 };

/** Rows of three features; those of label `l` are drawn from the features `3l`, `3l + 1`, `3l + 2`. */
function sample(count: number, labels: readonly number[] = [0, 1, 2, 3]) {
  const random = seededRandom(3);
  const targets = Int32Array.from({ length: count }, (_, at) => labels[at % labels.length] ?? 0);
  const ids = Int32Array.from({ length: count * 3 }, (_, at) => {
    return 3 * (targets[Math.floor(at / 3)] as number) + random(3);
  });
  const offsets = Int32Array.from({ length: count + 1 }, (_, row) => row * 3);
  const values = new Float32Array(ids.length).fill(0.6);
  return { rows: { offsets, ids, values }, targets, members: Int32Array.from(targets.keys()) };
}

const names = Int32Array.from({ length: 12 }, (_, at) => at);
const emptyModel = (featureCount = 12) => ({
  labelCount: 4,
  featureCount,
  weights: new Float32Array((featureCount + 1) * 4),
});

function trainedOn(data: ReturnType<typeof sample>) {
  const classifier = new LowRankClassifier(shape, settings);
  classifier.train(data.rows, data.targets, data.members);
  return classifier;
}

function valuesOf(model: ReturnType<typeof emptyModel>, feature: number): number[] {
  const scores = new Float64Array(4);
  decisionValues(model, Int32Array.of(feature), Float32Array.of(1), 0, 1, scores);
  return [...scores];
}

describe('LowRankClassifier', () => {
  it('learns which features speak for which label', () => {
    const model = emptyModel();
    trainedOn(sample(200)).addTo(model, names, 1);
    for (let feature = 0; feature < 12; feature++) {
      const values = valuesOf(model, feature);
      expect(values.indexOf(Math.max(...values))).toBe(Math.floor(feature / 3));
    }
  });

  it('adds to what another model says, under the names that features have there', () => {
    const classifier = trainedOn(sample(200));
    const plain = emptyModel();
    classifier.addTo(plain, names, 1);
    const other = emptyModel(30);
    other.weights.fill(0.5);
    classifier.addTo(
      other,
      names.map((name) => 29 - name),
      0.25,
    );
    for (let feature = 0; feature < 12; feature++) {
      const alone = valuesOf(plain, feature);
      valuesOf(other, 29 - feature).forEach((value, label) => {
        expect(value).toBeCloseTo(1 + 0.25 * (alone[label] ?? 0), 4);
      });
    }
    // What it does not know of stays as it was.
    expect(other.weights.slice(0, 4)).toEqual(new Float32Array(4).fill(0.5));
  });

  it('says nothing by a feature that no row has', () => {
    const model = emptyModel();
    trainedOn(sample(100, [0, 1])).addTo(model, names, 1);
    expect([...model.weights.slice(6 * 4, 12 * 4)].every((weight) => weight === 0)).toBe(true);
  });

  it('gives the same model for the same seed, and stays finite', () => {
    const weights = [1, 2].map(() => {
      const model = emptyModel();
      trainedOn(sample(120)).addTo(model, names, 1);
      return model.weights;
    });
    expect(weights[0]).toEqual(weights[1]);
    expect(weights[0]?.every(Number.isFinite)).toBe(true);
  });

  it('takes a single label, and no rows', () => {
    for (const data of [sample(20, [0]), sample(0)]) {
      const classifier = new LowRankClassifier({ labelCount: 1, featureCount: 12 }, settings);
      classifier.train(data.rows, data.targets, data.members);
      const model = { labelCount: 1, featureCount: 12, weights: new Float32Array(13) };
      classifier.addTo(model, names, 1);
      expect(model.weights.every(Number.isFinite)).toBe(true);
    }
  });
});
