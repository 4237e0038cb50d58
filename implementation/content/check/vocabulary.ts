/** What the fact sheet allows beyond quantities: codes, versions, dates, clock times, addresses. */
import { quantitiesOf } from './quantities.ts';
import { type Plan, type World, worldSentences } from './world.ts';

export const errorCodePattern = /\b[A-Z]{2}-\d{4}\b/g;
const clockPattern = /(?<![\d:.])\d{1,2}:\d{2}(?![\d:])/g;
const months =
  'January|February|March|April|May|June|July|August|September|October|November|December';
const datePattern = new RegExp(`\\b\\d{1,2} (?:${months})(?: 20\\d\\d)?\\b`, 'g');
const versionPattern =
  /\b(macOS|iOS|watchOS|Android|Windows|Ubuntu|Fedora|Timer|Go|API)(?: version)? (\d+(?:\.\d+)?)\b/g;

/** Everything a document may name, taken from the prose of the fact sheet. */
export interface Vocabulary {
  quantities: Map<string, Set<string>>;
  clockTimes: Set<string>;
  dates: Set<string>;
  versions: Set<string>;
  /** Content words of everything the sheet says about a code. */
  codes: Map<string, { words: Set<string>; quantities: Set<string>; said: string }>;
}

export function clockTimesOf(text: string): string[] {
  return [...text.matchAll(clockPattern)].map(([found]) => found.padStart(5, '0'));
}

export function datesOf(text: string): string[] {
  return [...text.matchAll(datePattern)].map(([found]) => found);
}

export function versionsOf(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(versionPattern)) found.push(`${match[1]} ${match[2]}`);
  return found;
}

const stopWords = new Set(
  (
    'a an and any are as at be but by can cannot for from get gets give go has have how if in into ' +
    'is it its may more most no not of off on one or our out so than that the their them then there ' +
    'these they this to too up us use was we what when where which who why will with you your do ' +
    'does did i my me am been being would could should after before all only also just again'
  ).split(' '),
);

/** A crude stem, enough to bring "entries" and "entry", "locked" and "lock" together. */
function stem(word: string): string {
  const base = word.replace(/(?:ies)$/, 'y').replace(/(?:ing|ed|es|s)$/, '');
  return base.length >= 3 ? base : word;
}

/** The stems of the words of `text` that carry content. */
export function contentWords(text: string): Set<string> {
  const found = text.toLowerCase().match(/\p{L}[\p{L}\p{N}'’-]*|\p{N}+/gu) ?? [];
  return new Set(found.filter((word) => !stopWords.has(word)).map(stem));
}

function addQuantities(text: string, quantities: Map<string, Set<string>>): void {
  for (const { unit, value } of quantitiesOf(text)) {
    const values = quantities.get(unit) ?? new Set();
    quantities.set(unit, values.add(value));
  }
}

function addPlan(plan: Plan, quantities: Map<string, Set<string>>): void {
  const units: Record<string, string> = {
    seats: 'seat',
    projects: 'project',
    clients: 'client',
    integrations: 'integration',
    webhooks: 'webhook',
    guests: 'guest',
    invoiceTemplates: 'template',
    invoicesPerMonth: 'invoice',
    apiRequestsPerMinute: 'requests per minute',
  };
  addQuantities(plan.firstReply, quantities);
  addQuantities(`$${plan.monthlyPerSeatUsd} and $${plan.yearlyPerSeatUsd}`, quantities);
  addQuantities(`${plan.minimumSeats} seats`, quantities);
  for (const [key, value] of Object.entries(plan.limits)) {
    addQuantities(units[key] ? `${value} ${units[key]}` : String(value), quantities);
  }
}

/** All quantities that the facts, codes and plans state; `quantities` must list each of them. */
export function statedQuantities(world: World): Map<string, Set<string>> {
  const quantities = new Map<string, Set<string>>();
  for (const sentence of worldSentences(world)) addQuantities(sentence, quantities);
  for (const plan of world.plans) addPlan(plan, quantities);
  return quantities;
}

export function vocabularyOf(world: World): Vocabulary {
  const sentences = worldSentences(world);
  const quantities = new Map<string, Set<string>>();
  for (const { value, unit } of world.quantities) {
    quantities.set(unit, (quantities.get(unit) ?? new Set()).add(String(Number(value))));
  }
  const codes: Vocabulary['codes'] = new Map();
  for (const { code } of world.errorCodes) {
    const said = sentences.filter((sentence) => sentence.includes(code)).join(' ');
    const stated = quantitiesOf(said).map(({ value, unit }) => `${value} ${unit}`);
    codes.set(code, { words: contentWords(said), quantities: new Set(stated), said });
  }
  return {
    quantities,
    clockTimes: new Set(sentences.flatMap(clockTimesOf)),
    dates: new Set([...sentences.flatMap(datesOf)].flatMap(withAndWithoutYear)),
    versions: new Set(sentences.flatMap(versionsOf)),
    codes,
  };
}

function withAndWithoutYear(date: string): string[] {
  return [date, date.replace(/ 20\d\d$/, '')];
}
