import { createContext, onlyTenant, type RequestContext } from '#src/foundation/request-context.ts';
import type { Millis } from '#src/foundation/time.ts';

/**
 * What came with a call by the host's own carriers: the gateway's authoriser, a message's attributes,
 * a trace header, the time that the platform leaves. Never by a body, nor by what a client can set.
 */
export interface Carried {
  /** Empty where the call is nobody's in particular: a schedule's. */
  readonly tenant: string;
  /** Null: it gets a new one. */
  readonly requestId: string | null;
  /** W3C, 32 hex digits. */
  readonly traceId: string | null;
  /** When the caller no longer waits, or the platform ends the call, whichever comes first. */
  readonly deadline: Millis | null;
}

export const nothingCarried: Carried = {
  tenant: onlyTenant,
  requestId: null,
  traceId: null,
  deadline: null,
};

export const contextOfCarried = (
  { tenant, requestId, traceId, deadline }: Carried,
  newId: () => string,
): RequestContext => createContext({ tenant, requestId: requestId ?? newId(), traceId, deadline });

/** The earlier of two times; null is never. */
export const earlier = (left: Millis | null, right: Millis | null): Millis | null =>
  left === null ? right : right === null ? left : Math.min(left, right);

/** The trace of a `traceparent` header (W3C Trace Context), or null where it is none. */
export function traceIdOf(traceparent: string | null | undefined): string | null {
  const [, traceId = null] =
    /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/.exec(traceparent ?? '') ?? [];
  return traceId === '0'.repeat(32) ? null : traceId;
}
