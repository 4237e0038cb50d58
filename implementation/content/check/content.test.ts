import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { verifies } from '#src/testing/verifies.ts';
import { type Problem, readCompany, readJson, readRows, textOf } from './company.ts';
import {
  checkEvaluationShape,
  checkHalves,
  checkTitleOverlap,
  checkUnseen,
  readEvaluation,
} from './evaluation.ts';
import { checkFacts } from './facts.ts';
import { findNearDuplicates, type Sample } from './near-duplicates.ts';
import {
  checkDocumentCounts,
  checkDocuments,
  checkLinks,
  checkTickets,
  checkTopics,
  checkTraining,
  leastCounts,
  readTopics,
} from './structure.ts';
import { checkSuccession, confusablePairs, supersededIds } from './succession.ts';
import { checkTranslations } from './translations.ts';
import { statedQuantities, vocabularyOf } from './vocabulary.ts';
import { readWorld } from './world.ts';

const folder = join(import.meta.dirname, '..', 'tallyfern');
const company = readCompany(folder);
const world = readWorld(folder);
const topics = readTopics(folder);

function listed(problems: Problem[]): string[] {
  return problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

function samples(file: string, ...keys: string[]): Sample[] {
  return readRows(folder, file).rows.map((row) => ({
    file: row.file,
    line: row.line,
    text: keys.map((key) => textOf(row, key)).join('\n'),
  }));
}

async function mailSamples(): Promise<Sample[]> {
  const names = readdirSync(join(folder, 'tickets')).filter((name) => name.endsWith('.eml'));
  return Promise.all(
    names.map(async (name) => {
      const mail = await simpleParser(readFileSync(join(folder, 'tickets', name)));
      const text = `${mail.subject ?? ''}\n${mail.text ?? ''}`;
      return { file: `tickets/${name}`, line: 1, text };
    }),
  );
}

describe('the fact sheet', () => {
  test('lists every quantity that its own facts, codes and plans state', () => {
    const allowed = vocabularyOf(world).quantities;
    const missing: string[] = [];
    for (const [unit, values] of statedQuantities(world)) {
      for (const value of values) {
        if (!allowed.get(unit)?.has(value)) missing.push(`${value} ${unit}`);
      }
    }
    expect(missing).toEqual([]);
  });

  test('agrees with itself: its facts pass the fact check', () => {
    const text = world.facts.map(({ fact }) => fact).join('\n\n');
    const sheet = { id: 'world', title: 'Facts', kind: 'reference', area: '', fields: {} };
    const problems = checkFacts([{ ...sheet, file: 'world.json', firstLine: 1, text }], world);
    expect(listed(problems)).toEqual([]);
  });
});

describe('documents', () => {
  test(verifies('v1.data', 'static check', 'the knowledge base is complete'), () => {
    expect(listed(company.problems)).toEqual([]);
    expect(listed(checkDocuments(company.documents))).toEqual([]);
    expect(listed(checkDocumentCounts(company.documents))).toEqual([]);
  });

  test('match the topics one to one, and their links resolve', () => {
    expect(topics.length).toBeGreaterThanOrEqual(500);
    expect(listed(checkTopics(company.documents, topics))).toEqual([]);
    expect(listed(checkLinks(company.documents))).toEqual([]);
  });

  test(verifies('v1.data', 'static check', '500 articles, some of which supersede others'), () => {
    expect(listed(checkSuccession(company.documents))).toEqual([]);
    const { pairs, problems } = confusablePairs(topics);
    expect(listed(problems)).toEqual([]);
    expect(supersededIds(company.documents).size).toBeGreaterThanOrEqual(leastCounts.superseded);
    expect(pairs.size).toBeGreaterThanOrEqual(leastCounts.confusablePairs);
    expect(listed(checkDocumentCounts(company.documents))).toEqual([]);
  });

  test('in German and Spanish say what their originals say', () => {
    expect(listed(checkTranslations(company.documents))).toEqual([]);
    for (const language of ['de', 'es']) {
      const translated = company.documents.filter(({ fields }) => fields.language === language);
      expect(translated.length).toBeGreaterThanOrEqual(leastCounts.translated);
    }
  });

  test('contradict no fact of the sheet', () => {
    expect(listed(checkFacts(company.documents, world))).toEqual([]);
  });

  test('do not repeat each other', () => {
    const texts = company.documents.map(({ file, firstLine, title, text }) => ({
      file,
      line: firstLine,
      text: `${title}\n${text}`,
    }));
    expect(listed(findNearDuplicates(texts))).toEqual([]);
  });
});

describe('tickets and training data', () => {
  test(verifies('v1.data', 'static check', 'sample tickets are complete'), async () => {
    expect(listed(checkTickets(folder))).toEqual([]);
    const tickets = samples('tickets/tickets.jsonl', 'subject', 'body');
    expect(listed(findNearDuplicates([...tickets, ...(await mailSamples())]))).toEqual([]);
  });

  test(verifies('v1.data', 'static check', 'training data name known intents'), () => {
    expect(listed(checkTraining(folder, company.documents))).toEqual([]);
  });

  test.each([
    ['training/utterances.jsonl', 'text'],
    ['training/questions.jsonl', 'question'],
    ['training/phrasings.jsonl', 'question'],
    ['training/urgency.jsonl', 'text'],
    ['training/sentiment.jsonl', 'text'],
  ])('%s holds no near-duplicates', (file, key) => {
    expect(listed(findNearDuplicates(samples(file, key)))).toEqual([]);
  });
});

describe('evaluation questions', () => {
  const { rows, problems } = readEvaluation(folder);

  test('are complete, name known topics, and a quarter has no answer', () => {
    const unanswerable = readJson(folder, 'unanswerable-topics.json') as { id: string }[];
    expect(listed(checkHalves(rows))).toEqual([]);
    const { documents } = company;
    const subjects = { documents, unanswerable, superseded: supersededIds(documents) };
    expect(listed(problems)).toEqual([]);
    expect(listed(checkEvaluationShape(rows, subjects))).toEqual([]);
  });

  test('share at most half of their content words with their source title in the median', () => {
    expect(listed(checkTitleOverlap(rows, company.documents))).toEqual([]);
  });

  test('occur neither in the training data nor nearly twice among themselves', () => {
    const training = ['utterances', 'questions', 'phrasings', 'urgency', 'sentiment'].flatMap(
      (name) =>
        readRows(folder, `training/${name}.jsonl`).rows.map(
          (row) => textOf(row, 'text') || textOf(row, 'question'),
        ),
    );
    expect(listed(checkUnseen(rows, training))).toEqual([]);
    const questions = rows.map((row) => {
      const earlier = Array.isArray(row.value.earlier) ? row.value.earlier : [];
      return { ...row, text: [...earlier, textOf(row, 'question')].join('\n') };
    });
    expect(findNearDuplicates(questions).map(({ file, line }) => `${file}:${line}`)).toEqual([]);
  });
});
