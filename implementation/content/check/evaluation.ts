/**
 * The evaluation check. Beside the evaluation itself, and the desk that calibrates by one half, it
 * is their only reader, and its messages name a question by its id and line, never by its words.
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CompanyDocument, type Problem, type Row, readRows, textOf } from './company.ts';
import { normalise, shinglesOf } from './near-duplicates.ts';
import { leastCounts, uniqueIds } from './structure.ts';
import { contentWords } from './vocabulary.ts';

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

/** The two halves of the questions: one calibrates the desk, the other measures it. */
const halves = ['calibration', 'evaluation'] as const;

/** All questions of both halves, file by file. */
export function readEvaluation(folder: string): { rows: Row[]; problems: Problem[] } {
  const read = halves.flatMap((half) => {
    const names = readdirSync(join(folder, half)).filter((name) => name.endsWith('.jsonl'));
    return names.sort().map((name) => readRows(folder, `${half}/${name}`));
  });
  return {
    rows: read.flatMap(({ rows }) => rows),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** Each question lies in the half that the hash of its text says: nobody chooses. */
export function checkHalves(rows: Row[]): Problem[] {
  return rows.flatMap(({ file, line, ...row }) => {
    const hash = createHash('sha256').update(textOf({ file, line, ...row }, 'question'));
    const isEven = Number.parseInt(hash.digest('hex').slice(0, 1), 16) % 2 === 0;
    const half = isEven ? 'calibration' : 'evaluation';
    return file.startsWith(half) ? [] : [{ file, line, message: `belongs into ${half}/` }];
  });
}

const traits = ['typos', 'multi-turn', 'false-premise', 'superseded'];

/** What must hold of so many questions that something can be said of them. */
const leastShares: readonly [what: string, share: number, holds: (row: Row) => boolean][] = [
  ['without an answer', 0.25, ({ value }) => value.topic === null],
  ['of several turns', 0.1, (row) => hasTrait(row, 'multi-turn')],
  ['with typos', 0.1, (row) => hasTrait(row, 'typos')],
  ['in other languages', 0.05, ({ value }) => value.language !== undefined],
  ['that only a superseded article answers', 0.01, (row) => hasTrait(row, 'superseded')],
  ['with a false premise', 0.02, (row) => hasTrait(row, 'false-premise')],
];

const listed = (row: Row, key: string): unknown[] => {
  const value = row.value[key];
  return Array.isArray(value) ? value : [];
};
const hasTrait = (row: Row, trait: string): boolean => listed(row, 'traits').includes(trait);

/** What a question is about: ids of documents, of subjects without an answer, of what is outdated. */
export interface Subjects {
  documents: CompanyDocument[];
  unanswerable: { id: string }[];
  superseded: ReadonlySet<string>;
}

/** Ids, topics, and the mix of questions. */
export function checkEvaluationShape(rows: Row[], subjects: Subjects): Problem[] {
  const problems = uniqueIds(rows);
  for (const row of rows) {
    const message = rowProblem(row, subjects);
    if (message !== null) problems.push({ file: row.file, line: row.line, message });
  }
  const folder = { file: 'evaluation', line: 1 };
  if (rows.length < leastCounts.evaluationQuestions) {
    const message = `expected ${leastCounts.evaluationQuestions} questions, found ${rows.length}`;
    problems.push({ ...folder, message });
  }
  for (const [what, share, holds] of leastShares) {
    const found = rows.filter(holds).length;
    if (found >= rows.length * share) continue;
    const message = `expected ${100 * share} % ${what}, found ${found} of ${rows.length}`;
    problems.push({ ...folder, message });
  }
  return problems;
}

function rowProblem(row: Row, { documents, unanswerable, superseded }: Subjects): string | null {
  const { topic, about, language } = row.value;
  if (textOf(row, 'question').trim() === '') return 'expected a question';
  const source = documents.find(({ id }) => id === topic);
  if (topic !== null && !source) return 'expected a known topic, or null';
  if (superseded.has(String(topic))) return 'its topic is superseded: nothing answers it any more';
  const isOutdated = hasTrait(row, 'superseded');
  const isKnown = isOutdated
    ? superseded.has(String(about))
    : unanswerable.some(({ id }) => id === about);
  if (about === undefined ? isOutdated : topic !== null || !isKnown) return 'unknown "about"';
  if (!listed(row, 'traits').every((trait) => traits.includes(String(trait)))) {
    return `expected traits of ${traits.join(', ')}`;
  }
  const earlier = listed(row, 'earlier');
  if (earlier.some((one) => typeof one !== 'string' || one.trim() === '')) return 'empty "earlier"';
  if (earlier.length > 0 !== hasTrait(row, 'multi-turn')) return '"earlier" goes with multi-turn';
  if (source && (source.fields.language ?? 'en') !== (language ?? 'en')) {
    return 'its topic is written in another language';
  }
  return null;
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
  return [{ file: 'evaluation', line: 1, message }];
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
    problems.push({ file: row.file, line: row.line, message });
  }
  return problems;
}
