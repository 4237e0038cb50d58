import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyParts } from './classify-parts.ts';
import { explainClassification } from './explain-classification.ts';
import { TextClassifier } from './text-classifier.ts';
import { trainTextClassifier } from './train-text-classifier.ts';

const topics: Readonly<Record<string, readonly string[]>> = {
  refund: [
    'give me a refund for my order',
    'i want my money back for it',
    'please pay me back soon',
  ],
  login: ['i cannot log in any more', 'my password is refused today', 'the account is locked now'],
  delivery: ['where is my parcel now', 'the courier never came here', 'delivery is a week late'],
};
const openings = ['hello', 'hi there', 'good morning', 'so', 'well', 'sorry'];
const rows = Object.entries(topics).flatMap(([label, texts]) =>
  texts.flatMap((text) => openings.map((opening) => ({ text: `${opening}, ${text}`, label }))),
);
const classifier = new TextClassifier(trainTextClassifier(rows));
const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('classifyParts', () => {
  it('finds one thing where there is one, however many sentences tell it', () => {
    for (const { text, label } of rows) {
      const parts = classifyParts(classifier, text);
      expect(parts.map((part) => part.label)).toEqual([label]);
      expect(text.slice(parts[0]?.start, parts[0]?.end)).toBe(text);
    }
  });

  it.each(['. ', ' and ', ', also ', '\n', '; '])('finds two things joined by “%s”', (joint) => {
    const text = `i cannot log in any more${joint}where is my parcel now`;
    const parts = classifyParts(classifier, text);
    expect(parts.map((part) => part.label)).toEqual(['login', 'delivery']);
    expect(text.slice(parts[0]?.start, parts[0]?.end)).toContain('i cannot log in any more');
    expect(text.slice(parts[1]?.start, parts[1]?.end)).toContain('where is my parcel now');
  });

  it('cuts any text into parts that follow each other inside it', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...rows), (text, row) => {
        const source = `${text}. ${row.text}, ${text}`;
        const parts = classifyParts(classifier, source);
        expect(parts.length).toBeGreaterThan(0);
        let end = 0;
        for (const part of parts) {
          expect(part.start).toBeGreaterThanOrEqual(end);
          expect(part.end).toBeGreaterThan(part.start);
          end = part.end;
        }
        expect(end).toBeLessThanOrEqual(source.length);
      }),
    );
  });

  it('takes nothing, and a megabyte', () => {
    for (const text of ['', '...', 'x, '.repeat(300_000), 'refund '.repeat(150_000)]) {
      expect(classifyParts(classifier, text)).toHaveLength(1);
    }
  });
});

describe('explainClassification', () => {
  it('names the words that spoke for the label, loudest first', () => {
    const text = 'Hello, my Password is refused';
    const evidence = explainClassification(classifier, text, 10);
    expect(['Password', 'refused']).toContain(evidence[0]?.word);
    expect(evidence.map(({ weight }) => weight)).toEqual(
      evidence.map(({ weight }) => weight).toSorted((a, b) => b - a),
    );
    for (const { word, start, end } of evidence) expect(text.slice(start, end)).toBe(word);
  });

  it('counts a word once, wherever it stands', () => {
    const evidence = explainClassification(classifier, 'parcel, PARCEL and parcel', 10);
    expect(evidence.filter(({ word }) => word.toLowerCase() === 'parcel')).toHaveLength(1);
  });

  it('says finite things of any text, and nothing of one that is unknown', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...rows), (text, row) => {
        for (const { weight } of explainClassification(classifier, `${text} ${row.text}`)) {
          expect(Number.isFinite(weight)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
    expect(explainClassification(classifier, 'qqq 密码')).toEqual([]);
    expect(explainClassification(classifier, '')).toEqual([]);
    expect(explainClassification(classifier, 'refund '.repeat(1000))).toHaveLength(1);
  });
});
