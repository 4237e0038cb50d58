import type { HttpRequest } from '@azure/functions';
import { onlyTenant } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';

/** The request that the client sent. @param requestId Its name, where the client gave it none. */
export function webRequestOf(
  { url, method, headers, body }: HttpRequest,
  requestId: string,
  signal: AbortSignal,
): Request {
  const sent = new Headers([...headers]);
  if (!sent.has('x-request-id')) sent.set('x-request-id', requestId);
  // The types of Node's two streams differ, the stream does not.
  const content = body as unknown as ReadableStream<Uint8Array<ArrayBuffer>> | null;
  return new Request(url, {
    method,
    headers: sent,
    signal,
    ...(content && { body: content, duplex: 'half' as const }),
  });
}

interface Claim {
  readonly typ?: unknown;
  readonly val?: unknown;
}

/**
 * The tenant of a request. App Service's own authentication puts the claims of the token that it
 * verified into a header, and drops what a client sends under that name: where a claim is wanted it
 * must be switched on. Throws `unauthenticated` where the claim is not there, or says two things.
 */
export function tenantOf({ headers }: HttpRequest, claim: string | null): string {
  if (claim === null) return onlyTenant;
  const values = claimsOf(headers.get('x-ms-client-principal'))
    .filter(({ typ }) => typ === claim)
    .map(({ val }) => val);
  const [tenant] = values;
  const isOne = values.every((value) => value === tenant);
  if (isOne && typeof tenant === 'string' && tenant !== '') return tenant;
  throw new SupportError('unauthenticated', 'The platform vouched for no tenant.');
}

function claimsOf(principal: string | null): readonly Claim[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(principal ?? '', 'base64').toString('utf8'));
    const claims = read instanceof Object && 'claims' in read ? read.claims : [];
    return Array.isArray(claims) ? claims.filter((one) => one instanceof Object) : [];
  } catch {
    return [];
  }
}
