import { element } from './dom.js';
import { aroundOptions, optionsOf } from './options.js';
import { definitions, receiptOf, sourcesOf } from './receipt.js';
import { exactTime, named, percent, shortTime } from './words.js';

/** @import { DeskEvent } from './desk-api.js' */
/** @import { Choose } from './options.js' */
/** @typedef {{ nowMs: number, customer: string, choose?: Choose }} Surroundings */

/**
 * The events that say something to a reader of the conversation, each as it stands there.
 * @param {readonly DeskEvent[]} events
 * @param {Surroundings} surroundings
 */
export const entriesOf = (events, surroundings) =>
  events.flatMap((event) => {
    const entry = entryOf(event, surroundings);
    return entry ? [{ key: event.id, make: () => entry }] : [];
  });

/**
 * One event as it stands in the conversation, or null where it says nothing to a reader there.
 * @param {DeskEvent} event
 * @param {Surroundings} surroundings
 * @returns {HTMLElement | null}
 */
function entryOf(event, surroundings) {
  const { type, actor, data } = event;
  switch (type) {
    case 'message.received':
      return turn('customer', surroundings.customer, event, surroundings, [
        data.automatic && element('p', { class: 'quiet' }, 'Sent by a machine, not answered'),
      ]);
    case 'reply.posted':
      return replyOf(event, surroundings);
    case 'note.added':
      return turn('note', 'Note for the team', event, surroundings, []);
    case 'ticket.escalated':
      return handoffOf(event);
    default:
      return happening(event, actor.kind);
  }
}

/**
 * @param {DeskEvent} event
 * @param {Surroundings} surroundings
 */
function replyOf(event, surroundings) {
  const { actor, data } = event;
  if (actor.kind !== 'agent') {
    return turn(
      actor.kind === 'person' ? 'person' : 'system',
      nameOf(actor),
      event,
      surroundings,
      [],
    );
  }
  const { citations = [], options = [], confidence = null, usage = null, receipt } = data;
  // Only a customer may choose.
  const isOwn = surroundings.choose !== undefined;
  const behind = receipt && receiptOf({ receipt, confidence, citations, options, usage, isOwn });
  if (options.length > 0) return questionBack(event, surroundings, behind);
  return turn('agent', 'AI agent', event, surroundings, [sourcesOf(citations), behind]);
}

/**
 * @param {DeskEvent} event
 * @param {Surroundings} surroundings
 * @param {HTMLElement | null | undefined} receipt
 */
function questionBack(event, surroundings, receipt) {
  const { options, text } = event.data;
  const { above, below } = aroundOptions(String(text), options);
  const { choose } = surroundings;
  // Whoever may choose sees that it is a question.
  const name = choose ? 'AI agent' : 'AI agent, asked back';
  const said = { ...event, data: { ...event.data, text: above } };
  return turn('agent', name, said, surroundings, [
    optionsOf(event.id, options, above, choose),
    below !== '' && element('div', { class: 'turn-text' }, below),
    receipt,
  ]);
}

/** @param {{ kind: string, id?: string }} actor */
const nameOf = ({ kind, id }) => id ?? (kind === 'person' ? 'Person at the desk' : named(kind));

/**
 * @param {string} who
 * @param {string} name
 * @param {DeskEvent} event
 * @param {Surroundings} surroundings
 * @param {(HTMLElement | null | undefined | false)[]} more
 */
function turn(who, name, { time, data }, { nowMs }, more) {
  return element(
    'li',
    { class: `turn from-${who}` },
    element(
      'p',
      { class: 'turn-head' },
      element('strong', {}, name),
      ' ',
      element('time', { datetime: time, title: exactTime(time) }, shortTime(time, nowMs)),
    ),
    element('div', { class: 'turn-text' }, String(data.text ?? '')),
    ...more,
  );
}

/** @param {DeskEvent} event */
function handoffOf({ data, actor }) {
  const { reason, packet } = data;
  const by = actor.kind === 'person' ? 'Handed over by a person' : named(String(reason));
  const tried = (packet?.tried ?? []).map(triedItem);
  const steps = (packet?.nextSteps ?? []).map((/** @type {string} */ step) =>
    element('li', {}, step),
  );
  /** @type {[string, string][]} */
  const facts = [
    ['Mood', named(packet?.sentiment ?? 'neutral')],
    ['Urgency', named(packet?.urgency ?? 'normal')],
  ];
  if (packet?.intent) facts.push(['About', named(packet.intent)]);
  return element(
    'li',
    { class: 'handoff' },
    element('h3', {}, 'Handed to people'),
    element('p', { class: 'reason' }, by),
    packet?.wants && element('p', { class: 'wants' }, element('span', {}, 'Wants '), packet.wants),
    definitions(facts),
    steps.length > 0 && element('h4', {}, 'Next steps'),
    steps.length > 0 && element('ul', {}, ...steps),
    tried.length > 0 && element('h4', {}, 'What the agent looked at'),
    tried.length > 0 && element('ul', {}, ...tried),
  );
}

/** @param {{ articleId: string, title: string, confidence: number }} tried */
function triedItem({ articleId, title, confidence }) {
  const href = `/articles/${encodeURIComponent(articleId)}`;
  const link = element('a', { href, target: '_blank', rel: 'noopener' }, title);
  return element('li', {}, link, confidence > 0 && ` ${percent(confidence)} sure`);
}

/**
 * A line between the messages.
 * @param {DeskEvent} event
 * @param {string} who
 */
function happening({ type, data, time }, who) {
  const said = sentenceOf(type, data, who);
  if (said === null) return null;
  return element('li', { class: 'happening', title: exactTime(time) }, said);
}

/**
 * @param {string} type
 * @param {Record<string, any>} data
 * @param {string} who
 */
function sentenceOf(type, data, who) {
  switch (type) {
    case 'status.changed':
      return `${named(data.status)}${data.resolution ? ` (${data.resolution})` : ''}, by the ${who}`;
    case 'ticket.assigned':
      return data.assignee ? `Assigned to ${data.assignee}` : 'Assigned to nobody';
    case 'priority.changed':
      return `Priority is ${data.priority} now`;
    case 'tag.added':
      return `Tagged ${data.tag}`;
    case 'tag.removed':
      return `Tag ${data.tag} removed`;
    case 'journey.ended':
      return endings[data.outcome] ?? null;
    default:
      return null;
  }
}

/** @type {Readonly<Record<string, string>>} */
const endings = {
  dropped: 'The agent’s draft was dropped: the conversation had moved on',
  stood_back: 'The agent stood back',
};
