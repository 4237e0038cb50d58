import { SupportError } from './support-error.ts';
import type { Clock, Millis } from './time.ts';

/**
 * Who asks, until when, and under which trace. The tenant is taken from here and nowhere else:
 * never from a body, a prompt or a header that a client can set.
 */
export interface RequestContext {
  readonly tenant: string;
  readonly requestId: string;
  /** Of the trace that this is part of (W3C: 32 hex digits), or null where nobody traces. */
  readonly traceId: string | null;
  /** Wall-clock time after which the caller no longer waits, or null. */
  readonly deadline: Millis | null;
  readonly signal: AbortSignal;
}

/** Until API keys exist everybody is this tenant, unless a gateway says otherwise. */
export const onlyTenant = 'default';

const neverAborted = new AbortController().signal;

export function createContext(
  fields: Pick<RequestContext, 'tenant' | 'requestId'> & Partial<RequestContext>,
): RequestContext {
  return { deadline: null, signal: neverAborted, traceId: null, ...fields };
}

/** True when the caller has gone or its time is up. */
export const isOver = ({ signal, deadline }: RequestContext, clock: Clock): boolean =>
  signal.aborted || (deadline !== null && clock.now() > deadline);

/** Throws `deadline_exceeded` when the caller has gone or its time is up. */
export function assertTimeLeft(context: RequestContext, clock: Clock): void {
  if (context.signal.aborted) {
    throw new SupportError('deadline_exceeded', 'The request was cancelled.', {
      cause: context.signal.reason,
    });
  }
  if (context.deadline !== null && clock.now() > context.deadline) {
    throw new SupportError('deadline_exceeded', 'The request took longer than its deadline.');
  }
}
