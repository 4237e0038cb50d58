import { describe, expect, test } from 'vitest';
import { closeness, LatentSpace } from './latent-space.ts';

const documents = [
  ['car', 'engine', 'road'],
  ['automobile', 'engine', 'road'],
  ['car', 'road', 'wheel'],
  ['automobile', 'wheel', 'engine'],
  ['soup', 'spoon', 'salt'],
  ['soup', 'salt', 'pan'],
  ['spoon', 'pan', 'salt'],
];
const settings = { dimensions: 2, rounds: 8, seed: 1 };
const space = LatentSpace.fit(documents, settings);
const close = (a: string[], b: string[]) => closeness(space.encode(a), space.encode(b));

describe('a latent space', () => {
  test('brings together what never stands in one document', () => {
    expect(close(['car'], ['automobile'])).toBeGreaterThan(0.9);
    expect(Math.abs(close(['car'], ['soup']))).toBeLessThan(0.2);
  });

  test('places have length 1, unknown texts none', () => {
    expect(closeness(space.encode(['car']), space.encode(['car']))).toBeCloseTo(1);
    expect([...space.encode(['unheard'])]).toEqual([0, 0]);
  });

  test('is the same every time', () => {
    expect(LatentSpace.fit(documents, settings).encode(['car'])).toEqual(space.encode(['car']));
  });

  test('of nothing is empty', () => {
    expect(LatentSpace.fit([]).encode(['car'])).toHaveLength(0);
  });

  test('asks for no more dimensions than there are documents', () => {
    expect(LatentSpace.fit([['a', 'b'], ['c']]).dimensions).toBe(2);
  });
});
