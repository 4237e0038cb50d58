import * as z from 'zod';
import { onlyTenant } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';

const claims = z.record(z.string(), z.unknown()).nullish();

/** A request by API Gateway's HTTP APIs or a function's URL: their format 2.0. */
export const httpEvent = z.object({
  version: z.literal('2.0'),
  rawPath: z.string().startsWith('/'),
  rawQueryString: z.string(),
  cookies: z.array(z.string()).optional(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean(),
  requestContext: z.object({
    domainName: z.string().min(1),
    stage: z.string(),
    http: z.object({ method: z.string().min(1) }),
    authorizer: z
      .object({ jwt: z.object({ claims }).nullish(), lambda: claims })
      .partial()
      .nullish(),
  }),
});

export type HttpEvent = z.output<typeof httpEvent>;

/** The request that the client sent. @param requestId Its name, where the client gave it none. */
export function requestOf(event: HttpEvent, requestId: string, signal: AbortSignal): Request {
  const { cookies = [], requestContext, rawQueryString, body } = event;
  const { method } = requestContext.http;
  const headers = new Headers({ 'x-request-id': requestId });
  for (const [name, value] of Object.entries(event.headers)) headers.set(name, bytesOf(value));
  if (cookies.length > 0) headers.set('cookie', bytesOf(cookies.join('; ')));
  const query = rawQueryString === '' ? '' : `?${rawQueryString}`;
  const url = `https://${requestContext.domainName}${pathOf(event)}${query}`;
  const hasBody = body !== undefined && body !== null && method !== 'GET' && method !== 'HEAD';
  const encoding = event.isBase64Encoded ? 'base64' : 'utf8';
  return new Request(url, {
    method,
    headers,
    signal,
    ...(hasBody && { body: Buffer.from(body, encoding) }),
  });
}

/** The path below the stage, which is its first segment unless it is the default one. */
function pathOf({ rawPath, requestContext: { stage } }: HttpEvent): string {
  const prefix = `/${stage}`;
  const inStage = stage !== '$default' && `${rawPath}/`.startsWith(`${prefix}/`);
  const path = inStage ? rawPath.slice(prefix.length) || '/' : rawPath;
  // An HTTP API gives it decoded, a function's URL as it was sent: what ends a path is encoded again.
  return path.replaceAll(/[?#\\\s]|%(?![0-9a-f]{2})/gi, encodeURIComponent);
}

/** Headers hold bytes, one a character; events hold text. */
const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/**
 * The tenant of a request, by the claims of the token that the gateway verified, or by what the
 * gateway's own authoriser function found. Throws `unauthenticated` where the claim is not there.
 */
export function tenantOf({ requestContext }: HttpEvent, claim: string | null): string {
  if (claim === null) return onlyTenant;
  const { jwt, lambda } = requestContext.authorizer ?? {};
  const tenant = jwt?.claims?.[claim] ?? lambda?.[claim];
  if (typeof tenant === 'string' && tenant !== '') return tenant;
  throw new SupportError('unauthenticated', 'The gateway vouched for no tenant.');
}
