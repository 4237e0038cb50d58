import { expect, test } from 'vitest';
import type { CompanyDocument, Row } from './company.ts';
import {
  checkEvaluationShape,
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

test('unknown topics, too few questions and too few without an answer fail', () => {
  const rows = [row('e1', 'q', 'kb-a'), row('e1', 'q', 'kb-gone'), row('e3', 'q', null, 'na-x')];
  const found = checkEvaluationShape(rows, [document], []).map(({ message }) => message);
  expect(found.filter((message) => message.includes('known topic'))).toHaveLength(2);
  expect(found.join()).toContain('used twice');
  expect(found.join()).toContain('expected 240 questions, found 3');
  const many = Array.from({ length: 300 }, (_, index) => row(`e${index}`, 'q', 'kb-a'));
  const shape = checkEvaluationShape(many, [document], []).map(({ message }) => message);
  expect(shape).toEqual(['expected a quarter without an answer, found 0 of 300']);
});

test('a question in the training data is named by its id, not by its words', () => {
  const question = 'why did the clock on my laptop stop at noon today';
  const exact = checkUnseen([row('e1', question, null)], [question.toUpperCase()]);
  const near = checkUnseen([row('e2', `so ${question}`, null)], [question]);
  expect(exact).toHaveLength(1);
  expect(near.map(({ message }) => message)).toEqual(['e2: occurs in the training data']);
  expect(checkUnseen([row('e3', question, null)], ['why is my bill so high'])).toEqual([]);
});
