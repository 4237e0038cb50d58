import { gunzipSync } from 'node:zlib';
import { SupportError } from '#src/foundation/support-error.ts';
import { decodeText } from '../documents/decode-text.ts';
import { allowsAll, parseRobots, type Robots } from './robots.ts';
import { robotName, type SiteClient } from './site-client.ts';
import { parseSitemap, type Sitemap, type SitemapEntry } from './sitemap.ts';

/** A site before its pages are fetched. */
export interface Site {
  readonly origin: string;
  readonly robots: Robots;
  /** What its sitemaps list, each address once, sorted. */
  readonly pages: readonly SitemapEntry[];
}

/** As the protocol has it, unpacked. */
const sitemapBytes = 50 * 1024 * 1024;
const mostSitemaps = 100;
const robotsBytes = 1024 * 1024;

/** @throws SupportError as {@link SiteClient.get}, for robots.txt and for every sitemap. */
export async function findPages(client: SiteClient, address: URL): Promise<Site> {
  const { origin } = address;
  const robots = await robotsOf(client, address);
  const isSitemap = /\.xml(\.gz)?$/i.test(address.pathname);
  const named = robots.sitemaps.length > 0 ? robots.sitemaps : ['/sitemap.xml'];
  const waiting = isSitemap ? [address.href] : named.map((one) => absolute(one, address));
  const seen = new Set<string>();
  const pages = new Map<string, SitemapEntry>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const one = new URL(next);
    // A sitemap may speak for its own site only.
    if (one.origin !== origin || seen.has(one.href)) continue;
    seen.add(one.href);
    if (seen.size > mostSitemaps) {
      throw new SupportError('too_large', `The site has over ${mostSitemaps} sitemaps.`);
    }
    const { isIndex, entries } = await sitemapAt(client, one);
    for (const entry of entries) {
      const href = absolute(entry.address, one);
      if (isIndex) waiting.push(href);
      else pages.set(href, { ...entry, address: href });
    }
  }
  const sorted = [...pages.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
  return { origin, robots, pages: sorted };
}

/** RFC 9309: without one everything is allowed; where it cannot be had, nothing is. */
async function robotsOf(client: SiteClient, address: URL): Promise<Robots> {
  try {
    const { bytes } = await client.get(new URL('/robots.txt', address), () => robotsBytes);
    return parseRobots(new TextDecoder().decode(bytes), robotName);
  } catch (error) {
    if (!(error instanceof SupportError)) throw error;
    if (['not_found', 'permission_denied', 'invalid_argument'].includes(error.code))
      return allowsAll;
    const message = `The robots.txt of ${address.origin} cannot be had. ${error.message}`;
    throw new SupportError(error.code, message, { cause: error });
  }
}

async function sitemapAt(client: SiteClient, address: URL): Promise<Sitemap> {
  try {
    const { bytes } = await client.get(address, () => sitemapBytes);
    return parseSitemap(decodeText(unpacked(bytes)));
  } catch (error) {
    const { code, message } =
      error instanceof SupportError
        ? error
        : new SupportError('data_corrupt', 'It is damaged, or unpacks to over 50 MiB.');
    const where = `${address.href.slice(0, 200)}: ${message}`;
    throw new SupportError(code, where, { cause: error });
  }
}

/** What is packed says so in its first bytes, whatever its name is. */
function unpacked(bytes: Uint8Array): Uint8Array {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isPacked ? gunzipSync(bytes, { maxOutputLength: sitemapBytes }) : bytes;
}

/** Without what stands behind `#`, which is a place on a page. What is no address stays as it is. */
function absolute(address: string, base: URL): string {
  if (!URL.canParse(address, base.href)) {
    throw new SupportError('data_corrupt', `It lists ${JSON.stringify(address.slice(0, 100))}.`);
  }
  const url = new URL(address, base.href);
  url.hash = '';
  return url.href;
}
