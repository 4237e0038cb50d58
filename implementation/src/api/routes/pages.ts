import { contentHash } from '#src/foundation/identity.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Desk } from '../desk.ts';
import { requestIdOf } from '../request-id.ts';
import { articlePage, escapeHtml, framedPage } from './article-page.ts';
import { indexFile, readWebFile, webFiles } from './web-files.ts';

/** Something that people look at: an address and what is there. Not part of the described API. */
export interface Page {
  /** In OpenAPI's form: `/articles/{id}`. */
  readonly path: string;
  /** Throws `not_found` where the address leads nowhere. */
  respond(request: Request, params: Readonly<Record<string, string>>): Response;
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageHeaders = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  // What is here may change with the next release: a browser asks, and is told when nothing did.
  'cache-control': 'no-cache',
};

const html = 'text/html; charset=utf-8';

/** The pages of a desk; their files are read once. */
export function pagesOf(desk: Desk): readonly Page[] {
  const { company } = desk.policy;
  const index = readWebFile(indexFile).replaceAll('{{company}}', escapeHtml(company));
  const missing = framedPage({
    company,
    title: 'Not found',
    language: 'en',
    main: '<h1>This article is not here</h1>\n<p>It may have been renamed or taken back. <a href="/">Go to the desk</a></p>',
  });
  return [
    fixed(desk, '/', index, html),
    ...webFiles.map(([name, type]) => fixed(desk, `/web/${name}`, readWebFile(name), type)),
    {
      path: '/articles/{id}',
      respond(request, { id = '' }) {
        const article = desk.articles.get(id);
        if (article) {
          const quote = new URL(request.url).searchParams.get('quote');
          return document(desk, request, articlePage(article, quote, company), html);
        }
        if (prefersHtml(request)) return document(desk, request, missing, html, 404);
        throw new SupportError('not_found', `There is no article ${id.slice(0, 200)}.`);
      },
    },
  ];
}

/** Whether a browser asks: a program takes a problem's JSON. */
const prefersHtml = (request: Request): boolean =>
  (request.headers.get('accept') ?? '').includes('text/html');

function fixed(desk: Desk, path: string, text: string, type: string): Page {
  const etag = etagOf(text);
  return { path, respond: (request) => document(desk, request, text, type, 200, etag) };
}

const etagOf = (text: string): string => `"${contentHash(text).slice(0, 32)}"`;

function document(
  desk: Desk,
  request: Request,
  text: string,
  type: string,
  status = 200,
  etag = etagOf(text),
): Response {
  const requestId = requestIdOf(desk, request);
  const headers = { ...pageHeaders, 'x-request-id': requestId, ...(status === 200 && { etag }) };
  const known = (request.headers.get('if-none-match') ?? '')
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === etag);
  if (known && status === 200) return new Response(null, { status: 304, headers });
  return new Response(text, { status, headers: { ...headers, 'content-type': type } });
}
