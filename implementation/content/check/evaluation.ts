/**
 * The evaluation check. It is the only reader of the evaluation questions beside the evaluation
 * itself, and its messages name a question by its id and line, never by its words.
 */
import { type CompanyDocument, type Problem, type Row, textOf } from './company.ts';
import { normalise, shinglesOf } from './near-duplicates.ts';
import { leastCounts, uniqueIds } from './structure.ts';
import { contentWords } from './vocabulary.ts';

const file = 'evaluation/questions.jsonl';
const leastUnanswerable = 0.25;
const mostOverlap = 0.5;

/**
 * Shared content words over the smaller of the two sets (0–1): the strictest reading, a question
 * that contains its whole title counts as 1 however long it is.
 */
export function titleOverlap(question: string, title: string): number {
  const asked = contentWords(question);
  const named = contentWords(title);
  const smaller = Math.min(asked.size, named.size);
  if (smaller === 0) return 0;
  return [...asked].filter((word) => named.has(word)).length / smaller;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** Ids, topics and the share of questions without an answer. */
export function checkEvaluationShape(
  rows: Row[],
  documents: CompanyDocument[],
  unanswerable: { id: string }[],
): Problem[] {
  const problems = uniqueIds(rows);
  const ids = new Set(documents.map(({ id }) => id));
  const without = new Set(unanswerable.map(({ id }) => id));
  let open = 0;
  for (const row of rows) {
    const { topic } = row.value;
    const about = row.value.about === undefined || without.has(textOf(row, 'about'));
    if (topic === null) open++;
    if (textOf(row, 'question').trim() && about && (topic === null || ids.has(String(topic)))) {
      continue;
    }
    const message = 'expected a question and a known topic, or null and a known "about"';
    problems.push({ file, line: row.line, message });
  }
  if (rows.length < leastCounts.evaluationQuestions) {
    const message = `expected ${leastCounts.evaluationQuestions} questions, found ${rows.length}`;
    problems.push({ file, line: 1, message });
  }
  if (open < rows.length * leastUnanswerable) {
    const message = `expected a quarter without an answer, found ${open} of ${rows.length}`;
    problems.push({ file, line: 1, message });
  }
  return problems;
}

/** The median overlap of questions with the titles of their sources, and the problem if too high. */
export function checkTitleOverlap(rows: Row[], documents: CompanyDocument[]): Problem[] {
  const titles = new Map(documents.map(({ id, title }) => [id, title]));
  const overlaps: number[] = [];
  for (const row of rows) {
    const title = titles.get(textOf(row, 'topic'));
    if (title !== undefined) overlaps.push(titleOverlap(textOf(row, 'question'), title));
  }
  const found = median(overlaps);
  if (found <= mostOverlap) return [];
  const message = `median overlap with the source title ${found.toFixed(2)}, at most ${mostOverlap}`;
  return [{ file, line: 1, message }];
}

/** No question occurs in the training texts: not exactly, not nearly (5-gram Jaccard > 0.5). */
export function checkUnseen(rows: Row[], training: string[]): Problem[] {
  const exact = new Set(training.map(normalise));
  const shingles = training.map(shinglesOf);
  const index = new Map<string, Set<string>[]>();
  for (const set of shingles) {
    for (const shingle of set) {
      const holders = index.get(shingle);
      if (holders) holders.push(set);
      else index.set(shingle, [set]);
    }
  }
  const problems: Problem[] = [];
  for (const row of rows) {
    const question = textOf(row, 'question');
    const own = shinglesOf(question);
    const candidates = new Set([...own].flatMap((shingle) => index.get(shingle) ?? []));
    const near = [...candidates].some((set) => {
      const shared = [...own].filter((shingle) => set.has(shingle)).length;
      return shared / (own.size + set.size - shared) > 0.5;
    });
    if (!near && !exact.has(normalise(question))) continue;
    const message = `${textOf(row, 'id')}: occurs in the training data`;
    problems.push({ file, line: row.line, message });
  }
  return problems;
}
