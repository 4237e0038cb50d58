import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#src/foundation/time.ts';
import { makePdf } from '#src/testing/documents/make-pdf.ts';
import { type KeptDocument, takeIn } from '../load/take-in.ts';
import { type CrawlLimits, websiteFiles } from './website-files.ts';

type Page = string | Buffer | ((response: ServerResponse) => void);

/** What the site answers, by path; anything else is not there. */
let pages: Record<string, Page>;
let asked: string[];
let server: Server;
let most: number;
let origin: string;

beforeEach(async () => {
  pages = {};
  asked = [];
  most = 0;
  let open = 0;
  server = createServer((request, response) => {
    const page = pages[request.url ?? ''];
    asked.push(request.url ?? '');
    open += 1;
    most = Math.max(most, open);
    response.on('close', () => {
      open -= 1;
    });
    if (page === undefined) response.writeHead(404).end();
    else if (typeof page === 'function') page(response);
    else response.writeHead(200, { 'content-type': typeOf(request.url ?? '') }).end(page);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const typeOf = (path: string) =>
  path.endsWith('.pdf') ? 'application/pdf' : path.endsWith('.png') ? 'image/png' : 'text/html';

const sitemap = (...paths: readonly string[]) =>
  `<urlset >${paths.map((path) => `<url><loc>${path.includes(':') ? path : `${origin}${path}`}</loc></url>`).join('')}</urlset>`;

function crawl(limits: Partial<CrawlLimits> = {}, path = '/', kept: readonly KeptDocument[] = []) {
  const files = websiteFiles({
    address: new URL(path, origin),
    fetch: (address, request) => fetch(address, request),
    clock: systemClock,
    signal: new AbortController().signal,
    limits,
  });
  return takeIn(files, kept, { language: 'en' });
}

/** What became of each path, by outcome or code. */
const told = ({ changes }: Awaited<ReturnType<typeof crawl>>) =>
  Object.fromEntries(
    changes.map((change) => [
      change.path.replace(origin, ''),
      'problem' in change ? change.problem.code : change.outcome,
    ]),
  );
const to = (location: string) => (response: ServerResponse) =>
  void response.writeHead(302, { location }).end();

test('a site is read by its sitemap: pages, and documents among them', async () => {
  pages = {
    '/sitemap.xml': sitemap('/', '/guide/index.html', '/a.pdf', '/logo.png', '/gone', '/?q=1'),
    '/': '<title>Home</title><p>Welcome.',
    '/guide/index.html': '<h1>Guide</h1><p>How.',
    '/a.pdf': makePdf([[{ text: 'Paper.' }]]),
    '/logo.png': 'png',
    '/?q=1': '<h1>Found</h1><p>One.',
  };
  const result = await crawl();
  expect(told(result)).toEqual({
    '/': 'added',
    '/?q=1': 'added',
    '/a.pdf': 'added',
    '/gone': 'not_found',
    '/guide/index.html': 'added',
    '/logo.png': 'ignored',
  });
  const articles = result.documents.flatMap((document) => document.articles);
  expect(articles.map(({ id, title, text }) => [id, title, text])).toEqual([
    ['home', 'Home', 'Welcome.'],
    ['home-q-1', 'Found', 'One.'],
    ['a-pdf', 'a.pdf', 'Paper.'],
    ['guide', 'Guide', 'How.'],
  ]);
});

test('a packed index leads to packed sitemaps of this site alone', async () => {
  const index = (...paths: string[]) =>
    `<sitemapindex >${paths.map((path) => `<sitemap><loc>${path}</loc></sitemap>`).join('')}</sitemapindex>`;
  pages = {
    '/robots.txt': 'Sitemap: /index.xml.gz',
    '/index.xml.gz': gzipSync(
      index('/1.xml.gz', '/2.xml', '/index.xml.gz', 'http://other.test/3.xml'),
    ),
    '/1.xml.gz': gzipSync(sitemap('/a')),
    '/2.xml': sitemap('/a', '/b#part'),
    '/a': '<p>A.',
    '/b': '<p>B.',
  };
  expect(told(await crawl())).toEqual({ '/a': 'added', '/b': 'added' });
  expect(asked.filter((path) => path === '/a')).toHaveLength(1);
});

test('robots.txt holds, for what is led to as well', async () => {
  pages = {
    '/robots.txt': 'User-agent: *\nDisallow: /secret',
    '/sitemap.xml': sitemap('/secret/a', '/b', '/c'),
    '/secret/a': '<p>No.',
    '/b': to('/secret/a'),
    '/c': '<p>C.',
  };
  expect(told(await crawl())).toEqual({
    '/b': 'permission_denied',
    '/c': 'added',
    '/secret/a': 'permission_denied',
  });
  expect(asked).not.toContain('/secret/a');
});

describe('what leads away, round or on', () => {
  test('another site is never asked; circles end; a page that moved is read once', async () => {
    const other = createServer(() => expect.unreachable());
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const away = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    pages = {
      '/sitemap.xml': sitemap('/away', `${away}x`, '/loop', '/moved', '/new', '/nowhere'),
      '/away': to(away),
      '/loop': to('/loop'),
      '/moved': to('/new'),
      '/new': '<p>New.',
      '/nowhere': (response) => void response.writeHead(301).end(),
    };
    const result = told(await crawl());
    other.close();
    expect(result).toEqual({
      '/away': 'permission_denied',
      [`${away}x`]: 'permission_denied',
      '/loop': 'invalid_argument',
      '/moved': 'added',
      '/nowhere': 'invalid_argument',
    });
  });
});

describe('limits', () => {
  const endless = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const write = () => {
      while (response.write('<p>more</p>'.repeat(10_000)));
      response.once('drain', write);
    };
    write();
  };

  test('a page without end and one that never comes are left, and the others read', async () => {
    pages = {
      '/sitemap.xml': sitemap('/endless', '/late', '/late2', '/z'),
      '/endless': endless,
      '/late': () => {},
      '/late2': (response) => void response.writeHead(200).write('<p>'),
      '/z': '<p>Z.',
    };
    expect(told(await crawl({ requestMs: 700 }))).toEqual({
      '/endless': 'too_large',
      '/late': 'deadline_exceeded',
      '/late2': 'deadline_exceeded',
      '/z': 'added',
    });
  });

  test('pages, bytes and time of the whole crawl', async () => {
    pages = { '/sitemap.xml': sitemap('/a', '/b'), '/a': '<p>A.', '/b': '<p>B.' };
    const ended = { '/a': 'added', '/b': 'too_large' };
    expect(told(await crawl({ pages: 1, atOnce: 1 }))).toEqual(ended);
    expect(told(await crawl({ bytes: 3, atOnce: 1 }))).toEqual(ended);
    const late = 'deadline_exceeded';
    expect(told(await crawl({ crawlMs: 0 }))).toEqual({ '/a': late, '/b': late });
  });

  test('no more requests at once than are meant', async () => {
    const paths = Array.from({ length: 12 }, (_, index) => `/${index}`);
    pages = { '/sitemap.xml': sitemap(...paths) };
    for (const path of paths) {
      pages[path] = (response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        setTimeout(() => response.end(`<p>${path}`), 5);
      };
    }
    expect((await crawl({ atOnce: 3 })).documents).toHaveLength(12);
    expect(most).toBeLessThanOrEqual(3);
    expect(most).toBeGreaterThan(1);
  });
});

test('again: what is the same is unchanged, what fails for now is kept, what is gone leaves', async () => {
  pages = { '/sitemap.xml': sitemap('/a', '/b', '/c', '/d') };
  for (const path of ['/a', '/b', '/c', '/d']) pages[path] = `<p>${path}`;
  const first = await crawl();
  pages['/a'] = '<p>Other.';
  pages['/b'] = (response) => void response.writeHead(503).end();
  pages['/sitemap.xml'] = sitemap('/a', '/b', '/c');
  const second = await crawl({}, '/', first.documents);
  expect(told(second)).toEqual({
    '/a': 'changed',
    '/b': 'unavailable',
    '/c': 'unchanged',
    '/d': 'removed',
  });
  const texts = second.documents.flatMap(({ articles }) => articles.map(({ text }) => text));
  expect(texts).toEqual(['Other.', '/b', '/c']);
});

describe('without a sitemap nothing is known of a site, and nothing changes', () => {
  test.each<[string, Record<string, Page>, string]>([
    ['none', {}, 'not_found'],
    ['a page in its place', { '/sitemap.xml': '<html>' }, 'data_corrupt'],
    ['a bomb', { '/sitemap.xml': gzipSync(Buffer.alloc(60 * 1024 * 1024)) }, 'data_corrupt'],
    [
      'robots.txt fails',
      { '/robots.txt': (response) => void response.writeHead(500).end() },
      'unavailable',
    ],
  ])('%s', async (_, given, code) => {
    pages = given;
    await expect(crawl()).rejects.toMatchObject({ code });
  });

  test('nobody there', async () => {
    server.close();
    await expect(crawl()).rejects.toMatchObject({ code: 'unavailable' });
  });
});
