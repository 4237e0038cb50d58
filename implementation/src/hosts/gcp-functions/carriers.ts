import { onlyTenant } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { traceIdOf } from '../carried.ts';

/** Headers by their names in small letters, as Node has them. */
export type HeadersByName = Readonly<Record<string, string | string[] | undefined>>;

/**
 * The tenant of a request. API Gateway puts the claims of the token that it verified into a header,
 * and drops what a client sends under that name: nobody else may be let through to the function.
 * Throws `unauthenticated` where the claim is wanted and not there.
 */
export function tenantOfRequest(headers: HeadersByName, claim: string | null): string {
  if (claim === null) return onlyTenant;
  const tenant = claimsOf(headers['x-apigateway-api-userinfo'])[claim];
  if (typeof tenant === 'string' && tenant !== '') return tenant;
  throw new SupportError('unauthenticated', 'The gateway vouched for no tenant.');
}

function claimsOf(userinfo: string | string[] | undefined): Record<string, unknown> {
  if (typeof userinfo !== 'string' || !/^[\w-]+={0,2}$/.test(userinfo)) return {};
  try {
    const claims: unknown = JSON.parse(Buffer.from(userinfo, 'base64url').toString('utf8'));
    return claims instanceof Object ? { ...claims } : {};
  } catch {
    return {};
  }
}

/** The trace of a request: W3C's header, or the older one of Google, `TRACE_ID/SPAN_ID;o=1`. */
export function traceIdOfRequest(headers: HeadersByName): string | null {
  const [, traceId] = /^([0-9a-f]{32})(?:\/|$)/.exec(one(headers['x-cloud-trace-context'])) ?? [];
  return traceIdOf(one(headers.traceparent)) ?? traceId ?? null;
}

const one = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value : '';
