import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderRoc } from './calibration.ts';
import { TextClassifier } from './text-classifier.ts';
import { decodeTextClassifier, encodeTextClassifier } from './text-classifier-codec.ts';
import { trainTextClassifier } from './train-text-classifier.ts';

const topics: Readonly<Record<string, readonly string[]>> = {
  refund: ['refund my order', 'money back for the charger', 'return this and pay me back'],
  login: ['cannot log in', 'my password is refused', 'locked out of the account'],
  delivery: ['where is my parcel', 'the courier never came', 'delivery is a week late'],
};
const openings = ['hello', 'please', 'hi there', 'urgent', 'good morning', 'hm'];
const rows = Object.entries(topics).flatMap(([label, texts]) =>
  texts.flatMap((text) => openings.map((opening) => ({ text: `${opening}, ${text}`, label }))),
);

const classifierOf = (data: readonly { text: string; label: string }[]) =>
  new TextClassifier(trainTextClassifier(data));
const trained = classifierOf(rows);
const anyText = fc.string({ unit: 'binary', maxLength: 80 });

function expectSane(classifier: TextClassifier, text: string): void {
  const { label, confidence, inScopeScore, ranking } = classifier.classify(text);
  expect(classifier.model.labels).toContain(label);
  for (const value of [confidence, inScopeScore, ...ranking.map((entry) => entry.probability)]) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(1);
  }
  expect(ranking[0]?.label).toBe(label);
}

describe('TextClassifier', () => {
  it('learns topics, forgives typos, and knows strangers', () => {
    expect(trained.classify('I want my money back').label).toBe('refund');
    expect(trained.classify('pasword refussed, locked out').label).toBe('login');
    expect(trained.classify('the curier is late with my parcel').label).toBe('delivery');
    const inside = rows.map(({ text }) => trained.classify(text).inScopeScore);
    const outside = ['purple jazz festival', 'how tall are giraffes', 'bake bread with rye'];
    const scores = outside.map((text) => trained.classify(text).inScopeScore);
    expect(areaUnderRoc(inside, scores)).toBe(1);
  });

  it('says something sane of any text', () => {
    fc.assert(
      fc.property(anyText, (text) => expectSane(trained, text)),
      { numRuns: 300 },
    );
    for (const text of ['x'.repeat(1_000_000), 'refund '.repeat(150_000), '密码'.repeat(300_000)]) {
      expectSane(trained, text);
    }
  });

  it('gives a text of which it knows nothing the commonest label, without confidence', () => {
    const extra = classifierOf([...rows, { text: 'parcel lost', label: 'delivery' }]);
    for (const text of ['', '   ', '🙂', 'qqq zzz', 'ฉันลืมรหัสผ่าน']) {
      expect(extra.classify(text)).toMatchObject({
        label: 'delivery',
        confidence: 0,
        inScopeScore: 0,
      });
    }
  });

  it('knows strangers from near by: known words, yet foreign to any one label', () => {
    const words = 'red blue green gold grey pink plum rust sand teal'.split(' ');
    const things = 'lamp sofa desk shelf chair stool bench table'.split(' ');
    const label = (color: number) => `label ${color}`;
    const data = words.flatMap((word, color) =>
      things.flatMap((thing, at) => [
        { text: `${word} ${thing} please`, label: label(color) },
        { text: `a ${word} ${things[(at + color) % 8]} for me`, label: label(color) },
      ]),
    );
    const near = classifierOf(data);
    const inside = words.map((word) => near.classify(`one ${word} lamp please`).inScopeScore);
    const outside = ['please for me', 'a lamp please', 'one sofa for me', 'desk chair please'];
    const scores = outside.map((text) => near.classify(text).inScopeScore);
    expect(areaUnderRoc(inside, scores)).toBeGreaterThan(0.95);
  });

  it('answers a text alike whatever was asked before', () => {
    const texts = rows.map(({ text }) => text);
    const forwards = texts.map((text) => trained.classify(text));
    const backwards = texts.toReversed().map((text) => trained.classify(text));
    expect(backwards.toReversed()).toEqual(forwards);
  });

  it('learns scripts without spaces', () => {
    const classifier = classifierOf([
      { text: '我忘记了密码', label: 'login' },
      { text: '密码不正确', label: 'login' },
      { text: '我要退款', label: 'refund' },
      { text: '请退款给我', label: 'refund' },
    ]);
    expect(classifier.classify('密码忘了').label).toBe('login');
    expect(classifier.classify('可以退款吗').label).toBe('refund');
  });
});

describe('trainTextClassifier', () => {
  it('depends on the set of rows, not on their order', () => {
    const model = trainTextClassifier(rows);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(trainTextClassifier(shuffled)).toEqual(model);
      }),
      { numRuns: 5 },
    );
  });

  it('states confidence that can be believed of texts it never saw', () => {
    // Half of the rows carry a label drawn without regard to the text: nobody can be right there.
    const labels = Object.keys(topics);
    const noisy = rows.flatMap(({ text, label }, at) => [
      { text: `${text} ${at}`, label },
      { text: `whatever ${at}`, label: labels[at % 3] as string },
    ]);
    const classifier = classifierOf(noisy);
    const blurred = classifier.classify('whatever').confidence;
    expect(blurred).toBeLessThan(0.6);
    expect(classifier.classify('hello, where is my parcel').confidence).toBeGreaterThan(blurred);
  });

  it.each([
    ['one row', [{ text: 'a', label: 'x' }]],
    ['one label', rows.filter(({ label }) => label === 'refund')],
    ['every label once', rows.map(({ text }, at) => ({ text, label: `label ${at}` }))],
    [
      'texts without words',
      [
        { text: '', label: 'x' },
        { text: '!', label: 'y' },
      ],
    ],
    [
      'the same text under two labels',
      [
        { text: 'a', label: 'x' },
        { text: 'a', label: 'y' },
      ],
    ],
    ['labels with commas, quotes and line ends', [{ text: 'a', label: 'x,"\n' }]],
    ['a text of a megabyte', [...rows, { text: 'word '.repeat(200_000), label: 'refund' }]],
  ])('takes %s', (_, data) => {
    const classifier = classifierOf(data);
    for (const text of ['', 'a', 'refund please', 'parcel']) expectSane(classifier, text);
  });

  it('refuses what it cannot learn', () => {
    expect(() => trainTextClassifier([])).toThrow('no rows to train on');
    expect(() => trainTextClassifier([{ text: 'a', label: '' }])).toThrow('without a label');
    const once = Array.from({ length: 100_000 }, (__, at) => ({ text: `t${at}`, label: `l${at}` }));
    expect(() => trainTextClassifier(once)).toThrow('100000 training rows × 100000 labels');
  });
});

describe('encodeTextClassifier', () => {
  const bytes = encodeTextClassifier(trained.model);

  it('comes back as the same model, with the same answers', () => {
    // An odd offset: the bytes may lie anywhere in a larger buffer.
    const shifted = new Uint8Array(bytes.length + 1).subarray(1);
    shifted.set(bytes);
    const model = decodeTextClassifier(shifted);
    expect(model).toEqual(trained.model);
    const loaded = new TextClassifier(model);
    fc.assert(
      fc.property(anyText, (text) => {
        expect(loaded.classify(text)).toEqual(trained.classify(text));
      }),
    );
  });

  it('comes back from a Buffer, as files are read', () => {
    // A Buffer is often a part of a shared pool, and its slice is a view where others copy.
    const pooled = Buffer.concat([Buffer.from('before!'), bytes]).subarray(7);
    expect(decodeTextClassifier(pooled)).toEqual(trained.model);
  });

  it('refuses a model that was cut or changed anywhere', () => {
    const place = fc.integer({ min: 0, max: bytes.length - 1 });
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect(() => decodeTextClassifier(damaged)).toThrow(
          expect.objectContaining({ code: 'data_corrupt' }),
        );
        expect(() => decodeTextClassifier(bytes.slice(0, at))).toThrow(
          expect.objectContaining({ code: 'data_corrupt' }),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('refuses another schema version by name', () => {
    const old = bytes.slice();
    new DataView(old.buffer).setUint32(4, 1, true);
    expect(() => decodeTextClassifier(old)).toThrow('schema version 1, this release reads 3');
  });
});
