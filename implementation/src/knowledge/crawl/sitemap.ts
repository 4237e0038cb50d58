import { SupportError } from '#src/foundation/support-error.ts';

/** A sitemap lists pages, an index of sitemaps lists those. */
export interface Sitemap {
  readonly isIndex: boolean;
  readonly entries: readonly SitemapEntry[];
}

export interface SitemapEntry {
  readonly address: string;
  /** Day of the last change, YYYY-MM-DD; null where it is not said. */
  readonly changed: string | null;
}

/** As the protocol has it. */
const mostEntries = 50_000;
const references: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/**
 * Reads a sitemap: the little of XML that the protocol allows. Names may have a prefix; nothing is
 * declared, and no reference but the five of XML and those by number is known.
 * @throws SupportError `data_corrupt` for what is none.
 */
export function parseSitemap(source: string): Sitemap {
  const text = withoutComments(source);
  const root = /<(?:[\w-]+:)?(urlset|sitemapindex)[\s>]/.exec(text.slice(0, 10_000))?.[1];
  if (root === undefined) throw new SupportError('data_corrupt', 'It is no sitemap.');
  const isIndex = root === 'sitemapindex';
  const name = isIndex ? 'sitemap' : 'url';
  const entries: SitemapEntry[] = [];
  for (const part of text.split(new RegExp(`<(?:[\\w-]+:)?${name}(?:\\s[^<>]*)?>`)).slice(1)) {
    const address = contentOf(part, 'loc');
    if (address === null) continue;
    if (entries.length === mostEntries) {
      throw new SupportError('too_large', `It lists over ${mostEntries} addresses.`);
    }
    entries.push({ address, changed: dayOf(contentOf(part, 'lastmod')) });
  }
  return { isIndex, entries };
}

/** A comment that never ends takes the rest with it. */
function withoutComments(source: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let start = source.indexOf('<!--'); start >= 0; start = source.indexOf('<!--', at)) {
    parts.push(source.slice(at, start));
    const end = source.indexOf('-->', start);
    if (end < 0) return parts.join('');
    at = end + 3;
  }
  return parts.join('') + source.slice(at);
}

const dayOf = (time: string | null): string | null =>
  /^\d{4}-\d{2}-\d{2}/.exec(time ?? '')?.[0] ?? null;

/** Null where an entry has no such element, or one that does not end. */
function contentOf(part: string, name: string): string | null {
  const open = new RegExp(`<${name}(?:\\s[^<>]*)?>`).exec(part);
  if (open === null) return null;
  const start = open.index + open[0].length;
  const end = part.indexOf(`</${name}`, start);
  if (end < 0) return null;
  const inner = part.slice(start, end).trim();
  const data = /^<!\[CDATA\[(.*)\]\]>$/s.exec(inner)?.[1];
  return (data ?? inner.replaceAll(/&(?:#(x?)([0-9a-f]+)|(\w+));/gi, referred)).trim();
}

function referred(whole: string, hex: string | undefined, digits?: string, name?: string): string {
  if (name !== undefined) return references[name] ?? whole;
  const code = Number.parseInt(digits ?? '', hex ? 16 : 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
