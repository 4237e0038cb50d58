import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import { bytesLimits, type FoundFile, type KnowledgeKind } from '../load/knowledge-file.ts';
import { findPages, type Site } from './find-pages.ts';
import { type Fetch, type SiteAnswer, SiteClient } from './site-client.ts';
import type { SitemapEntry } from './sitemap.ts';

export interface CrawlLimits {
  readonly pages: number;
  /** Of all pages together. */
  readonly bytes: number;
  /** Of the whole crawl. */
  readonly crawlMs: number;
  /** Of one page. */
  readonly requestMs: number;
  /** Requests at the same time; one where the site asks for a delay between them. */
  readonly atOnce: number;
}

const mebibyte = 1024 * 1024;
/** Of what is no page and no document, such as a picture, so much is taken before it is refused. */
const unreadBytes = mebibyte;
const crawlLimits: CrawlLimits = {
  pages: 5_000,
  bytes: 512 * mebibyte,
  crawlMs: 15 * 60_000,
  requestMs: 20_000,
  atOnce: 2,
};

export interface CrawlOptions {
  /** A sitemap, or any address of the site: its robots.txt or /sitemap.xml leads on. */
  readonly address: URL;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly limits?: Partial<CrawlLimits>;
}

/**
 * The pages that a site's sitemap lists, in the order of their addresses: of that site alone, and
 * none that its robots.txt forbids.
 * @throws SupportError when there is no sitemap to be had: then nothing is known of the site.
 */
export async function* websiteFiles(options: CrawlOptions): AsyncGenerator<FoundFile> {
  const { clock, signal, address } = options;
  const limits = { ...crawlLimits, ...options.limits };
  const client = new SiteClient({ ...options, requestMs: limits.requestMs });
  const endsAt = clock.monotonic() + limits.crawlMs;
  const site = await findPages(client, address);
  const crawl = new Crawl(client, site, limits, options);
  const atOnce = site.robots.delayMs > 0 ? 1 : limits.atOnce;
  const waiting: Promise<Visit>[] = [];
  const rest = site.pages.values();
  const next = () => {
    const page = rest.next().value;
    if (!page) return;
    const visit = crawl.visit(page, clock.monotonic() >= endsAt);
    // It is asked for how it went when its turn comes, or never.
    visit.catch(() => {});
    waiting.push(visit);
  };
  for (let count = 0; count < atOnce; count += 1) next();
  const seen = new Set<string>();
  for (let visit = waiting.shift(); visit; visit = waiting.shift()) {
    const { found, at } = await visit;
    signal.throwIfAborted();
    next();
    // Another address has led there already.
    if (at !== null && seen.has(at)) continue;
    if (at !== null) seen.add(at);
    yield found;
  }
}

interface Visit {
  readonly found: FoundFile;
  /** Where the page was found in the end; null where it was not. */
  readonly at: string | null;
}

/** What may be asked of the site, and how much may still be taken. */
class Crawl {
  readonly #client: SiteClient;
  readonly #site: Site;
  readonly #limits: CrawlLimits;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #pagesLeft: number;
  #bytesLeft: number;

  constructor(client: SiteClient, site: Site, limits: CrawlLimits, options: CrawlOptions) {
    this.#client = client;
    this.#site = site;
    this.#limits = limits;
    this.#clock = options.clock;
    this.#signal = options.signal;
    this.#pagesLeft = limits.pages;
    this.#bytesLeft = limits.bytes;
  }

  async visit({ address, changed }: SitemapEntry, isLate: boolean): Promise<Visit> {
    try {
      const answer = await this.#fetched(new URL(address), isLate);
      return { found: this.#fileOf(answer, address, changed), at: answer.address.href };
    } catch (error) {
      if (error instanceof SupportError)
        return { found: { path: address, problem: error }, at: null };
      throw error;
    }
  }

  #fileOf(answer: SiteAnswer, path: string, changed: string | null): FoundFile {
    const { headers, bytes } = answer;
    const kind = kindOf(headers);
    if (kind === undefined) {
      return { path, ignored: `${headers.get('content-type') ?? 'what has no type'} is not read` };
    }
    const charset = /charset="?([\w-]+)/i.exec(headers.get('content-type') ?? '')?.[1];
    const updated = changed ?? this.#dayOf(answer);
    return { path, file: { path, kind, bytes, charset, fields: null, updated } };
  }

  async #fetched(address: URL, isLate: boolean): Promise<SiteAnswer> {
    const { robots } = this.#site;
    const allows = ({ pathname, search }: URL) => robots.allows(`${pathname}${search}`);
    if (address.origin !== this.#site.origin) {
      throw new SupportError('permission_denied', `It is of another site, ${address.origin}.`);
    }
    if (!allows(address)) {
      throw new SupportError('permission_denied', 'The robots.txt of the site does not allow it.');
    }
    if (isLate) {
      const minutes = this.#limits.crawlMs / 60_000;
      throw new SupportError('deadline_exceeded', `The crawl ended after ${minutes} minutes.`);
    }
    if (this.#pagesLeft <= 0 || this.#bytesLeft <= 0) {
      const { pages, bytes } = this.#limits;
      const size = `${pages} pages or ${Math.round(bytes / mebibyte)} MiB`;
      throw new SupportError('too_large', `The crawl ended after ${size}.`);
    }
    this.#pagesLeft -= 1;
    if (robots.delayMs > 0) await this.#clock.sleep(robots.delayMs, this.#signal);
    const answer = await this.#client.get(address, limitBytesOf, allows);
    this.#bytesLeft -= answer.bytes.length;
    return answer;
  }

  #dayOf({ headers }: SiteAnswer): string {
    const modifiedMs = Date.parse(headers.get('last-modified') ?? '');
    const timeMs = Number.isNaN(modifiedMs) ? this.#clock.now() : modifiedMs;
    return new Date(timeMs).toISOString().slice(0, 10);
  }
}

const limitBytesOf = (headers: Headers): number => {
  const kind = kindOf(headers);
  return kind === undefined ? unreadBytes : bytesLimits[kind];
};

function kindOf(headers: Headers): KnowledgeKind | undefined {
  const type = (headers.get('content-type') ?? '').toLowerCase();
  if (/^(text\/html|application\/xhtml\+xml)\b/.test(type)) return 'html';
  if (type.startsWith('application/pdf')) return 'pdf';
  return type.includes('wordprocessingml.document') ? 'docx' : undefined;
}
