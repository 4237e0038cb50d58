import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articlePage } from '#src/api/article-page.ts';
import type { MemoryDesk } from '#src/testing/api/memory-desk.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';

let desk: MemoryDesk;
beforeAll(async () => {
  desk = await openMemoryDesk();
});
afterAll(() => desk.close());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  desk.fetch(new Request(`http://desk.test${path}`, { method, headers }));
const browsing = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('the files of the page', () => {
  const folder = new URL('../../web/', import.meta.url);
  const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' } as const;

  it('come with a policy that lets nothing else in, and are checked again each time', async () => {
    for (const path of ['/', '/web/page.css', '/web/desk-page.js', '/web/favicon.svg']) {
      const { status, headers } = await get(path);
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
          "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-cache');
      const again = await get(path, { 'if-none-match': `"other", W/${headers.get('etag')}` });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      const head = await get(path, {}, 'HEAD');
      expect(head.status).toBe(200);
      expect(head.headers.get('etag')).toBe(headers.get('etag'));
      expect(await head.text()).toBe('');
    }
  });

  it('are served as what they are, with every file that they name', async () => {
    const index = await (await get('/')).text();
    const named = [...index.matchAll(/(?:src|href)="(\/web\/[^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
    const seen = new Set(named);
    for (const path of seen) {
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 200]);
      const ending = path.split('.').at(-1) as keyof typeof types;
      expect(response.headers.get('content-type')).toContain(types[ending]);
      const text = await response.text();
      for (const [, name] of text.matchAll(/from '\.\/([^']+)'/g)) seen.add(`/web/${name}`);
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  it('are the only ones: nothing else of the folder or beyond it can be had', async () => {
    const others = readdirSync(folder).filter((name) => /\.ts$|\.json$|probe/.test(name));
    const paths = ['../api/app.ts', '..%2fapi%2fapp.ts', '%2e%2e/api/app.ts', ...others, ''];
    for (const path of paths)
      expect([path, (await get(`/web/${path}`)).status]).toEqual([path, 404]);
  });

  it('never turn text into HTML', () => {
    const parsing =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|srcdoc/;
    const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
    for (const name of scripts)
      expect(readFileSync(new URL(name, folder), 'utf8')).not.toMatch(parsing);
  });
});

describe('every page and file', () => {
  it('names its request, as the caller named it or anew', async () => {
    const { id } = desk.content.articles[0] ?? { id: '' };
    const paths = ['/', '/web/page.css', `/articles/${id}`, '/articles/no-such-article'];
    for (const path of paths) {
      const given = await get(path, { ...browsing, 'x-request-id': 'mine-1' });
      expect([path, given.headers.get('x-request-id')]).toEqual([path, 'mine-1']);
      const etag = given.headers.get('etag') ?? '';
      const ids = new Set<string | null>();
      for (const headers of [{}, { 'if-none-match': etag }, { 'x-request-id': '<b> "' }]) {
        ids.add((await get(path, { ...browsing, ...headers })).headers.get('x-request-id'));
      }
      expect(ids.size).toBe(3);
      for (const one of ids) expect(one).toMatch(/^[\w-]+$/);
    }
  });
});

describe('an article’s page', () => {
  /** What a reader of the page sees. */
  const readable = (html: string) =>
    html
      .replace(/^.*<article>|<\/article>.*$/gs, '')
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  const bare = (text: string) => text.replaceAll(/^ *(?:•|\d+\.) /gm, '').replaceAll(/\s+/g, '');

  it('holds every word of every article, in order', async () => {
    for (const { id, title, text } of desk.content.articles) {
      const html = await (await get(`/articles/${id}`)).text();
      expect(bare(readable(html))).toBe(bare(`${title}\n${text}`));
    }
  });

  it('marks the quoted passage, wherever it begins and ends', async () => {
    for (const { id, text } of desk.content.articles.slice(0, 40)) {
      const quote = text.slice(Math.floor(text.length / 3), Math.floor((text.length * 2) / 3));
      const html = await (await get(`/articles/${id}?quote=${encodeURIComponent(quote)}`)).text();
      const marked = [...html.matchAll(/<mark[^>]*>([^<]*)<\/mark>/g)].map(
        ([, part]) => part ?? '',
      );
      // Where a list begins amid the quote, its numbers are the list's own and not marked text.
      expect(bare(readable(`<article>${marked.join('\n')}`))).toBe(bare(quote));
      expect(html.match(/id="quote"/g)).toHaveLength(1);
    }
  });

  it('keeps what an article says as text', () => {
    const text = '<script>alert(1)</script>\n\n• <img src=x onerror="x()">\n\na: </pre>\nb';
    const article = { id: 'x', title: '</title><b>', text, url: '/articles/x', contentHash: '' };
    const html = articlePage({ ...article, language: '"><i>' }, 'onerror="x()"', '<u>');
    expect(html.replace('<img class="mark"', '')).not.toMatch(/<(script|img|b|i|u)>|<img/);
    expect(html.match(/<\/title>|<\/pre>/g)).toEqual(['</title>', '</pre>']);
    expect(html).toContain('<mark id="quote">onerror=&#34;x()&#34;</mark>');
  });

  it('says what is marked in the article’s language, or in English', () => {
    const article = { title: 'T', text: 'Eins. Zwei.' };
    const page = (language: string, quote: string) =>
      articlePage({ ...article, language }, quote, 'Acme');
    expect(page('de-AT', 'Eins.')).toContain('<p class="notice" lang="de">Die markierte Stelle');
    expect(page('es', 'Tres.')).toContain('<p class="notice" lang="es">El pasaje citado ya no');
    expect(page('fr', 'Eins.')).toContain('<p class="notice" lang="en">The marked passage');
  });

  it('says so when the passage is not there any more', async () => {
    const { id } = desk.content.articles[0] ?? { id: '' };
    const html = await (await get(`/articles/${id}?quote=%3Cscript%3Ex`)).text();
    expect(html).toContain('not in this article any more');
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<mark');
  });

  it('is a page for people when there is none, and a problem for programs', async () => {
    const page = await get('/articles/no-such-article', browsing);
    expect(page.status).toBe(404);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('This article is not here');
    const problem = await get('/articles/no-such-article', { accept: 'application/json' });
    expect(problem.status).toBe(404);
    expect(problem.headers.get('content-type')).toBe('application/problem+json');
    expect(await problem.json()).toMatchObject({ code: 'not_found', status: 404 });
    expect((await get('/articles/%E0%A4%A', browsing)).status).toBeLessThan(500);
  });
});
