/** Compares what a passage says about the plans that have a feature with the fact sheet. */
import { denies, type Passage } from './passages.ts';
import type { Feature, World } from './world.ts';

/** Words by which a sentence states where a feature begins, rather than speaks of one plan. */
const bound =
  /\b(?:only|needs?|requires?|begins?|starts?|or (?:above|higher|up)|and (?:above|up)|upwards?)\b|\bfrom \w+ on\b/i;

const offer =
  /\b(?:part of|included (?:in|on|with)|available (?:on|in|with)|comes? with|belongs? to|you need)\b/i;
/** "Agency and Canopy", "Studio, Agency and Canopy": a list that reads as complete. */
const joined = /\b[A-Z]\w+(?:, [A-Z]\w+)*,? and (?:the )?[A-Z]\w+\b/;
/** Numbers by the plans' names make the sentence one about limits. */
const figures = /\d/;

function plansIn(text: string, world: World): string[] {
  return world.plans
    .map(({ name }) => name)
    .filter((name) => new RegExp(`\\b${name}\\b`).test(text));
}

function names(feature: Feature, text: string): boolean {
  return feature.pattern !== undefined && new RegExp(feature.pattern, 'i').test(text);
}

/** "This is part of …" speaks of the feature that the paragraph, or else the title, names. */
function namedFeatures(clause: string, near: string[], world: World): Feature[] {
  const named = world.features.filter((feature) => names(feature, clause));
  if (named.length > 0 || !offer.test(clause)) return named;
  for (const text of near) {
    const spoken = world.features.filter((feature) => names(feature, text));
    if (spoken.length > 0) return spoken;
  }
  return [];
}

function listsAll(clause: string, having: string[]): boolean {
  const isList = offer.test(clause) || (joined.test(clause) && !figures.test(clause));
  return having.length > 1 && isList && !bound.test(clause);
}

/** Clauses are judged one by one, so that "A has it, B does not" is read rightly. */
function judgeClause(clause: string, near: string[], world: World): string[] {
  const messages: string[] = [];
  const plans = plansIn(clause, world);
  const denied = denies(clause);
  for (const feature of namedFeatures(clause, near, world)) {
    const first = feature.plans[0] ?? '';
    const having = plans.filter((plan) => feature.plans.includes(plan));
    const lacking = plans.filter((plan) => !feature.plans.includes(plan));
    if (!denied && lacking.length > 0) {
      const where = lacking.join(', ');
      messages.push(`${where}: ${feature.feature} is said to be there, but begins with ${first}`);
    } else if (
      denied &&
      lacking.length === 0 &&
      having.length === 1 &&
      /includ|availab|exist/.test(clause)
    ) {
      messages.push(`${having[0]}: ${feature.feature} is said to be missing`);
    } else if (!denied && listsAll(clause, having)) {
      const missing = feature.plans.filter((plan) => !having.includes(plan));
      if (missing.length === 0) continue;
      messages.push(`${having.join(', ')}: ${feature.feature} is on ${missing.join(', ')} too`);
    } else if (!denied && having.length > 0 && bound.test(clause) && !having.includes(first)) {
      messages.push(`${having.join(', ')}: ${feature.feature} begins with ${first}`);
    }
  }
  return messages;
}

const yes = /^(?:yes|✓|✔|included|x)$/i;
const no = /^(?:no|—|–|-|✗|not included|none|0)$/i;

/** A row named by a feature whose cell lists plans must list just those that have it. */
function judgePlanList({ text, label = '' }: Passage, world: World): string[] {
  const plans = plansIn(text, world);
  const rest = text.replace(/\b\w+\b/g, (word) => (plans.includes(word) ? '' : word));
  if (plans.length === 0 || /(?!and)[a-z]{2,}/i.test(rest.replace(/\band\b/g, ''))) return [];
  const messages: string[] = [];
  for (const feature of world.features.filter((candidate) => names(candidate, label))) {
    if (feature.plans.join() === plans.join()) continue;
    messages.push(`${label}: "${text}", expected ${feature.plans.join(', ')}`);
  }
  return messages;
}

function judgeCell(passage: Passage, world: World): string[] {
  const { text, label = '', head = '' } = passage;
  const [plan, second] = plansIn(`${label} ${head}`, world);
  if (text === label) return [];
  if (!plan) return judgePlanList(passage, world);
  if (second) return [];
  const subject = `${label} ${head}`.replaceAll(plan, '').trim();
  for (const feature of world.features.filter((candidate) => names(candidate, subject))) {
    const has = feature.plans.includes(plan);
    if ((has && no.test(text)) || (!has && yes.test(text))) {
      return [`${plan}, ${subject}: "${text}", but the feature begins with ${feature.plans[0]}`];
    }
  }
  return [];
}

/** Contradictions of one passage with the features of the plans; empty when it agrees. */
export function judgeFeatures(passage: Passage, title: string, world: World): string[] {
  if (passage.kind === 'cell') return judgeCell(passage, world);
  const messages: string[] = [];
  for (const clause of passage.text.split(/;|, (?=but|while|whereas|and (?:on|in|the))/)) {
    messages.push(...judgeClause(clause, [passage.upToHere, title], world));
  }
  return messages;
}
