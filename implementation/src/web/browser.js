/**
 * The one place of the page that takes clock, timers, randomness and network from the browser; the
 * rest of the page is given what it needs.
 */

/** A request that the desk refused, or that did not reach it (status 0). */
export class RequestError extends Error {
  /** @param {string} message @param {number} status */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export const now = () => Date.now();

/**
 * Runs `action` after `delayMs`.
 * @param {number} delayMs
 * @param {() => void} action
 * @returns {() => void} cancels it
 */
export function later(delayMs, action) {
  const timer = setTimeout(action, delayMs);
  return () => clearTimeout(timer);
}

/** A name for a command: sent again after a lost answer, the desk does it once. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * @param {string} path
 * @param {{ body?: object, key?: string, signal?: AbortSignal }} [options] a body makes it a POST
 * @returns {Promise<unknown>} what the JSON says; throws RequestError for a refusal
 */
export async function request(path, { body, key, signal } = {}) {
  /** @type {RequestInit} */
  const init = { headers: { accept: 'application/json' }, ...(signal && { signal }) };
  if (body) {
    init.method = 'POST';
    init.body = JSON.stringify(body);
    init.headers = { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) };
  }
  let response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new RequestError('The desk does not answer. What you wrote is still here.', 0);
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  const detail = answer?.detail ?? 'The desk refused this.';
  throw new RequestError(detail, response.status);
}

const retryMs = 3_000;

/**
 * Listens to the desk's events. `onOpen` runs at each connection: what happened in between is not
 * known, so whoever listens looks again. A hidden page lets go of its connection.
 * @param {readonly string[]} types
 * @param {{ onOpen: () => void, onLost: () => void, onEvent: (data: unknown) => void }} listener
 */
export function listen(types, listener) {
  /** @type {EventSource | null} */
  let source = null;
  let cancelRetry = () => {};
  const close = () => {
    cancelRetry();
    source?.close();
    source = null;
  };
  const open = () => {
    close();
    const opened = new EventSource('/v1/events');
    source = opened;
    opened.addEventListener('open', () => listener.onOpen());
    opened.addEventListener('error', () => {
      listener.onLost();
      // The browser tries again by itself, but not after an answer that was no stream.
      if (opened.readyState === EventSource.CLOSED) cancelRetry = later(retryMs, open);
    });
    for (const type of types) {
      opened.addEventListener(type, (event) => listener.onEvent(JSON.parse(event.data)));
    }
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) close();
    else if (!source) open();
  });
  open();
}
