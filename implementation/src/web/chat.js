import { later, now } from './browser.js';
import { ask, handOff, readTicket } from './desk-api.js';
import { byId, element, keepChildren, scrollToEnd, showProblem } from './dom.js';
import { receiptOf, sourcesOf } from './receipt.js';
import { entryOf } from './thread.js';

/** @import { Answer, DeskEvent } from './desk-api.js' */

const gatherMs = 60;
const storedName = 'supportmax-conversation';
const wish = 'I would like to talk to a person, please.';
/** What a customer sees of a ticket: its messages, and that somebody takes over. */
const shownTypes = new Set(['message.received', 'reply.posted']);

/** The chat as a customer has it. The conversation outlives a reload of the page. */
export class Chat {
  #thread = byId('chat-thread', HTMLOListElement);
  #scroll = byId('chat-scroll', HTMLElement);
  #form = byId('chat-form', HTMLFormElement);
  #message = byId('chat-message', HTMLTextAreaElement);
  #busy = byId('chat-busy', HTMLElement);
  #problem = byId('chat-problem', HTMLElement);
  #ticketLink = byId('chat-ticket', HTMLAnchorElement);
  /** @type {string | null} */
  #conversationId = null;
  /** @type {{ key: string, make: () => HTMLElement }[]} answers that no ticket holds */
  #loose = [];
  #asking = false;
  #cancelRefresh = () => {};

  constructor() {
    // What scrolls has to be reachable by keyboard.
    this.#scroll.tabIndex = 0;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#ask(this.#message.value);
    });
    this.#message.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#form.requestSubmit();
    });
    byId('chat-person', HTMLButtonElement).addEventListener(
      'click',
      () => void this.#askForPerson(),
    );
    byId('chat-restart', HTMLButtonElement).addEventListener('click', () => this.#restart());
    this.#remember(sessionStorage.getItem(storedName));
    this.refresh();
  }

  get ticketId() {
    return this.#conversationId;
  }

  /** Looks again soon: a person or the agent may have written. */
  refresh() {
    this.#cancelRefresh();
    if (this.#conversationId !== null) {
      this.#cancelRefresh = later(gatherMs, () => void this.#read().catch(() => {}));
    }
  }

  /** @param {string | null} conversationId */
  #remember(conversationId) {
    this.#conversationId = conversationId;
    if (conversationId === null) sessionStorage.removeItem(storedName);
    else sessionStorage.setItem(storedName, conversationId);
    this.#ticketLink.hidden = conversationId === null;
    this.#ticketLink.href = `#/tickets/${encodeURIComponent(conversationId ?? '')}`;
  }

  #restart() {
    this.#remember(null);
    this.#loose = [];
    this.#thread.replaceChildren();
    showProblem(this.#problem);
    this.#message.focus();
  }

  async #askForPerson() {
    const answer = await this.#ask(wish);
    // Whatever the agent made of it: a person was asked for, so a person it is.
    if (!answer?.ticketId || answer.status === 'escalated') return;
    await handOff(answer.ticketId).catch((error) => showProblem(this.#problem, error));
  }

  /**
   * @param {string} text
   * @returns {Promise<Answer | null>} null where there was nothing to ask, or it failed
   */
  async #ask(text) {
    if (text.trim() === '' || this.#asking) return null;
    this.#asking = true;
    this.#busy.textContent = 'The agent is looking for an answer…';
    const typed = this.#message.value;
    this.#message.value = '';
    showProblem(this.#problem);
    try {
      const answer = await ask(text, this.#conversationId);
      await this.#showAnswer(text, answer);
      return answer;
    } catch (error) {
      if (this.#message.value === '') this.#message.value = typed;
      showProblem(this.#problem, error);
      return null;
    } finally {
      this.#asking = false;
      this.#busy.textContent = '';
      scrollToEnd(this.#scroll);
    }
  }

  /**
   * @param {string} text
   * @param {Answer} answer
   */
  async #showAnswer(text, answer) {
    if (answer.ticketId !== null) {
      this.#remember(answer.ticketId);
      const events = await this.#read();
      const inLog = events.some(({ data }) => data.text === answer.reply);
      if (!inLog) this.#addLoose('system', 'Support desk', answer.reply);
      return;
    }
    this.#addLoose('customer', 'You', text);
    const { receipt, confidence, citations, usage } = answer;
    const more = [sourcesOf(citations), receiptOf({ receipt, confidence, citations, usage })];
    this.#addLoose('agent', 'AI agent', answer.reply, more);
  }

  /**
   * @param {string} who
   * @param {string} name
   * @param {string} text
   * @param {(HTMLElement | null)[]} [more]
   */
  #addLoose(who, name, text, more = []) {
    const item = element(
      'li',
      { class: `turn from-${who}`, 'data-key': `loose-${this.#loose.length}`, 'data-version': '' },
      element('p', { class: 'turn-head' }, element('strong', {}, name)),
      element('div', { class: 'turn-text' }, text),
      ...more,
    );
    this.#loose.push({ key: `loose-${this.#loose.length}`, make: () => item });
    this.#thread.append(item);
  }

  async #read() {
    const id = this.#conversationId;
    if (id === null) return [];
    /** @type {DeskEvent[]} */
    let events;
    try {
      ({ events } = await readTicket(id));
    } catch (error) {
      // The desk may have been given new data since: that conversation is over.
      const gone = error instanceof Error && 'status' in error && error.status === 404;
      if (gone && id === this.#conversationId) this.#restart();
      throw error;
    }
    if (id === this.#conversationId) this.#show(events);
    return events;
  }

  /** @param {readonly DeskEvent[]} events */
  #show(events) {
    const surroundings = { nowMs: now(), customer: 'You' };
    const shown = events.filter(({ type }) => shownTypes.has(type));
    const items = shown.flatMap((event) => {
      const entry = entryOf(event, surroundings);
      return entry ? [{ key: event.id, make: () => entry }] : [];
    });
    // Once somebody has answered, the word that somebody will has done its work.
    const answered = shown.at(-1)?.type === 'reply.posted';
    if (answered) this.#loose = [];
    if (keepChildren(this.#thread, [...items, ...this.#loose]) > 0) scrollToEnd(this.#scroll);
  }
}
