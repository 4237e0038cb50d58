import { element } from './dom.js';
import { exactTime } from './words.js';

/** @import { DeskEvent } from './desk-api.js' */

/**
 * One event of the log as it was stored, behind one line that opens.
 * @param {DeskEvent} event
 * @param {number} index
 */
export function timelineItem(event, index) {
  const { type, actor, time, data } = event;
  return element(
    'li',
    { class: `event by-${actor.kind}` },
    element(
      'details',
      {},
      element(
        'summary',
        {},
        element('span', { class: 'event-number' }, String(index + 1)),
        element('code', {}, type),
        element('span', { class: 'event-gist' }, gistOf(data)),
        element('span', { class: 'event-actor' }, actor.kind),
        element('time', { class: 'event-time', datetime: time }, exactTime(time)),
      ),
      element('pre', { tabindex: 0 }, JSON.stringify(event, null, 2)),
    ),
  );
}

/** What tells most of an event's data, in a few words. */
const telling = [
  'outcome',
  'reason',
  'intent',
  'status',
  'assignee',
  'priority',
  'tag',
  'text',
  'subject',
];

/** @param {Record<string, any>} data */
function gistOf(data) {
  const key = telling.find((one) => typeof data[one] === 'string' && data[one] !== '');
  return key === undefined ? '' : String(data[key]).slice(0, 120);
}
