import { expect, test } from 'vitest';
import { linearSvm } from './intent-engine.ts';
import { trainLinearSvm } from './linear-svm.ts';
import { qualityOf } from './measure-intents.ts';

const rows = [
  ['where is my parcel', 'parcel'],
  ['the parcel has not arrived', 'parcel'],
  ['my parcel is late', 'parcel'],
  ['I forgot my password', 'password'],
  ['reset the password please', 'password'],
  ['password does not work', 'password'],
  ['I want my money back', 'refund'],
  ['refund the order', 'refund'],
  ['give me a refund', 'refund'],
].map(([text = '', label = '']) => ({ text, label }));

test('separates what can be separated, and forgives a typo', async () => {
  const classify = await linearSvm.train(rows, () => {});
  for (const { text, label } of rows) expect(await classify(text)).toMatchObject({ label });
  expect(await classify('pasword forgotten')).toMatchObject({ label: 'password' });
});

test('decides alike every time, and gives each label a number for any text', () => {
  const [first, second] = [trainLinearSvm(rows), trainLinearSvm(rows)];
  expect(first.labels).toEqual(['parcel', 'password', 'refund']);
  for (const text of ['refund', '', '…', 'ราคา', 'x'.repeat(100_000)]) {
    const values = [...first.decide(text)];
    expect(values).toEqual([...second.decide(text)]);
    expect(values.every(Number.isFinite)).toBe(true);
  }
});

test('a text stays on its side of the margin, and what is far on it is not pulled back', () => {
  const [apart, together] = [['aaaa', 'bbbb'], ['aaaa bbbb']];
  const alike = [...apart, ...together].map((text) => ({ text, label: 'same' }));
  const other = ['cccc', 'dddd'].map((text) => ({ text, label: 'other' }));
  const { labels, decide } = trainLinearSvm([...alike, ...other], { cost: 100, passes: 200 });
  const decided = (text: string) => decide(text)[labels.indexOf('same')];
  for (const { text } of alike) expect(decided(text)).toBeGreaterThan(0.9);
  for (const { text } of other) expect(decided(text)).toBeLessThan(-0.9);
  expect(decided('aaaa bbbb')).toBeGreaterThan(1.1);
});

test('nothing to train on is refused', () => {
  expect(() => trainLinearSvm([])).toThrow('no rows');
});

test('an engine that states no probability has no calibration error', () => {
  const answer = { label: 'refund', confidence: null, inScopeScore: 1 };
  const test = [{ text: '', label: 'refund' }];
  const stranger = { ...answer, inScopeScore: 0 };
  expect(qualityOf(test, [answer], [stranger])).toEqual({
    accuracy: 1,
    macroF1: 1,
    calibrationError: null,
    auroc: 1,
    outOfScopeRecall: 1,
  });
  expect(qualityOf(test, [{ ...answer, confidence: 0.75 }], [])).toMatchObject({
    calibrationError: 0.25,
    auroc: null,
    outOfScopeRecall: null,
  });
  expect(() => qualityOf(test, [], [])).toThrow('0 answers to 1 texts');
});
