import { later, newKey, now, RequestError } from './browser.js';
import { ask, handOff, readTicket } from './desk-api.js';
import { byId, keepChildren, scrollTo, showProblem } from './dom.js';
import { settleOptions } from './options.js';
import { entriesOf } from './thread.js';

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
  /** @type {string | null} a conversation without a ticket, in which the agent asked back */
  #askedIn = null;
  /** @type {readonly DeskEvent[]} what the ticket holds, as last read */
  #events = [];
  /** @type {DeskEvent[]} what no ticket holds */
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
    this.#askedIn = null;
    this.#events = [];
    this.#loose = [];
    this.#show();
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
    const isTyped = this.#message.value === text;
    // What was begun to write stays where something else is sent.
    if (isTyped) this.#message.value = '';
    showProblem(this.#problem);
    this.#settle();
    try {
      const answer = await ask(text, this.#conversationId ?? this.#askedIn);
      await this.#showAnswer(text, answer);
      this.#scrollToNewest();
      return answer;
    } catch (error) {
      if (isTyped && this.#message.value === '') this.#message.value = text;
      // What was asked back can still be answered, unless the desk knows that conversation no more.
      if (isGone(error)) this.#askedIn = null;
      showProblem(this.#problem, error);
      return null;
    } finally {
      this.#asking = false;
      this.#busy.textContent = '';
      this.#settle();
    }
  }

  /**
   * Says for the customer which of the articles is meant that the agent asked back with.
   * @param {string} text
   * @param {boolean} byKeyboard
   */
  async #choose(text, byKeyboard) {
    await this.#ask(text);
    // The button that had the focus is no longer one to press.
    if (byKeyboard) this.#message.focus();
  }

  /**
   * @param {string} text
   * @param {Answer} answer
   */
  async #showAnswer(text, answer) {
    const { reply, ...more } = answer;
    this.#askedIn = answer.options ? answer.conversationId : null;
    if (answer.ticketId === null) {
      this.#addLoose('message.received', { kind: 'customer' }, { text });
      this.#addLoose('reply.posted', { kind: 'agent' }, { text: reply, ...more });
      this.#show();
      return;
    }
    // The ticket begins with what was asked back about.
    if (this.#conversationId === null) this.#loose = [];
    this.#remember(answer.ticketId);
    const events = await this.#read();
    if (events.some(({ data }) => data.text === reply)) return;
    this.#addLoose('reply.posted', { kind: 'system', id: 'Support desk' }, { text: reply });
    this.#show();
  }

  /**
   * @param {string} type
   * @param {DeskEvent['actor']} actor
   * @param {DeskEvent['data']} data
   */
  #addLoose(type, actor, data) {
    const time = new Date(now()).toISOString();
    this.#loose.push({ id: newKey(), type, version: 1, time, actor, data, causedBy: null });
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
      if (isGone(error) && id === this.#conversationId) this.#restart();
      throw error;
    }
    if (id === this.#conversationId) {
      this.#events = events;
      this.#show();
    }
    return events;
  }

  #show() {
    const shown = this.#events.filter(({ type }) => shownTypes.has(type));
    // Once somebody has answered, the word that somebody will has done its work.
    if (shown.at(-1)?.type === 'reply.posted') this.#loose = [];
    const surroundings = {
      nowMs: now(),
      customer: 'You',
      choose: (/** @type {string} */ text, /** @type {boolean} */ byKeyboard) =>
        void this.#choose(text, byKeyboard),
    };
    const items = entriesOf([...shown, ...this.#loose], surroundings);
    const made = keepChildren(this.#thread, items);
    this.#settle();
    if (made > 0) this.#scrollToNewest();
  }

  /** A long reply is read from its top, below the message that it answers. */
  #scrollToNewest() {
    const newest = this.#thread.lastElementChild;
    if (!newest) return;
    const before = newest.previousElementSibling;
    const isAnswered = before?.classList.contains('from-customer') ?? false;
    const isShort = (before?.clientHeight ?? 0) * 2 < this.#scroll.clientHeight;
    scrollTo(this.#scroll, before && isAnswered && isShort ? before : newest);
  }

  #settle() {
    // Said into no conversation, a choice would be a question.
    const isHeld = this.#asking || (this.#conversationId ?? this.#askedIn) === null;
    settleOptions(this.#thread, [...this.#events, ...this.#loose], isHeld);
  }
}

/** @param {unknown} error */
const isGone = (error) => error instanceof RequestError && error.status === 404;
