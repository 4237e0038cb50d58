/**
 * Judges a figure or an error code by the fact that is nearest in words to the passage around it.
 * When the nearest fact states another figure of the same unit, and every fact that states the
 * passage's own figure is clearly farther away, the passage contradicts the sheet.
 */
import type { CompanyDocument } from './company.ts';
import { denies, type Passage } from './passages.ts';
import { type Quantity, quantitiesOf } from './quantities.ts';
import { contentWords } from './vocabulary.ts';
import { type Plan, type World, worldSentences } from './world.ts';

interface Fact {
  text: string;
  words: Set<string>;
  quantities: Quantity[];
}

/** The facts of a sheet with the weight of each word: rare words tell more about the subject. */
export interface FactIndex {
  facts: Fact[];
  byUnit: Map<string, Fact[]>;
  weights: Map<string, number>;
  codes: Map<string, Fact>;
  plans: { names: Set<string>; fact: Fact }[];
  planNames: string[];
}

/** How much nearer another fact must be before the passage counts as wrong. */
const margin = 0.75;
const codeMargin = 0.75;
const planMargin = 1;

/** The plans' limits and prices as sentences, so that they compete with the other facts. */
function planSentences(plan: Plan): string[] {
  const { name, limits } = plan;
  const monthly = Number((plan.yearlyPerSeatUsd / 12).toFixed(2));
  return [
    `${name} costs $${plan.monthlyPerSeatUsd} per seat and month, price billed monthly.`,
    `${name} costs $${plan.yearlyPerSeatUsd} per seat and year, price, or $${monthly} a month, paid yearly.`,
    `${name} includes ${limits.seats} seats, for people and members, and is sold from at least ${plan.minimumSeats} seats, the minimum.`,
    `${name} includes ${limits.projects} projects that are active.`,
    `${name} includes ${limits.clients} clients.`,
    `${name} includes ${limits.storage} of storage for all attachments.`,
    `${name} allows a file size of ${limits.fileSize} for the largest single file, attachment or upload.`,
    `${name} allows ${limits.apiRequestsPerMinute} API requests per minute, the rate limit.`,
    `${name} has a report history of ${limits.history} to look back in reports.`,
    `${name} allows ${limits.invoicesPerMonth} invoices a month.`,
    `${name} allows ${limits.integrations} integrations to be connected.`,
    `${name} allows ${limits.webhooks} webhooks.`,
    `${name} allows ${limits.invoiceTemplates} invoice templates.`,
    `${name} allows ${limits.guests} guests.`,
    `${name} keeps the audit log for ${limits.auditLog}.`,
    `${name} gets a first reply within ${plan.firstReply}, the first answer of support.`,
  ];
}

function factOf(text: string): Fact {
  const words = [...contentWords(text)].filter((word) => !/^\d/.test(word));
  return { text, words: new Set(words), quantities: quantitiesOf(text) };
}

export function indexFacts(world: World): FactIndex {
  const sentences = [...worldSentences(world), ...world.plans.flatMap(planSentences)];
  const facts = sentences.map(factOf);
  const byUnit = new Map<string, Fact[]>();
  const counts = new Map<string, number>();
  for (const fact of facts) {
    for (const word of fact.words) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const unit of new Set(fact.quantities.map((quantity) => quantity.unit))) {
      byUnit.set(unit, [...(byUnit.get(unit) ?? []), fact]);
    }
  }
  const weights = new Map<string, number>();
  for (const [word, count] of counts) weights.set(word, Math.log(facts.length / count));
  const codes = new Map<string, Fact>();
  for (const { code } of world.errorCodes) {
    const said = sentences.filter((sentence) => sentence.includes(code));
    codes.set(code, factOf(said.join(' ').replaceAll(code, '')));
  }
  const planNames = world.plans.map(({ name }) => name);
  const offered = world.features.map(
    ({ feature, plans }) => `${feature} on ${plans.join(' and ')}`,
  );
  const plans = [...sentences, ...offered].map((text) => {
    const names = new Set(planNames.filter((name) => text.includes(name)));
    const fact = factOf(planNames.reduce((rest, name) => rest.replaceAll(name, ''), text));
    return { names, fact };
  });
  return { facts, byUnit, weights, codes, planNames, plans: plans.filter((p) => p.names.size > 0) };
}

/** Words near the figure count whole, those of its paragraph and of the title count less. */
function contextOf(passage: Passage, title: string): Map<string, number> {
  const context = new Map<string, number>();
  const near = [passage.label, passage.head, passage.text].join(' ');
  for (const word of contentWords(title)) context.set(word, 0.5);
  for (const word of contentWords(passage.block)) {
    context.set(word, Math.max(0.4, context.get(word) ?? 0));
  }
  for (const word of contentWords(near)) context.set(word, 1);
  return context;
}

function nearness(context: Map<string, number>, fact: Fact, index: FactIndex): number {
  let shared = 0;
  let whole = 0;
  for (const word of fact.words) {
    const weight = index.weights.get(word) ?? 0;
    whole += weight;
    shared += weight * (context.get(word) ?? 0);
  }
  return whole === 0 ? 0 : shared / Math.sqrt(whole);
}

/** Figures whose nearest fact says another figure of that unit. */
export function judgeNearestFacts(passage: Passage, title: string, index: FactIndex): string[] {
  const messages: string[] = [];
  const found = quantitiesOf(passage.text);
  if (found.length === 0) return messages;
  const context = contextOf(passage, title);
  for (const { unit, value, text } of found) {
    let own = 0;
    let other = 0;
    let expected = '';
    for (const fact of index.byUnit.get(unit) ?? []) {
      const near = nearness(context, fact, index);
      const states = fact.quantities.some((said) => said.unit === unit && said.value === value);
      if (states) own = Math.max(own, near);
      else if (near > other) {
        other = near;
        expected = fact.text;
      }
    }
    if (other <= own + margin) continue;
    messages.push(`"${text}", but the nearest fact says: ${expected}`);
  }
  return messages;
}

/** Plans in a sentence whose nearest fact with a plan names other plans. */
export function judgeNearestPlans(passage: Passage, title: string, index: FactIndex): string[] {
  const messages: string[] = [];
  if (passage.kind === 'cell' || denies(passage.text)) return messages;
  const named = index.planNames.filter((name) => passage.text.includes(name));
  if (named.length === 0) return messages;
  const context = contextOf(passage, title);
  for (const name of named) {
    let own = 0;
    let other = 0;
    let expected = '';
    for (const { names, fact } of index.plans) {
      const near = nearness(context, fact, index);
      if (names.has(name)) own = Math.max(own, near);
      else if (near > other) {
        other = near;
        expected = `${[...names].join(', ')}: ${fact.text}`;
      }
    }
    if (other > own + planMargin)
      messages.push(`"${name}", but the nearest fact names ${expected}`);
  }
  return messages;
}

/** A code is explained by its whole block, less by the title and the rest of the document. */
function codeContext(passage: Passage, document: CompanyDocument): Map<string, number> {
  const context = new Map<string, number>();
  for (const word of contentWords(document.text)) context.set(word, 0.2);
  for (const word of contentWords(document.title)) context.set(word, 0.5);
  for (const word of contentWords(passage.block)) context.set(word, 1);
  return context;
}

/** Codes that stand in a block which reads like the explanation of another code. */
export function judgeNearestCodes(
  passage: Passage,
  document: CompanyDocument,
  found: string[],
  index: FactIndex,
): string[] {
  const messages: string[] = [];
  const context = codeContext(passage, document);
  for (const code of found) {
    const fact = index.codes.get(code);
    if (!fact) continue;
    const own = nearness(context, fact, index);
    for (const [other, rival] of index.codes) {
      // A block that names several codes may be nearer to any of them.
      if (found.includes(other) || nearness(context, rival, index) <= own + codeMargin) continue;
      messages.push(`${code} stands where the sheet says ${other}: ${rival.text.trim()}`);
      break;
    }
  }
  return messages;
}
