import { later, now } from './browser.js';
import { readInbox, readTotals } from './desk-api.js';
import { byId, element, keepChildren } from './dom.js';
import { age, counted, customerName, named } from './words.js';

/** @import { Row, Totals } from './desk-api.js' */

const pageSize = 50;
const pageLimit = 200;
const typingMs = 200;
const gatherMs = 150;
const ageMs = 30_000;
const statuses = ['', 'new', 'open', 'pending', 'snoozed', 'resolved'];

/** The list of tickets: filtered, live, and one of them chosen. */
export class Inbox {
  #list = byId('tickets', HTMLUListElement);
  #note = byId('tickets-note', HTMLElement);
  #more = byId('more', HTMLButtonElement);
  #search = byId('search', HTMLInputElement);
  #totals = byId('totals', HTMLElement);
  /** @type {Row[]} */
  #rows = [];
  /** @type {string | null} */
  #cursor = null;
  #status = '';
  #chosen = '';
  #reading = new AbortController();
  #cancelRefresh = () => {};
  #cancelTyping = () => {};
  /** @type {Map<string, HTMLElement>} */
  #counts = new Map();

  constructor() {
    const chips = statuses.map((status) => this.#statusChip(status));
    byId('statuses', HTMLFieldSetElement).append(...chips);
    byId('filters', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
    this.#search.addEventListener('input', () => {
      this.#cancelTyping();
      this.#cancelTyping = later(typingMs, () => void this.#read());
    });
    this.#more.addEventListener('click', () => void this.#readMore());
    this.#list.addEventListener('keydown', (event) => this.#onKey(event));
    this.#keepAges();
  }

  /** Looks again soon; several changes at once are one look. */
  refresh() {
    this.#cancelRefresh();
    this.#cancelRefresh = later(gatherMs, () => {
      void this.#read(Math.min(pageLimit, Math.max(pageSize, this.#rows.length)));
      void this.#readTotals();
    });
  }

  /** @param {string} ticketId */
  choose(ticketId) {
    this.#chosen = ticketId;
    this.#show();
  }

  /** @param {string} ticketId */
  focus(ticketId) {
    const row = [...this.#list.children].find((item) => item.getAttribute('data-key') === ticketId);
    row?.querySelector('a')?.focus();
  }

  /** @param {string} status */
  #statusChip(status) {
    const input = element('input', {
      type: 'radio',
      name: 'status',
      value: status,
      checked: status === '',
    });
    input.addEventListener('change', () => {
      this.#status = status;
      void this.#read();
    });
    const count = element('span', { class: 'count' });
    this.#counts.set(status, count);
    return element('label', { class: 'chip' }, input, status === '' ? 'All' : named(status), count);
  }

  async #read(limit = pageSize) {
    this.#reading.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    const query = { status: this.#status, q: this.#search.value.trim(), limit };
    try {
      const { items, nextCursor } = await readInbox(query, signal);
      const older = items.length < this.#rows.length && limit === pageLimit ? this.#rows : [];
      const fresh = new Set(items.map(({ ticket }) => ticket.id));
      this.#rows = [...items, ...older.filter(({ ticket }) => !fresh.has(ticket.id))];
      if (older.length === 0) this.#cursor = nextCursor;
      this.#show();
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
    }
  }

  async #readMore() {
    const query = { status: this.#status, q: this.#search.value.trim(), limit: pageSize };
    try {
      const { items, nextCursor } = await readInbox({ ...query, cursor: this.#cursor });
      const known = new Set(this.#rows.map(({ ticket }) => ticket.id));
      this.#rows = [...this.#rows, ...items.filter(({ ticket }) => !known.has(ticket.id))];
      this.#cursor = nextCursor;
      this.#show();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** @param {unknown} error */
  #failed(error) {
    this.#note.textContent = error instanceof Error ? error.message : 'The list could not be read.';
  }

  async #readTotals() {
    /** @type {Totals} */
    let totals;
    try {
      totals = await readTotals();
    } catch {
      // The figures are an extra: the list itself says when the desk is gone.
      return;
    }
    const { tickets, byStatus, escalated, handledByAgent, resolution } = totals;
    const { confirmed, assumed } = resolution;
    this.#totals.textContent = [
      counted(tickets, 'ticket', 'tickets'),
      `${handledByAgent.count.toLocaleString('en')} handled by the agent`,
      `of these ${confirmed.count.toLocaleString('en')} confirmed and ${assumed.count.toLocaleString('en')} assumed to be resolved`,
      `${escalated.count.toLocaleString('en')} handed to people`,
    ].join(' · ');
    for (const [status, place] of this.#counts) {
      place.textContent = String(status === '' ? tickets : (byStatus[status] ?? 0));
    }
  }

  #show() {
    const nowMs = now();
    const items = this.#rows.map((row) => ({
      key: row.ticket.id,
      version: `${JSON.stringify(row)} ${age(row.ticket.updatedAt, nowMs)} ${row.ticket.id === this.#chosen}`,
      make: () => rowOf(row, row.ticket.id === this.#chosen, nowMs),
    }));
    const focused = document.activeElement?.closest('#tickets > li')?.getAttribute('data-key');
    keepChildren(this.#list, items);
    if (focused && !this.#list.contains(document.activeElement)) this.focus(focused);
    this.#more.hidden = this.#cursor === null;
    this.#note.textContent = this.#rows.length > 0 ? '' : 'No tickets here.';
  }

  /** Arrows walk through the list; Enter opens, as on every link. */
  #onKey(/** @type {KeyboardEvent} */ event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const links = [...this.#list.querySelectorAll('a')];
    const at = links.findIndex((link) => link.matches(':focus'));
    const target =
      event.key === 'Home'
        ? links[0]
        : event.key === 'End'
          ? links.at(-1)
          : event.key in steps
            ? links[at + steps[/** @type {keyof typeof steps} */ (event.key)]]
            : undefined;
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  #keepAges() {
    later(ageMs, () => {
      this.#show();
      this.#keepAges();
    });
  }
}

/**
 * @param {Row} row
 * @param {boolean} chosen
 * @param {number} nowMs
 */
function rowOf({ ticket, preview, escalationReason }, chosen, nowMs) {
  const { id, subject, status, escalated, priority, customer, channel, updatedAt } = ticket;
  const reason = escalationReason ? named(escalationReason) : undefined;
  return element(
    'li',
    {},
    element(
      'a',
      {
        href: `#/tickets/${encodeURIComponent(id)}`,
        class: 'row',
        'aria-current': chosen && 'true',
      },
      element(
        'span',
        { class: 'row-head' },
        element('span', { class: 'row-customer' }, customerName(customer, channel)),
        element('time', { datetime: updatedAt }, age(updatedAt, nowMs)),
      ),
      element('span', { class: 'row-subject' }, subject || preview || 'No subject'),
      subject && preview && element('span', { class: 'row-preview' }, preview),
      element(
        'span',
        { class: 'row-marks' },
        element('span', { class: `mark-status is-${status}` }, named(status)),
        escalated && element('span', { class: 'mark-escalated', title: reason }, 'Escalated'),
        element('span', { class: `mark-priority is-${priority}` }, `${named(priority)} priority`),
        element('span', { class: 'quiet' }, named(channel)),
      ),
    ),
  );
}
