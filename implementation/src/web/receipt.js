import { element } from './dom.js';
import { choiceRead } from './options.js';
import { counted, duration, named, percent } from './words.js';

/** @import { Citation, Option, Receipt, Usage } from './desk-api.js' */

/** A quote longer than this, in URL-encoded characters, is marked by its beginning. */
const quoteLimit = 6_000;

/**
 * Where the article opens with the quoted passage marked.
 * @param {Citation} citation
 */
export function passageUrl({ url, quote }) {
  let shown = quote.toWellFormed();
  while (encodeURIComponent(shown).length > quoteLimit) {
    shown = shown.slice(0, Math.floor(shown.length / 2)).toWellFormed();
  }
  return `${url}?quote=${encodeURIComponent(shown)}#quote`;
}

/** @param {Citation} citation */
function passageLink(citation) {
  const link = element(
    'a',
    { href: passageUrl(citation), target: '_blank', rel: 'noopener', class: 'source' },
    citation.title,
    element('span', { class: 'hidden' }, ' (opens the passage in a new tab)'),
  );
  return link;
}

/**
 * The sources of a reply, as chips.
 * @param {readonly Citation[]} citations
 */
export function sourcesOf(citations) {
  if (citations.length === 0) return null;
  const items = citations.map((citation) => element('li', {}, passageLink(citation)));
  return element('ul', { class: 'sources', 'aria-label': 'Sources' }, ...items);
}

/**
 * @typedef {object} Reply
 * @property {Receipt} receipt
 * @property {number | null} confidence
 * @property {readonly Citation[]} citations
 * @property {readonly Option[]} options
 * @property {Usage | null} usage
 * @property {boolean} isOwn whether it is shown to whom it was written
 */

/**
 * What the agent is sure of: that its answer is right, or that it asked back with what is meant.
 * @param {Reply} reply
 */
function sureOf({ options, receipt }) {
  if (options.length > 0) return options.length === 1 ? 'this is meant' : 'one of these is meant';
  return choiceRead(receipt) === 'chosen' ? 'it was among the options' : 'it is right';
}

/**
 * Why the reply says what it says, in a word or two.
 * @param {Reply} reply
 */
function groundsOf(reply) {
  const { receipt, confidence, citations, options, isOwn } = reply;
  const asked = options.length > 0;
  if (!asked && choiceRead(receipt) === 'chosen') {
    // What nothing is quoted in is not the answer to what was chosen.
    if (citations.length === 0) return null;
    return isOwn ? 'you chose it' : 'chosen by the customer';
  }
  if (confidence === null) return null;
  return `${percent(confidence)} sure${asked ? ` that ${sureOf(reply)}` : ''}`;
}

/**
 * How a reply came about, behind one line that opens.
 * @param {Reply} reply
 */
export function receiptOf(reply) {
  const { receipt, citations, options } = reply;
  const total = receipt.steps.reduce((sum, { millis }) => sum + millis, 0);
  const summary = [
    options.length > 0 && 'asked back',
    groundsOf(reply),
    citations.length > 0 && counted(citations.length, 'source', 'sources'),
    duration(total),
  ].filter(Boolean);
  return element(
    'details',
    { class: 'receipt' },
    element(
      'summary',
      {},
      element('span', { class: 'receipt-name' }, 'Receipt'),
      ` ${summary.join(' · ')}`,
    ),
    stepsOf(receipt, total),
    factsOf(reply),
    ...citations.map(quoteOf),
  );
}

/**
 * @param {Receipt} receipt
 * @param {number} total
 */
function stepsOf({ steps }, total) {
  const head = ['Step', 'Outcome', 'Time'].map((name) => element('th', { scope: 'col' }, name));
  const rows = steps.map(({ name, outcome, millis }) =>
    element(
      'tr',
      {},
      element('td', {}, named(name)),
      element('td', {}, outcome.replaceAll('_', ' ')),
      element('td', { class: 'number' }, duration(millis)),
    ),
  );
  const sum = element(
    'tr',
    { class: 'sum' },
    element('td', { colspan: 2 }, 'Together'),
    element('td', { class: 'number' }, duration(total)),
  );
  return element(
    'table',
    {},
    element('caption', { class: 'hidden' }, 'Steps of the journey'),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows, sum),
  );
}

/** @param {Reply} reply */
function factsOf(reply) {
  const { receipt, confidence, usage } = reply;
  const { classifier, model, promptHash, articles } = receipt;
  /** @type {[string, string][]} */
  const facts = [];
  if (confidence !== null) facts.push([`Sure that ${sureOf(reply)}`, percent(confidence)]);
  if (classifier) {
    const { intent, urgency } = classifier;
    facts.push(['Understood as', `${named(intent)}, ${percent(classifier.confidence)} sure`]);
    facts.push(['Urgency', named(urgency)]);
  }
  const { inputTokens = 0, outputTokens = 0, costUsd = 0 } = usage ?? {};
  const tokens = inputTokens + outputTokens;
  facts.push(['Model', tokens > 0 ? `${model}, ${tokens} tokens` : `${model}, no tokens used`]);
  facts.push(['Cost', `$${costUsd.toFixed(costUsd > 0 ? 5 : 2)}`]);
  if (promptHash) facts.push(['Prompt', promptHash.slice(0, 12)]);
  for (const { articleId, contentHash } of articles) {
    facts.push(['Read', `${articleId} at ${contentHash.slice(0, 12)}`]);
  }
  return definitions(facts);
}

/** @param {readonly (readonly [string, string | Node])[]} facts */
export function definitions(facts) {
  const pairs = facts.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value)),
  );
  return element('dl', { class: 'definitions' }, ...pairs);
}

/** @param {Citation} citation */
function quoteOf(citation) {
  return element(
    'figure',
    { class: 'quote' },
    element('blockquote', {}, citation.quote),
    element('figcaption', {}, 'from ', passageLink(citation)),
  );
}
