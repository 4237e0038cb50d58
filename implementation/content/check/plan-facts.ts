/** Compares what a passage says about a plan's prices and limits with the fact sheet. */
import type { Passage } from './passages.ts';
import { type Quantity, quantitiesOf } from './quantities.ts';
import type { Plan, World } from './world.ts';

/** A limited thing: how it is recognised around a number, and where its value stands. */
interface Limited {
  name: string;
  /** Units of quantities that state the limit. */
  units: string[];
  /** Words that must be in the passage; without them a unit such as "day" means something else. */
  words?: RegExp;
  /** Words that say the number is about something else. */
  not?: RegExp;
  values(plan: Plan, context: string): string[];
}

function limit(key: string): (plan: Plan) => string[] {
  return (plan) => {
    const value = plan.limits[key];
    return value === null || value === undefined ? ['none', '0'] : [String(value)];
  };
}

/** "Billed yearly" and "billed monthly" decide which price is meant; elsewhere both may be. */
function prices(plan: Plan, context: string): string[] {
  const perMonth = Number((plan.yearlyPerSeatUsd / 12).toFixed(2));
  const yearly = [plan.yearlyPerSeatUsd, perMonth];
  const isYearly = /yearly|annual|a year|per year/i.test(context);
  const isMonthly = /monthly|a month|per month/i.test(context);
  if (isYearly && !isMonthly) return yearly.map(String);
  if (isMonthly && !isYearly) return [plan.monthlyPerSeatUsd, perMonth].map(String);
  return [plan.monthlyPerSeatUsd, ...yearly].map(String);
}

/** "At least", "begins at" and the like speak of the smallest number of seats sold. */
function seats(plan: Plan, context: string): string[] {
  const least = /minimum|at least|smallest|fewest|begins? (?:at|with)|starts? (?:at|with)/i;
  const most = /up to|at most|maximum|limit/i;
  if (least.test(context) && !most.test(context)) return [String(plan.minimumSeats)];
  if (least.test(context)) return [String(plan.limits.seats), String(plan.minimumSeats)];
  return [String(plan.limits.seats)];
}

const limitedThings: Limited[] = [
  {
    name: 'price',
    units: ['USD'],
    not: /credit|refund|reward|transfer|bill(?:s|ed)? (?:of|from)|payment(?:s)? (?:of|from)/i,
    values: prices,
  },
  {
    name: 'seats',
    units: ['seat', 'person'],
    words: /seat|people|person|user|member/i,
    values: seats,
  },
  { name: 'projects', units: ['project'], values: limit('projects') },
  { name: 'clients', units: ['client'], values: limit('clients') },
  {
    name: 'file size',
    units: ['MB'],
    words: /file|attachment|upload/i,
    not: /storage|CSV|import|logo|body/i,
    values: limit('fileSize'),
  },
  {
    name: 'storage',
    units: ['MB', 'GB', 'TB'],
    words: /storage|space/i,
    not: /\bfiles?\b|attachment/i,
    values: limit('storage'),
  },
  { name: 'API requests', units: ['requests per minute'], values: limit('apiRequestsPerMinute') },
  {
    name: 'history',
    units: ['day', 'month'],
    words: /history|look back|reach(?:es)? back|past/i,
    not: /audit/i,
    values: limit('history'),
  },
  {
    name: 'invoices a month',
    units: ['invoice'],
    words: /invoices? (?:a|per|each|every) month|month/i,
    values: limit('invoicesPerMonth'),
  },
  { name: 'integrations', units: ['integration'], values: limit('integrations') },
  { name: 'webhooks', units: ['webhook'], values: limit('webhooks') },
  { name: 'invoice templates', units: ['template'], values: limit('invoiceTemplates') },
  { name: 'guests', units: ['guest'], values: limit('guests') },
  { name: 'audit log', units: ['day'], words: /audit log/i, values: limit('auditLog') },
  {
    name: 'first reply',
    units: ['business day', 'business hour', 'hour'],
    words: /first (?:reply|answer|response)|repl(?:y|ies) within|answers? within/i,
    values: (plan) => [plan.firstReply],
  },
];

function plansIn(text: string, world: World): Plan[] {
  return world.plans.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(text));
}

/** "250 MB" and "90 days" in the sheet carry their unit; bare numbers take the thing's unit. */
function agrees(quantity: Quantity, expected: string[]): boolean {
  return expected.some((value) => {
    const [first = ''] = quantitiesOf(value);
    if (first) return first.value === quantity.value && first.unit === quantity.unit;
    return value === quantity.value;
  });
}

function applies(thing: Limited, context: string): boolean {
  return (thing.words?.test(context) ?? true) && !thing.not?.test(context);
}

/** Prose: with one plan its value must be said; with several, the value of one of them. */
function judgeSentence(text: string, world: World): string[] {
  const plans = plansIn(text, world);
  if (plans.length === 0) return [];
  const messages: string[] = [];
  for (const quantity of quantitiesOf(text)) {
    const things = limitedThings.filter(
      (thing) => thing.units.includes(quantity.unit) && applies(thing, text),
    );
    if (things.length === 0) continue;
    const expected = plans.flatMap((plan) => things.flatMap((thing) => thing.values(plan, text)));
    if (agrees(quantity, expected)) continue;
    const names = plans.map(({ name }) => name).join(', ');
    const subject = things.map(({ name }) => name).join(' or ');
    messages.push(`${names}: "${quantity.text}" for ${subject}, expected ${expected.join(' or ')}`);
  }
  return [...messages, ...judgePairs(text, plans), ...judgeUnlimited(text, plans)];
}

/** "Agency and Canopy have no limit": a plan without any open limit cannot stand there. */
function judgeUnlimited(text: string, plans: Plan[]): string[] {
  const messages: string[] = [];
  for (const plan of plans) {
    const open = Object.values(plan.limits).includes('unlimited');
    const list = `(?:,| and| or|(?: [A-Z]\\w+))*`;
    const before = new RegExp(`\\b${plan.name}\\b${list} (?:has|have|sets?) no limit`);
    const after = new RegExp(
      `\\b(?:no limit|unlimited|without limit)\\b(?: on| in| with)${list} ${plan.name}\\b`,
    );
    if (open || (!before.test(text) && !after.test(text))) continue;
    messages.push(`${plan.name}: is said to have no limit, but every limit of it is set`);
  }
  return messages;
}

/** "Agency 75 seats", "Agency allows 75 seats", "75 seats on Agency": the number is that plan's. */
function judgePairs(text: string, plans: Plan[]): string[] {
  if (plans.length < 2) return [];
  const messages: string[] = [];
  for (const quantity of quantitiesOf(text)) {
    const before = text.slice(0, quantity.index);
    const after = text.slice(quantity.index + quantity.text.length);
    for (const plan of plans) {
      const leads = new RegExp(
        `\\b${plan.name}(?: plan)?:?(?: (?:has|allows|gets|includes|gives|at|with|costs|is))?(?: up to)? $`,
      );
      const follows = new RegExp(`^ (?:on|with|in|for) (?:the )?${plan.name}\\b`);
      if (!leads.test(before) && !follows.test(after)) continue;
      const things = limitedThings.filter(
        (thing) => thing.units.includes(quantity.unit) && applies(thing, text),
      );
      const expected = things.flatMap((thing) => thing.values(plan, text));
      if (things.length === 0 || agrees(quantity, expected)) continue;
      messages.push(`${plan.name}: "${quantity.text}", expected ${expected.join(' or ')}`);
    }
  }
  return messages;
}

const bareNumber = /^\*{0,2}(?:up to )?(\d[\d,]*)\*{0,2}(?: \(.*\))?$/i;

const rowNames: [RegExp, string][] = [
  [/first reply|first answer|first response/i, 'first reply'],
  [/minimum|smallest|fewest/i, 'seats'],
  [/price|costs?\b|per seat|monthly|yearly|billed/i, 'price'],
  [/audit/i, 'audit log'],
  [/storage/i, 'storage'],
  [/file|attachment/i, 'file size'],
  [/requests|rate limit|API/i, 'API requests'],
  [/template/i, 'invoice templates'],
  [/history/i, 'history'],
  [/invoices?/i, 'invoices a month'],
  [/seats?|people/i, 'seats'],
  [/projects?/i, 'projects'],
  [/clients?/i, 'clients'],
  [/integrations?/i, 'integrations'],
  [/webhooks?/i, 'webhooks'],
  [/guests?/i, 'guests'],
];

/** Tables: the plan stands in the row's label or the column's head, the thing in the other one. */
function judgeCell(passage: Passage, world: World): string[] {
  const { text, label = '', head = '' } = passage;
  if (text === label) return [];
  const names = `${label} ${head}`;
  const [plan, second] = plansIn(names, world);
  if (!plan || second) return judgeSentence(text, world);
  const subject = names.replaceAll(plan.name, '').trim();
  const thingName = rowNames.find(([pattern]) => pattern.test(subject))?.[1];
  const thing = limitedThings.find(({ name }) => name === thingName);
  if (!thing) return judgeSentence(`${plan.name}, ${subject}: ${text}`, world);
  const expected = thing.values(plan, names);
  if (/^unlimited$/i.test(text)) {
    return expected.includes('unlimited') ? [] : [wrongCell(plan, subject, text, expected)];
  }
  const bare = bareNumber.exec(text)?.[1];
  const quantities = quantitiesOf(text);
  const stated: Quantity[] = bare
    ? [{ value: bare.replace(/,/g, ''), unit: '', text, index: 0 }]
    : quantities.filter(({ unit }) => thing.units.includes(unit));
  const right = stated.every((quantity) =>
    quantity.unit === ''
      ? expected.some((value) => value.split(' ')[0] === quantity.value)
      : agrees(quantity, expected),
  );
  return right ? [] : [wrongCell(plan, subject, text, expected)];
}

function wrongCell(plan: Plan, subject: string, text: string, expected: string[]): string {
  return `${plan.name}, ${subject}: "${text}", expected ${expected.join(' or ')}`;
}

/** Contradictions of one passage with the plans' prices and limits; empty when it agrees. */
export function judgePlans(passage: Passage, world: World): string[] {
  if (passage.kind === 'cell') return judgeCell(passage, world);
  return judgeSentence(passage.text, world);
}
