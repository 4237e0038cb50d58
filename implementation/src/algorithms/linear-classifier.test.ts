import { describe, expect, it } from 'vitest';
import { decisionValues, LinearTrainer } from './linear-classifier.ts';
import { seededRandom } from './seeded-random.ts';

const settings = { cost: 1, ownCostFactor: 3, passes: 0, seed: 3 };
const shape = { labelCount: 3, featureCount: 12 };

/** Rows of 5 features out of 12, three noisy labels. */
function sample(count: number) {
  const random = seededRandom(11);
  const ids: number[] = [];
  const values: number[] = [];
  const labels: number[] = [];
  for (let row = 0; row < count; row++) {
    const label = random(3);
    labels.push(random(8) === 0 ? random(3) : label);
    for (let feature = 0; feature < 5; feature++) {
      ids.push(feature < 2 ? label * 4 + random(4) : random(12));
      values.push(0.1 + random(10) / 20);
    }
  }
  const offsets = Int32Array.from({ length: count + 1 }, (_, row) => row * 5);
  const rows = { offsets, ids: Int32Array.from(ids), values: Float32Array.from(values) };
  return { rows, labels: Int32Array.from(labels) };
}

/** What the trainer minimises, for one label. */
function objective(trainer: LinearTrainer, labels: Int32Array, label: number, members: Int32Array) {
  const { weights, labelCount } = trainer.model;
  let total = 0;
  for (let at = label; at < weights.length; at += labelCount) total += (weights[at] ?? 0) ** 2 / 2;
  for (const row of members) {
    const own = labels[row] === label;
    const margin = (own ? 1 : -1) * (trainer.score(row)[label] ?? 0);
    total += settings.cost * (own ? settings.ownCostFactor : 1) * Math.max(0, 1 - margin) ** 2;
  }
  return total;
}

describe('LinearTrainer', () => {
  it('reaches a minimum: no single weight can be moved to gain', () => {
    const { rows, labels } = sample(200);
    const trainer = new LinearTrainer(rows, labels, shape, settings);
    const all = Int32Array.from(labels.keys());
    for (let pass = 0; pass < 300; pass++) trainer.pass(all);
    const { weights } = trainer.model;
    for (let label = 0; label < 3; label++) {
      const least = objective(trainer, labels, label, all);
      for (let at = label; at < weights.length; at += 3) {
        for (const step of [-0.05, 0.05]) {
          const held = weights[at] ?? 0;
          weights[at] = held + step;
          expect(objective(trainer, labels, label, all)).toBeGreaterThan(least - 1e-3);
          weights[at] = held;
        }
      }
    }
  });

  it('forgets removed rows: more passes give the model that never saw them', () => {
    const { rows, labels } = sample(120);
    const kept = Int32Array.from({ length: 80 }, (_, row) => row);
    const removed = Int32Array.from({ length: 40 }, (_, row) => row + 80);
    const fresh = new LinearTrainer(rows, labels, shape, settings);
    for (let pass = 0; pass < 300; pass++) fresh.pass(kept);
    const forgetful = new LinearTrainer(rows, labels, shape, settings);
    for (let pass = 0; pass < 8; pass++) forgetful.pass(Int32Array.from(labels.keys()));
    forgetful.remove(removed);
    for (let pass = 0; pass < 300; pass++) forgetful.pass(kept);
    fresh.model.weights.forEach((weight, at) => {
      expect(forgetful.model.weights[at]).toBeCloseTo(weight, 2);
    });
  });

  it('removes exactly what rows contributed', () => {
    const { rows, labels } = sample(50);
    const trainer = new LinearTrainer(rows, labels, shape, settings);
    const all = Int32Array.from(labels.keys());
    trainer.pass(all);
    const state = trainer.snapshot();
    trainer.remove(all);
    for (const weight of trainer.model.weights) expect(Math.abs(weight)).toBeLessThan(1e-5);
    trainer.restore(state);
    expect(trainer.model.weights).toEqual(state.weights);
  });
});

describe('decisionValues', () => {
  it.each([0, 1, 3, 4, 5, 9])('adds up %i features and the bias', (count) => {
    const weights = Float32Array.from({ length: 33 }, (_, at) => at * at);
    const model = { labelCount: 3, featureCount: 10, weights };
    const ids = Int32Array.from({ length: count }, (_, at) => at);
    const values = Float32Array.from({ length: count }, (_, at) => at + 1);
    const scores = new Float64Array(3).fill(99);
    decisionValues(model, ids, values, 0, count, scores);
    for (let label = 0; label < 3; label++) {
      let expected = weights[30 + label] ?? 0;
      for (let at = 0; at < count; at++) expected += (at + 1) * (weights[at * 3 + label] ?? 0);
      expect(scores[label]).toBe(expected);
    }
  });
});
