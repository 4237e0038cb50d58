import { newKey, RequestError, request } from './browser.js';

/** @typedef {{ id?: string, email?: string, name?: string }} Customer */
/** @typedef {{ articleId: string, title: string, url: string, quote: string }} Citation */
/** @typedef {{ articleId: string, title: string, url: string }} Option */
/**
 * @typedef {object} Ticket
 * @property {string} id
 * @property {string} subject
 * @property {string} status
 * @property {boolean} escalated
 * @property {string} priority
 * @property {string | null} intent
 * @property {string | null} assignee
 * @property {string[]} tags
 * @property {Customer} customer
 * @property {string} channel
 * @property {string} createdAt
 * @property {string} updatedAt
 */
/** @typedef {{ ticket: Ticket, preview: string, escalationReason: string | null }} Row */
/**
 * @typedef {object} DeskEvent
 * @property {string} id
 * @property {string} type
 * @property {number} version
 * @property {string} time
 * @property {{ kind: string, id?: string }} actor
 * @property {Record<string, any>} data
 * @property {string | null} causedBy
 */
/** @typedef {{ ticket: Ticket, events: DeskEvent[] }} TicketWithEvents */
/**
 * @typedef {object} Receipt
 * @property {string} journeyId
 * @property {{ name: string, outcome: string, millis: number }[]} steps
 * @property {{ intent: string, confidence: number, urgency: string } | null} classifier
 * @property {string} model
 * @property {string | null} promptHash
 * @property {{ articleId: string, contentHash: string }[]} articles
 */
/** @typedef {{ model: string, inputTokens: number, outputTokens: number, costUsd: number }} Usage */
/**
 * @typedef {object} Answer
 * @property {string} conversationId
 * @property {string | null} ticketId
 * @property {'answered' | 'escalated'} status
 * @property {string} reply
 * @property {number} confidence
 * @property {Citation[]} citations
 * @property {Option[]} [options] where the agent asks back which of these is meant
 * @property {Usage} usage
 * @property {Receipt} receipt
 */
/**
 * @typedef {object} Totals
 * @property {number} tickets
 * @property {Record<string, number>} byStatus
 * @property {{ count: number }} escalated
 * @property {{ count: number }} handledByAgent
 * @property {{ confirmed: { count: number }, assumed: { count: number } }} resolution
 */

/** @param {string} id */
const ticketPath = (id) => `/v1/tickets/${encodeURIComponent(id)}`;

/**
 * @param {{ status: string, q: string, cursor?: string | null, limit: number }} query
 * @param {AbortSignal} [signal]
 */
export async function readInbox({ status, q, cursor, limit }, signal) {
  const parameters = new URLSearchParams({ limit: String(limit) });
  if (status) parameters.set('status', status);
  if (q) parameters.set('q', q);
  if (cursor) parameters.set('cursor', cursor);
  const page = await request(`/v1/inbox?${parameters}`, signal ? { signal } : {});
  return /** @type {{ items: Row[], nextCursor: string | null }} */ (page);
}

/** @param {string} id */
export async function readTicket(id) {
  return /** @type {TicketWithEvents} */ (await request(ticketPath(id)));
}

export async function readTotals() {
  return /** @type {Totals} */ (await request('/v1/metrics'));
}

/** @type {Map<string, string>} keys of commands whose outcome is not known */
const unanswered = new Map();

/**
 * Sends a command. Sent again after its answer was lost, it keeps its key: the desk does it once.
 * @param {string} path
 * @param {object} body
 */
async function command(path, body) {
  const name = `${path} ${JSON.stringify(body)}`;
  const key = unanswered.get(name) ?? newKey();
  unanswered.set(name, key);
  try {
    const answer = await request(path, { body, key });
    unanswered.delete(name);
    return answer;
  } catch (error) {
    const isRefusal = error instanceof RequestError && error.status >= 400 && error.status < 500;
    if (isRefusal) unanswered.delete(name);
    throw error;
  }
}

/**
 * @param {string} id
 * @param {string} kind `reply` or `note`
 * @param {string} body
 */
export async function writeAsPerson(id, kind, body) {
  await command(`${ticketPath(id)}/messages`, { from: 'person', kind, body });
}

/** @param {string} id */
export async function handOff(id) {
  await command(`${ticketPath(id)}/handoff`, {});
}

/**
 * @param {string} message
 * @param {string | null} conversationId
 */
export async function ask(message, conversationId) {
  const body = { message, ...(conversationId && { conversationId }) };
  return /** @type {Answer} */ (await command('/v1/chat', body));
}
