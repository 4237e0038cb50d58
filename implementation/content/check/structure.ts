/** The structure check: front matter, ids, topics, links and counts of a sample company. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CompanyDocument,
  type Problem,
  type Row,
  readJson,
  readRows,
  textOf,
} from './company.ts';

export interface Topic {
  id: string;
  area: string;
  kind: string;
  summary: string;
  /** Topics that customers' words confuse with this one. */
  confusableWith?: string[];
}

const products = ['Web', 'Timer', 'Go', 'API', 'Connect'];
const languages = ['en', 'de', 'es'];
const optional = ['validFrom', 'validUntil', 'supersedes', 'translationOf'];
const audiences = ['admin', 'member', 'developer', 'everyone'];
const datePattern = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

export function readTopics(folder: string): Topic[] {
  return readJson(folder, 'topics.json') as Topic[];
}

function at(document: CompanyDocument, message: string): Problem {
  const line = document.kind === 'faq' ? document.firstLine : 1;
  return { file: document.file, line, message: `${document.id}: ${message}` };
}

function checkFields(document: CompanyDocument): Problem[] {
  const { fields } = document;
  const problems: Problem[] = [];
  const isFaq = document.file.endsWith('.jsonl');
  const common = ['id', 'title', 'area', 'language', 'updated'];
  const expected = isFaq ? [...common, 'text'] : [...common, 'kind', 'product', 'audience'];
  for (const key of expected) {
    if (!fields[key]) problems.push(at(document, `expected "${key}"`));
  }
  for (const key of Object.keys(fields)) {
    if (!expected.includes(key) && (isFaq || !optional.includes(key)))
      problems.push(at(document, `unknown field "${key}"`));
  }
  if (!datePattern.test(fields.updated ?? '')) {
    problems.push(at(document, `expected updated as YYYY-MM-DD, found "${fields.updated}"`));
  }
  if (!languages.includes(fields.language ?? '')) {
    problems.push(at(document, `expected language ${languages.join(', ')}`));
  }
  if (isFaq) return problems;
  if (`articles/${document.id}.md` !== document.file) {
    problems.push(at(document, 'expected the file to be named by its id'));
  }
  if (!products.includes((fields.product ?? '').split(' ')[1] ?? '')) {
    problems.push(at(document, `unknown product "${fields.product}"`));
  }
  if (!audiences.includes(fields.audience ?? '')) {
    problems.push(at(document, `unknown audience "${fields.audience}"`));
  }
  return problems;
}

/** Front matter and FAQ fields, unique ids and titles, and lengths. */
export function checkDocuments(documents: CompanyDocument[]): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  const titles = new Set<string>();
  for (const document of documents) {
    problems.push(...checkFields(document));
    if (ids.has(document.id)) problems.push(at(document, 'id is used twice'));
    const title = document.title.toLowerCase();
    if (titles.has(title)) problems.push(at(document, `title "${document.title}" is used twice`));
    ids.add(document.id);
    titles.add(title);
    const words = document.text.split(/\s+/).filter(Boolean).length;
    const [least, most] = document.kind === 'faq' ? [40, 140] : [120, 600];
    if (words < least || words > most) {
      problems.push(at(document, `expected ${least} to ${most} words, found ${words}`));
    }
    const headings = document.text.match(/^## /gm)?.length ?? 0;
    if (document.kind !== 'faq' && headings < 2) {
      problems.push(at(document, 'expected at least two headings (##)'));
    }
  }
  return problems;
}

/** Every topic has its document and every document its topic, of the same kind and area. */
export function checkTopics(documents: CompanyDocument[], topics: Topic[]): Problem[] {
  const problems: Problem[] = [];
  const byId = new Map(documents.map((document) => [document.id, document]));
  const known = new Map(topics.map((topic) => [topic.id, topic]));
  for (const topic of topics) {
    if (byId.has(topic.id)) continue;
    problems.push({ file: 'topics.json', line: 1, message: `${topic.id}: has no document` });
  }
  for (const document of documents) {
    // A translation has the topic of its original.
    if (document.fields.translationOf !== undefined) continue;
    const topic = known.get(document.id);
    if (!topic) problems.push(at(document, 'is not in topics.json'));
    else if (topic.kind !== document.kind || topic.area !== document.area) {
      problems.push(at(document, `expected kind ${topic.kind} and area ${topic.area}`));
    }
  }
  return problems;
}

/** Links to other documents lead to one: `kb-x.md`, or `../faqs.jsonl#faq-y`. */
export function checkLinks(documents: CompanyDocument[]): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set(documents.map(({ id }) => id));
  for (const document of documents) {
    for (const [offset, line] of document.text.split('\n').entries()) {
      for (const match of line.matchAll(/\]\(([^)\s]*)\)/g)) {
        const target = match[1] ?? '';
        if (/^(?:https:|mailto:)/.test(target)) continue;
        const article = /^(?:articles\/)?(kb-[a-z0-9-]+)\.md(?:#[\w-]+)?$/.exec(target)?.[1];
        const faq = /^(?:(?:\.\.\/)?faqs\.jsonl)?#(faq-[a-z0-9-]+)$/.exec(target)?.[1];
        const id = article ?? faq;
        if (id && ids.has(id)) continue;
        const place = document.kind === 'faq' ? document.firstLine : document.firstLine + offset;
        const message = `${document.id}: link "${target}" leads to no document`;
        problems.push({ file: document.file, line: place, message });
      }
    }
  }
  return problems;
}

/** What a company must at least hold. */
export const leastCounts = {
  faqs: 80,
  articles: 500,
  articleKinds: 6,
  superseded: 20,
  confusablePairs: 10,
  translated: 25,
  jsonTickets: 30,
  mailTickets: 10,
  intents: 30,
  utterancesPerIntent: 25,
  evaluationQuestions: 800,
};

export function tooFew(file: string, what: string, found: number, least: number): Problem[] {
  if (found >= least) return [];
  return [{ file, line: 1, message: `expected at least ${least} ${what}, found ${found}` }];
}

/** Counts documents by sort. */
export function checkDocumentCounts(documents: CompanyDocument[]): Problem[] {
  const articles = documents.filter(({ kind }) => kind !== 'faq');
  const faqs = documents.length - articles.length;
  const kinds = new Set(articles.map(({ kind }) => kind)).size;
  return [
    ...tooFew('faqs.jsonl', 'FAQs', faqs, leastCounts.faqs),
    ...tooFew('articles', 'articles', articles.length, leastCounts.articles),
    ...tooFew('articles', 'kinds of articles', kinds, leastCounts.articleKinds),
  ];
}

/** Counts tickets and looks at their fields. */
export function checkTickets(folder: string): Problem[] {
  const { rows, problems } = readRows(folder, 'tickets/tickets.jsonl');
  const mails = join(folder, 'tickets');
  const names = existsSync(mails) ? readdirSync(mails) : [];
  const mailCount = names.filter((name) => name.endsWith('.eml')).length;
  problems.push(
    ...tooFew('tickets/tickets.jsonl', 'tickets', rows.length, leastCounts.jsonTickets),
  );
  problems.push(...tooFew('tickets', '.eml files', mailCount, leastCounts.mailTickets));
  problems.push(...uniqueIds(rows));
  for (const row of rows) {
    const customer = row.value.customer as { email?: unknown } | undefined;
    const sound = textOf(row, 'id') !== '' && textOf(row, 'body') !== '';
    if (!sound || typeof customer?.email !== 'string') {
      const message = 'expected id, body and customer.email';
      problems.push({ file: row.file, line: row.line, message });
    }
  }
  return problems;
}

export function uniqueIds(rows: Row[]): Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const row of rows) {
    const id = textOf(row, 'id');
    if (id === '' || seen.has(id)) {
      problems.push({
        file: row.file,
        line: row.line,
        message: `id "${id}" is missing or used twice`,
      });
    }
    seen.add(id);
  }
  return problems;
}

function checkLabels(rows: Row[], key: string, allowed: string[]): Problem[] {
  const message = `expected text and ${key} ${allowed.join(', ')}`;
  return rows
    .filter((row) => textOf(row, 'text').trim() === '' || !allowed.includes(textOf(row, key)))
    .map(({ file, line }) => ({ file, line, message }));
}

/** Training data: known intents with enough utterances each, known articles, known urgencies. */
export function checkTraining(folder: string, documents: CompanyDocument[]): Problem[] {
  const intents = readJson(folder, 'intents.json') as { id: string }[];
  const counts = new Map(intents.map(({ id }) => [id, 0]));
  const utterances = readRows(folder, 'training/utterances.jsonl');
  const questions = readRows(folder, 'training/questions.jsonl');
  const phrasings = readRows(folder, 'training/phrasings.jsonl');
  const urgency = readRows(folder, 'training/urgency.jsonl');
  const sentiment = readRows(folder, 'training/sentiment.jsonl');
  const problems = [utterances, questions, phrasings, urgency, sentiment].flatMap(
    (file) => file.problems,
  );
  for (const row of utterances.rows) {
    const intent = textOf(row, 'intent');
    const count = counts.get(intent);
    if (count === undefined || textOf(row, 'text').trim() === '') {
      const message = `expected text and a known intent, found "${intent}"`;
      problems.push({ file: row.file, line: row.line, message });
    } else counts.set(intent, count + 1);
  }
  problems.push(...tooFew('intents.json', 'intents', intents.length, leastCounts.intents));
  for (const [intent, count] of counts) {
    const what = `utterances of ${intent}`;
    problems.push(
      ...tooFew('training/utterances.jsonl', what, count, leastCounts.utterancesPerIntent),
    );
  }
  const ids = new Set(documents.map(({ id }) => id));
  for (const row of [...questions.rows, ...phrasings.rows]) {
    const id = row.value.articleId;
    if (textOf(row, 'question') !== '' && (id === null || ids.has(String(id)))) continue;
    const message = `expected question and a known articleId or null, found "${String(id)}"`;
    problems.push({ file: row.file, line: row.line, message });
  }
  problems.push(...checkLabels(urgency.rows, 'urgency', ['low', 'normal', 'high', 'urgent']));
  problems.push(...checkLabels(sentiment.rows, 'sentiment', ['negative', 'neutral', 'positive']));
  problems.push(...tooFew('training/questions.jsonl', 'questions', questions.rows.length, 1));
  problems.push(...tooFew('training/urgency.jsonl', 'lines', urgency.rows.length, 1));
  return problems;
}
