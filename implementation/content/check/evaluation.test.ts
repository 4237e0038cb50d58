import { expect, test } from 'vitest';
import type { CompanyDocument, Row } from './company.ts';
import {
  checkEvaluationShape,
  checkHalves,
  checkTitleOverlap,
  checkUnseen,
  median,
  titleOverlap,
} from './evaluation.ts';

function row(id: string, question: string, topic: string | null, about?: string): Row {
  const value = { id, question, topic, ...(about ? { about } : {}) };
  return { file: 'evaluation/questions.jsonl', line: 7, value };
}

const document: CompanyDocument = {
  id: 'kb-a',
  title: 'Restore deleted time entries',
  kind: 'how-to',
  area: 'time',
  file: 'a.md',
  firstLine: 1,
  text: '',
  fields: {},
};

test('overlap counts shared stems over the smaller set', () => {
  expect(titleOverlap('How do I restore a deleted time entry?', document.title)).toBe(1);
  expect(titleOverlap('my hours are gone, bring them back', document.title)).toBe(0);
  expect(median([0.2, 0.9, 0.4])).toBe(0.4);
  expect(median([0.2, 0.4])).toBeCloseTo(0.3);
});

test('questions that parrot their titles fail, others pass', () => {
  const parrot = row('e1', 'restore deleted time entries', 'kb-a');
  expect(checkTitleOverlap([parrot], [document])).toHaveLength(1);
  expect(checkTitleOverlap([row('e1', 'hours vanished', 'kb-a')], [document])).toEqual([]);
});

const subjects = {
  documents: [document, { ...document, id: 'kb-old' }, germanOf(document)],
  unanswerable: [{ id: 'na-x' }],
  superseded: new Set(['kb-old']),
};

function germanOf(original: CompanyDocument): CompanyDocument {
  return { ...original, id: 'kb-de-a', fields: { language: 'de' } };
}

const shapeOf = (rows: Row[]): string[] =>
  checkEvaluationShape(rows, subjects).map(({ message }) => message);

test('too few questions, and a mix without what is rare, fail', () => {
  expect(shapeOf([row('e1', 'q', 'kb-a')])).toContain('expected 800 questions, found 1');
  const many = Array.from({ length: 800 }, (_, index) => row(`e${index}`, 'q', 'kb-a'));
  expect(shapeOf(many)).toEqual([
    'expected 25 % without an answer, found 0 of 800',
    'expected 10 % of several turns, found 0 of 800',
    'expected 10 % with typos, found 0 of 800',
    'expected 5 % in other languages, found 0 of 800',
    'expected 1 % that only a superseded article answers, found 0 of 800',
    'expected 2 % with a false premise, found 0 of 800',
  ]);
});

test.each([
  [{}, null],
  [{ topic: 'kb-gone' }, 'a known topic'],
  [{ topic: 'kb-old' }, 'superseded'],
  [{ topic: null, about: 'na-x' }, null],
  [{ topic: null, about: 'na-y' }, 'unknown "about"'],
  [{ about: 'na-x' }, 'unknown "about"'],
  [{ topic: null, about: 'kb-old', traits: ['superseded'] }, null],
  [{ topic: null, about: 'na-x', traits: ['superseded'] }, 'unknown "about"'],
  [{ traits: ['rude'] }, 'expected traits of'],
  [{ traits: ['multi-turn'] }, '"earlier" goes with multi-turn'],
  [{ earlier: ['before'] }, '"earlier" goes with multi-turn'],
  [{ earlier: ['before'], traits: ['multi-turn', 'typos'] }, null],
  [{ earlier: [''], traits: ['multi-turn'] }, 'empty "earlier"'],
  [{ topic: 'kb-de-a' }, 'another language'],
  [{ topic: 'kb-de-a', language: 'de' }, null],
])('a row with %o: %s', (fields, expected) => {
  const { value } = row('e1', 'q', 'kb-a');
  const found = shapeOf([{ file: 'f', line: 1, value: { ...value, ...fields } }]);
  const own = found.filter((message) => !/^expected \d/.test(message));
  if (expected === null) expect(own).toEqual([]);
  else expect(own.join()).toContain(expected);
});

test('each question lies in the half of its hash', () => {
  const placed = ['one', 'two', 'three', 'four', 'five', 'six'].flatMap((question) =>
    ['calibration', 'evaluation'].map((half) => ({
      ...row('e', question, null),
      file: `${half}/x`,
    })),
  );
  const astray = checkHalves(placed);
  expect(astray).toHaveLength(6);
  expect(astray.map(({ message }) => message)).toContain('belongs into evaluation/');
  expect(astray.map(({ message }) => message)).toContain('belongs into calibration/');
});

test('an id is used once', () => {
  expect(shapeOf([row('e1', 'q', 'kb-a'), row('e1', 'r', 'kb-a')]).join()).toContain('used twice');
});

test('a question in the training data is named by its id, not by its words', () => {
  const question = 'why did the clock on my laptop stop at noon today';
  const exact = checkUnseen([row('e1', question, null)], [question.toUpperCase()]);
  const near = checkUnseen([row('e2', `so ${question}`, null)], [question]);
  expect(exact).toHaveLength(1);
  expect(near.map(({ message }) => message)).toEqual(['e2: occurs in the training data']);
  expect(checkUnseen([row('e3', question, null)], ['why is my bill so high'])).toEqual([]);
});
