/** The fact check: every figure, code, version, date and address of a document is in the sheet. */
import type { CompanyDocument, Problem } from './company.ts';
import { judgeFeatures } from './feature-facts.ts';
import {
  type FactIndex,
  indexFacts,
  judgeNearestCodes,
  judgeNearestFacts,
  judgeNearestPlans,
} from './nearest-facts.ts';
import { isExample, type Passage, passagesOf } from './passages.ts';
import { judgePlans } from './plan-facts.ts';
import { quantitiesOf } from './quantities.ts';
import {
  clockTimesOf,
  contentWords,
  datesOf,
  errorCodePattern,
  type Vocabulary,
  versionsOf,
  vocabularyOf,
} from './vocabulary.ts';
import type { World } from './world.ts';

/** Small counts of things are ordinary words ("the 2 lines below"), unless a plan is named. */
const freeCounts = new Set(['1', '2', '3']);
const measured = new Set([
  ...['second', 'minute', 'hour', 'day', 'week', 'month', 'year', 'business day', 'business hour'],
  ...['KB', 'MB', 'GB', 'TB', '%', 'USD', 'requests per minute', 'metre', 'time'],
]);

function judgeQuantities(passage: Passage, vocabulary: Vocabulary): string[] {
  const messages: string[] = [];
  for (const { value, unit, text } of quantitiesOf(passage.text)) {
    const allowed = vocabulary.quantities.get(unit === 'person' ? 'seat' : unit);
    if (allowed?.has(value)) continue;
    if (!measured.has(unit) && freeCounts.has(value)) continue;
    if ((unit === 'time' || unit === 'week') && freeCounts.has(value)) continue;
    const list = allowed ? [...allowed].join(', ') : 'none';
    messages.push(`"${text}" is not in the fact sheet; it knows for ${unit}: ${list}`);
  }
  if (/[€£] ?\d|\d ?(?:EUR|GBP|euros?|pounds)\b/.test(passage.text)) {
    messages.push('a price in another currency than US dollars');
  }
  return messages;
}

function judgeNames(passage: Passage, vocabulary: Vocabulary): string[] {
  const messages: string[] = [];
  const known: [string, string[], Set<string>][] = [
    ['clock time', clockTimesOf(passage.text), vocabulary.clockTimes],
    ['date', datesOf(passage.text), vocabulary.dates],
    ['version', versionsOf(passage.text), vocabulary.versions],
  ];
  for (const [what, said, allowed] of known) {
    for (const name of said) {
      if (!allowed.has(name)) messages.push(`${what} "${name}" is not in the fact sheet`);
    }
  }
  return messages;
}

/** "TF-1003 means …", "TF-1003: …", "TF-1003 (…" and a table row that begins with the code. */
function explains(passage: Passage, code: string): boolean {
  if (passage.kind === 'cell') return passage.label?.includes(code) === true;
  if (passage.text.startsWith('#')) return false;
  const rest = passage.text.split(code)[1] ?? '';
  return /^[`*]* ?(?:means|says|stands for|tells|is the|is about|appears when|comes when|:|\()/.test(
    rest,
  );
}

const leastSharedWords = 2;

/** A document that names a code must have some words in common with what the sheet says of it. */
function judgeCodeSubjects(document: CompanyDocument, vocabulary: Vocabulary): string[] {
  const words = contentWords(`${document.title} ${document.text}`);
  const messages: string[] = [];
  for (const code of new Set(document.text.match(errorCodePattern) ?? [])) {
    const entry = vocabulary.codes.get(code);
    const shared = [...words].filter((word) => entry?.words.has(word)).length;
    if (!entry || shared >= leastSharedWords) continue;
    messages.push(`${code} is about something else in the fact sheet: ${entry.said}`);
  }
  return messages;
}

function judgeCodes(passage: Passage, vocabulary: Vocabulary): string[] {
  const messages: string[] = [];
  const codes = [...new Set(passage.text.match(errorCodePattern) ?? [])];
  for (const code of codes) {
    const entry = vocabulary.codes.get(code);
    if (!entry) {
      messages.push(`error code ${code} does not exist`);
      continue;
    }
    if (passage.kind === 'code') continue;
    const words = contentWords(passage.block.replaceAll(code, ''));
    if (explains(passage, code) && ![...words].some((word) => entry.words.has(word))) {
      messages.push(`${code} is explained otherwise in the fact sheet: ${entry.said}`);
    }
    if (codes.length > 1 || entry.quantities.size === 0 || isExample(passage)) continue;
    const units = new Set([...entry.quantities].map((said) => said.replace(/^\S+ /, '')));
    for (const { value, unit, text } of quantitiesOf(passage.text)) {
      if (!units.has(unit) || entry.quantities.has(`${value} ${unit}`)) continue;
      messages.push(`${code}: "${text}", but the fact sheet says: ${entry.said}`);
    }
  }
  return messages;
}

function judgeCodePlaces(passage: Passage, document: CompanyDocument, index: FactIndex): string[] {
  if (passage.kind === 'code') return [];
  const codes = [...new Set(passage.block.match(errorCodePattern) ?? [])];
  if (!codes.some((code) => passage.text.includes(code))) return [];
  return judgeNearestCodes(passage, document, codes, index);
}

const hostPattern = /[\w.@-]*\btallyfern\.[a-z]+/gi;

function judgeAddresses(passage: Passage, world: World): string[] {
  const messages: string[] = [];
  for (const [found] of passage.text.matchAll(hostPattern)) {
    const customer = /^[a-z0-9-]+\.tallyfern\.example$/.test(found);
    if (customer || world.addresses.includes(found)) continue;
    messages.push(`address "${found}" is not in the fact sheet`);
  }
  return messages;
}

const pathPattern = /`((?:[\w:]+ )*[\w:]+(?: > [\w ]+)+)`/g;

/** A menu path must be one of the sheet's, or its beginning or end. */
function judgePaths(passage: Passage, world: World): string[] {
  const messages: string[] = [];
  for (const match of passage.text.matchAll(pathPattern)) {
    const path = match[1] ?? '';
    const known = world.navigation.some(
      (entry) => entry === path || entry.startsWith(`${path} >`) || entry.endsWith(` ${path}`),
    );
    if (!known) messages.push(`menu path "${path}" is not in the fact sheet`);
  }
  return messages;
}

/** All contradictions of the documents with the fact sheet. */
export function checkFacts(documents: CompanyDocument[], world: World): Problem[] {
  const vocabulary = vocabularyOf(world);
  const index = indexFacts(world);
  const problems: Problem[] = [];
  for (const document of documents) {
    // Its words are not English; that it says what its original says is another check.
    if (document.fields.translationOf !== undefined) continue;
    for (const message of judgeCodeSubjects(document, vocabulary)) {
      const line = document.firstLine;
      problems.push({ file: document.file, line, message: `${document.id}: ${message}` });
    }
    for (const passage of passagesOf(document)) {
      const messages = judgeCodes(passage, vocabulary);
      messages.push(...judgeCodePlaces(passage, document, index));
      if (passage.kind !== 'code') {
        messages.push(...judgePaths(passage, world));
        messages.push(...judgeAddresses(passage, world));
        if (!isExample(passage)) {
          messages.push(...judgeQuantities(passage, vocabulary));
          messages.push(...judgeNames(passage, vocabulary));
          messages.push(...judgePlans(passage, world));
          messages.push(...judgeFeatures(passage, document.title, world));
          messages.push(...judgeNearestFacts(passage, document.title, index));
          messages.push(...judgeNearestPlans(passage, document.title, index));
        }
      }
      for (const message of new Set(messages)) {
        problems.push({
          file: document.file,
          line: passage.line,
          message: `${document.id}: ${message}`,
        });
      }
    }
  }
  return problems;
}
