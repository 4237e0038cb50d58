import { element } from './dom.js';

/** @import { DeskEvent, Option, Receipt } from './desk-api.js' */
/** @typedef {(text: string, byKeyboard: boolean) => void} Choose */

const none = 'none';

/**
 * What a question back says above its numbered titles, and below: the list itself is shown better.
 * @param {string} text
 * @param {readonly Option[]} options
 */
export function aroundOptions(text, options) {
  const listed = options.map(({ title }, at) => `${at + 1}. ${title}`).join('\n');
  const at = text.indexOf(listed);
  // Said in another way, it is shown as it was said.
  if (at < 0) return { above: text, below: '' };
  return { above: text.slice(0, at).trim(), below: text.slice(at + listed.length).trim() };
}

/**
 * What may have been meant: to choose from for whoever was asked, to read for everybody else.
 * @param {string} eventId of the question back
 * @param {readonly Option[]} options
 * @param {string} label
 * @param {Choose} [choose] is told what to say for the customer
 */
export function optionsOf(eventId, options, label, choose) {
  const items = options.map((option, at) => {
    const number = options.length > 1 && element('span', { class: 'option-number' }, `${at + 1}`);
    const shown = choose
      ? [buttonOf(option.title, [number, option.title], choose), readLink(option)]
      : [element('span', { class: 'option' }, number, readLink(option, option.title))];
    return itemOf(option.articleId, shown, choose);
  });
  const no = options.length > 1 ? 'None of these' : 'No';
  const last = choose ? buttonOf(no, [no], choose) : element('span', { class: 'option' }, no);
  const refusal = itemOf(none, [last], choose);
  return element(
    'div',
    { class: 'asked', role: 'group', 'aria-label': label, 'data-asked': eventId },
    element('ul', { class: 'options' }, ...items, refusal),
  );
}

/**
 * @param {string} choice
 * @param {HTMLElement[]} shown
 * @param {Choose} [choose]
 */
function itemOf(choice, shown, choose) {
  // Beside a button there is no room for the word.
  const word = element('span', { class: choose && 'hidden' }, ' chosen');
  const mark = element('span', { class: 'option-mark', hidden: true }, '✓', word);
  // Whoever reads along sees that it may be none of them only once that was the answer.
  const onlyChosen = !choose && choice === none;
  const attributes = { 'data-choice': choice, 'data-only-chosen': onlyChosen, hidden: onlyChosen };
  return element('li', attributes, ...shown, mark);
}

/**
 * @param {string} text
 * @param {(Node | string | false)[]} shown
 * @param {Choose} choose
 */
function buttonOf(text, shown, choose) {
  const button = element('button', { type: 'button', class: 'button option' }, ...shown);
  // A click that no pointer made counts no clicks.
  button.addEventListener('click', ({ detail }) => choose(text, detail === 0));
  return button;
}

/**
 * @param {Option} option
 * @param {string} [text] a word for it, with the title for those who do not see it, unless given
 */
function readLink({ title, url }, text) {
  return element(
    'a',
    { class: 'option-read', href: url, target: '_blank', rel: 'noopener' },
    text ?? 'Read',
    element('span', { class: 'hidden' }, `${text ? '' : ` “${title}”`} (opens in a new tab)`),
  );
}

/**
 * Shows of each question back in a thread what has come of it: it can be answered while it is the
 * last word. Changes no more than that, so that nothing is read out again or loses its place.
 * @param {HTMLElement} thread
 * @param {readonly DeskEvent[]} events
 * @param {boolean} [isHeld] whether nothing can be answered now
 */
export function settleOptions(thread, events, isHeld = false) {
  for (const group of thread.querySelectorAll('[data-asked]')) {
    const at = events.findIndex(({ id }) => id === group.getAttribute('data-asked'));
    const after = events.slice(at + 1);
    const isOpen = !isHeld && !after.some(({ type }) => closing.has(type));
    const choice = choiceIn(after);
    for (const item of group.querySelectorAll('li')) {
      const isChosen = item.getAttribute('data-choice') === choice;
      item.classList.toggle('is-chosen', isChosen);
      item.hidden = item.hasAttribute('data-only-chosen') && !isChosen;
      for (const mark of item.querySelectorAll('.option-mark')) {
        mark.toggleAttribute('hidden', !isChosen);
      }
      for (const button of item.querySelectorAll('button')) button.disabled = !isOpen;
    }
  }
}

/**
 * What the agent made of what came after its question back: `chosen`, `none`, or neither.
 * @param {Receipt} receipt
 */
export const choiceRead = ({ steps }) => steps.find(({ name }) => name === 'choose')?.outcome;

const closing = new Set(['message.received', 'reply.posted', 'ticket.escalated']);

/**
 * What the customer chose, as the agent read it: the id of an article, none of them, or null.
 * @param {readonly DeskEvent[]} after
 * @returns {string | null}
 */
function choiceIn(after) {
  const reply = after.find(({ type }) => type === 'reply.posted');
  /** @type {Receipt | null | undefined} */
  const receipt = reply?.data.receipt;
  const read = receipt && choiceRead(receipt);
  if (read === none) return none;
  return read === 'chosen' ? (receipt?.articles[0]?.articleId ?? null) : null;
}
