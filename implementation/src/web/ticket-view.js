import { later, now } from './browser.js';
import { handOff, readTicket, writeAsPerson } from './desk-api.js';
import { byId, element, isAtEnd, keepChildren, scrollTo, scrollToEnd, showProblem } from './dom.js';
import { settleOptions } from './options.js';
import { entriesOf } from './thread.js';
import { timelineItem } from './timeline.js';
import { customerName, exactTime, named } from './words.js';

/** @import { TicketWithEvents } from './desk-api.js' */

const gatherMs = 60;
const hints = {
  reply: 'The customer sees it. From then on the agent stands back.',
  note: 'Only the team sees it.',
};

/** The chosen ticket: its conversation, its events, and what a person may do with it. */
export class TicketView {
  #title = byId('ticket-title', HTMLElement);
  #facts = byId('ticket-facts', HTMLElement);
  #article = byId('ticket', HTMLElement);
  #blank = byId('no-ticket', HTMLElement);
  #thread = byId('thread', HTMLOListElement);
  #scroll = byId('conversation', HTMLElement);
  #timeline = byId('timeline', HTMLElement);
  #events = byId('events', HTMLOListElement);
  #problem = byId('ticket-problem', HTMLElement);
  #handoff = byId('handoff', HTMLButtonElement);
  #composer = byId('composer', HTMLFormElement);
  #message = byId('message', HTMLTextAreaElement);
  #announcer = byId('announcer', HTMLElement);
  #tabs = [
    { tab: byId('tab-conversation', HTMLButtonElement), panel: this.#scroll, name: 'Conversation' },
    { tab: byId('tab-timeline', HTMLButtonElement), panel: this.#timeline, name: 'Events' },
  ];
  #id = '';
  /** @type {Map<string, string>} what was begun to write, by ticket */
  #drafts = new Map();
  #cancelRefresh = () => {};

  constructor() {
    this.#composer.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#send();
    });
    this.#composer.addEventListener('change', () => this.#showKind());
    this.#message.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#composer.requestSubmit();
    });
    this.#handoff.addEventListener('click', () => void this.#handOff());
    for (const [index, { tab, panel }] of this.#tabs.entries()) {
      // What scrolls has to be reachable by keyboard.
      panel.tabIndex = 0;
      tab.addEventListener('click', () => this.#showTab(index));
      tab.addEventListener('keydown', ({ key }) => {
        if (key === 'ArrowRight' || key === 'ArrowLeft') this.#showTab(1 - index, true);
      });
    }
    this.#showTab(0);
    this.#showKind();
  }

  get id() {
    return this.#id;
  }

  /**
   * Opens a ticket, or none.
   * @param {string} id
   */
  async open(id) {
    if (this.#id !== '') this.#drafts.set(this.#id, this.#message.value);
    this.#id = id;
    this.#message.value = this.#drafts.get(id) ?? '';
    this.#article.hidden = true;
    this.#blank.hidden = id !== '';
    showProblem(this.#problem);
    this.#thread.replaceChildren();
    this.#events.replaceChildren();
    if (id === '') return;
    await this.#read();
    // By now another may have been chosen.
    if (id !== this.#id) return;
    this.#showTab(0);
    // What was asked last, and below it what has come of it.
    const asked = [...this.#thread.querySelectorAll('.from-customer')].at(-1);
    if (asked) scrollTo(this.#scroll, asked);
    this.#title.focus({ preventScroll: true });
  }

  /** Looks again soon; several changes at once are one look. */
  refresh() {
    this.#cancelRefresh();
    if (this.#id !== '') this.#cancelRefresh = later(gatherMs, () => void this.#read());
  }

  async #read() {
    const id = this.#id;
    try {
      const found = await readTicket(id);
      if (id === this.#id) this.#show(found);
    } catch (error) {
      if (id !== this.#id) return;
      this.#article.hidden = false;
      if (this.#thread.childElementCount === 0) this.#title.textContent = 'This ticket is not here';
      showProblem(this.#problem, error);
    }
  }

  /** @param {TicketWithEvents} found */
  #show({ ticket, events }) {
    const name = customerName(ticket.customer, ticket.channel);
    this.#title.textContent = ticket.subject || 'No subject';
    const { email } = ticket.customer;
    this.#facts.replaceChildren(
      element('span', { class: 'who' }, email && email !== name ? `${name} <${email}>` : name),
      element('span', { class: `mark-status is-${ticket.status}` }, named(ticket.status)),
      ticket.escalated ? element('span', { class: 'mark-escalated' }, 'Escalated') : '',
      element(
        'span',
        { class: `mark-priority is-${ticket.priority}` },
        `${named(ticket.priority)} priority`,
      ),
      element('span', { class: 'quiet' }, named(ticket.channel)),
      ticket.intent
        ? element('span', { class: 'quiet' }, `about ${named(ticket.intent).toLowerCase()}`)
        : '',
      ...ticket.tags.map((tag) => element('span', { class: 'quiet' }, `#${tag}`)),
      element('span', { class: 'quiet' }, `since ${exactTime(ticket.createdAt)}`),
    );
    this.#handoff.hidden = ticket.escalated;
    this.#article.hidden = false;
    this.#showEvents(events, name);
  }

  /**
   * @param {TicketWithEvents['events']} events
   * @param {string} customer
   */
  #showEvents(events, customer) {
    const surroundings = { nowMs: now(), customer };
    const wasAtEnd = isAtEnd(this.#scroll);
    const before = this.#thread.childElementCount;
    const made = keepChildren(this.#thread, entriesOf(events, surroundings));
    settleOptions(this.#thread, events);
    keepChildren(
      this.#events,
      events.map((event, index) => ({ key: event.id, make: () => timelineItem(event, index) })),
    );
    this.#nameTabs(events.length);
    if (before === 0 || made === 0) return;
    if (wasAtEnd) scrollToEnd(this.#scroll);
    const newest = this.#thread.lastElementChild?.textContent ?? '';
    this.#announcer.textContent = `New in this ticket: ${newest.slice(0, 300)}`;
  }

  /** @param {number} events */
  #nameTabs(events) {
    for (const { tab, name } of this.#tabs) {
      tab.textContent = name === 'Events' ? `Events (${events})` : name;
    }
  }

  /**
   * @param {number} chosen
   * @param {boolean} [focus]
   */
  #showTab(chosen, focus = false) {
    for (const [index, { tab, panel }] of this.#tabs.entries()) {
      tab.setAttribute('aria-selected', String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
      panel.hidden = index !== chosen;
      if (index === chosen && focus) tab.focus();
    }
  }

  #kind() {
    return new FormData(this.#composer).get('kind') === 'note' ? 'note' : 'reply';
  }

  #showKind() {
    const kind = this.#kind();
    this.#composer.classList.toggle('is-note', kind === 'note');
    byId('composer-hint', HTMLElement).textContent = hints[kind];
    byId('send', HTMLButtonElement).textContent = kind === 'note' ? 'Add note' : 'Send reply';
  }

  async #send() {
    const text = this.#message.value;
    const id = this.#id;
    if (text.trim() === '' || this.#composer.ariaBusy === 'true') return;
    this.#composer.ariaBusy = 'true';
    try {
      await writeAsPerson(id, this.#kind(), text);
      this.#drafts.delete(id);
      if (id === this.#id) this.#message.value = '';
      showProblem(this.#problem);
      await this.#read();
      scrollToEnd(this.#scroll);
    } catch (error) {
      showProblem(this.#problem, error);
    } finally {
      this.#composer.ariaBusy = 'false';
    }
  }

  async #handOff() {
    try {
      await handOff(this.#id);
      showProblem(this.#problem);
      await this.#read();
      scrollToEnd(this.#scroll);
      this.#title.focus({ preventScroll: true });
    } catch (error) {
      showProblem(this.#problem, error);
    }
  }
}
