import { describe, expect, test } from 'vitest';
import { parseSitemap } from './sitemap.ts';

const space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

test('a sitemap lists pages with the day of their last change', () => {
  const source = `<?xml version="1.0"?><!-- <url><loc>http://a.test/no</loc></url> --><urlset ${space}>
    <url><loc>http://a.test/?a=1&amp;b=&#50;&#x33;</loc><lastmod>2026-02-03T04:05:06Z</lastmod></url>
    <url><loc><![CDATA[http://a.test/<b>]]></loc></url><url><priority>1</priority></url></urlset>`;
  expect(parseSitemap(source)).toEqual({
    isIndex: false,
    entries: [
      { address: 'http://a.test/?a=1&b=23', changed: '2026-02-03' },
      { address: 'http://a.test/<b>', changed: null },
    ],
  });
});

test('an index lists sitemaps', () => {
  const source = `<sitemapindex ${space}><sitemap><loc> http://a.test/1.xml </loc></sitemap></sitemapindex>`;
  const { isIndex, entries } = parseSitemap(source);
  expect([isIndex, entries]).toEqual([true, [{ address: 'http://a.test/1.xml', changed: null }]]);
});

describe('what is none, or too much, is refused', () => {
  test.each([
    ['a page', '<html><body>404</body></html>', 'data_corrupt'],
    ['nothing', '', 'data_corrupt'],
    ['50,001 pages', `<urlset >${'<url><loc>/a</loc></url>'.repeat(50_001)}`, 'too_large'],
  ])('%s', (_, source, code) => {
    expect(() => parseSitemap(source)).toThrow(expect.objectContaining({ code }));
  });

  test.each(['<!--', '<url', '<url ', '<url><loc>', '<loc ', '&#', '<![CDATA['])(
    'a megabyte of %j is read',
    (part) => {
      const source = `<urlset >${part.repeat(1_000_000 / part.length)}`;
      const read = () => parseSitemap(source).entries;
      expect(read()).toEqual([]);
    },
  );
});
