import { contentHash } from '#src/foundation/identity.ts';

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

export const html = 'text/html; charset=utf-8';

export const etagOf = (text: string): string => `"${contentHash(text).slice(0, 32)}"`;

/** Something that people look at. A browser that has it already is told so. */
export function pageResponse(
  requestId: string,
  request: Request,
  text: string,
  type: string,
  status = 200,
  etag = etagOf(text),
): Response {
  const headers = { ...pageHeaders, 'x-request-id': requestId, ...(status === 200 && { etag }) };
  const known = (request.headers.get('if-none-match') ?? '')
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === etag);
  if (known && status === 200) return new Response(null, { status: 304, headers });
  return new Response(text, { status, headers: { ...headers, 'content-type': type } });
}
