import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';

/** What fetches: the platform's own, or one of a test. */
export type Fetch = (address: URL, request: RequestInit) => Promise<Response>;

export interface SiteClientOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How long one request may take, redirects and the whole answer included. */
  readonly requestMs: number;
}

export interface SiteAnswer {
  /** Where it was found in the end. */
  readonly address: URL;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** By this name robots.txt can address it. */
export const robotName = 'SupportMax';
const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

/** Asks one site, and nobody else wherever it leads. */
export class SiteClient {
  readonly #options: SiteClientOptions;

  constructor(options: SiteClientOptions) {
    this.#options = options;
  }

  /**
   * What an address answers; `mayFollow` is asked before each redirect.
   * @throws SupportError `not_found`, `permission_denied` (also for what leads to another site),
   * `too_large`, `rate_limited`, `deadline_exceeded`, `unavailable`, `invalid_argument`.
   */
  async get(
    address: URL,
    limitBytesOf: (headers: Headers) => number,
    mayFollow: (address: URL) => boolean = () => true,
  ): Promise<SiteAnswer> {
    const { clock, requestMs, signal } = this.#options;
    const done = new AbortController();
    const late = new SupportError('deadline_exceeded', `It took over ${requestMs / 1000} seconds.`);
    const timer = new AbortController();
    clock.sleep(requestMs, done.signal).then(
      () => timer.abort(late),
      () => {},
    );
    const both = AbortSignal.any([signal, timer.signal]);
    try {
      return await this.#follow(address, limitBytesOf, mayFollow, both);
    } catch (error) {
      if (timer.signal.aborted) throw late;
      signal.throwIfAborted();
      if (error instanceof SupportError) throw error;
      throw new SupportError('unavailable', 'It does not answer.', { cause: error });
    } finally {
      done.abort();
    }
  }

  async #follow(
    from: URL,
    limitBytesOf: (headers: Headers) => number,
    mayFollow: (address: URL) => boolean,
    signal: AbortSignal,
  ): Promise<SiteAnswer> {
    let address = from;
    for (let count = 0; count <= mostRedirects; count += 1) {
      const headers = { 'user-agent': robotName, accept: '*/*' };
      const response = await this.#options.fetch(address, { redirect: 'manual', headers, signal });
      if (!redirects.has(response.status)) {
        if (!response.ok) throw await refused(response);
        const bytes = await bytesOf(response, limitBytesOf(response.headers));
        return { address, headers: response.headers, bytes };
      }
      await response.body?.cancel();
      address = nextAddress(address, response);
      if (address.origin !== from.origin) {
        throw new SupportError('permission_denied', `It leads to another site, ${address.origin}.`);
      }
      if (!mayFollow(address)) {
        throw new SupportError('permission_denied', 'It leads to what robots.txt does not allow.');
      }
    }
    throw new SupportError('invalid_argument', `It redirects over ${mostRedirects} times.`);
  }
}

function nextAddress(from: URL, response: Response): URL {
  const location = response.headers.get('location') ?? '';
  if (location === '' || !URL.canParse(location, from.href)) {
    throw new SupportError('invalid_argument', 'It redirects to no address.');
  }
  return new URL(location, from.href);
}

async function refused(response: Response): Promise<SupportError> {
  await response.body?.cancel();
  const { status } = response;
  const message = `It answers ${status}.`;
  if (status === 404 || status === 410) return new SupportError('not_found', message);
  if (status === 429) return new SupportError('rate_limited', message);
  if (status === 401 || status === 403) return new SupportError('permission_denied', message);
  return new SupportError(status >= 500 ? 'unavailable' : 'invalid_argument', message);
}

/** The body as far as it may go: nobody is believed on how long it is. */
async function bytesOf(response: Response, limitBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > limitBytes) {
      const limit = Math.round(limitBytes / 1024 / 1024);
      throw new SupportError('too_large', `It is larger than ${limit} MiB.`);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
