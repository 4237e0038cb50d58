import { problemResponse } from '#src/api/problem.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import { type Carried, traceIdOf } from '../carried.ts';
import { parsed } from '../parsed.ts';
import { type PlatformEnd, platformEnd } from '../platform-end.ts';
import { understood } from '../reported-failures.ts';
import { type HttpEvent, httpEvent, requestOf, tenantOf } from './http-request.ts';
import { carriedByInvocation, type Invocation } from './lambda-context.ts';
import { traceIdOfXRay } from './x-ray.ts';

/** With the time in which its body has to end. */
export interface HttpAnswer extends PlatformEnd {
  readonly response: Response;
}

/**
 * What the function answers to a request. Whatever fails is an answer too; only an event that is no
 * request has none, for which this throws `invalid_argument`.
 */
export async function answerRequest(event: unknown, invocation: Invocation): Promise<HttpAnswer> {
  const { fn, options } = invocation;
  const request = understood(fn, options, () => parsed(httpEvent, event));
  const carried = carriedByInvocation(invocation);
  // Lambda does not say when a client hangs up.
  const end = platformEnd(options.clock, carried.deadline);
  try {
    const response = await respond(request, carried, invocation, end.over);
    return { response, ...end };
  } catch (error) {
    const { awsRequestId } = invocation.context;
    return { response: problemResponse(toSupportError(error), awsRequestId), ...end };
  }
}

async function respond(
  event: HttpEvent,
  carried: Carried,
  { open, context, options }: Invocation,
  over: AbortSignal,
): Promise<Response> {
  const tenant = tenantOf(event, options.tenantClaim);
  const request = sentRequest(event, context.awsRequestId, over);
  const { headers } = request;
  const traceId =
    traceIdOf(headers.get('traceparent')) ??
    traceIdOfXRay(headers.get('x-amzn-trace-id')) ??
    carried.traceId;
  const host = await open();
  // Its name is in the request's header by now.
  return await host.fetch(request, { ...carried, tenant, traceId, requestId: null });
}

function sentRequest(event: HttpEvent, requestId: string, over: AbortSignal): Request {
  try {
    return requestOf(event, requestId, over);
  } catch (cause) {
    const detail = 'The method, the target or a header of the request is not valid.';
    throw new SupportError('invalid_argument', detail, { cause });
  }
}
