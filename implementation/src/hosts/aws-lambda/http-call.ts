import { problemResponse } from '#src/api/problem.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import { type Carried, traceIdOf } from '../carried.ts';
import { parsed } from '../parsed.ts';
import { understood } from '../reported-failures.ts';
import { type HttpEvent, httpEvent, requestOf, tenantOf } from './http-request.ts';
import { carriedByInvocation, type Invocation } from './lambda-context.ts';
import { traceIdOfXRay } from './x-ray.ts';

export interface HttpAnswer {
  readonly response: Response;
  /** Aborted when the platform's time is nearly over: then the body has to end. */
  readonly over: AbortSignal;
  /** To be called when the body has been read. */
  readonly ended: () => void;
}

/**
 * What the function answers to a request. Whatever fails is an answer too; only an event that is no
 * request has none, for which this throws `invalid_argument`.
 */
export async function answerRequest(event: unknown, invocation: Invocation): Promise<HttpAnswer> {
  const { fn, options } = invocation;
  const request = understood(fn, options, () => parsed(httpEvent, event));
  const carried = carriedByInvocation(invocation);
  const { over, ended } = platformTime(carried, invocation);
  try {
    const response = await respond(request, carried, invocation, over);
    return { response, over, ended };
  } catch (error) {
    const { awsRequestId } = invocation.context;
    return { response: problemResponse(toSupportError(error), awsRequestId), over, ended };
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

/** Lambda does not say when a client hangs up; it is over at the latest when the platform ends it. */
function platformTime({ deadline }: Carried, { options: { clock } }: Invocation) {
  const [over, ended] = [new AbortController(), new AbortController()];
  const leftMs = Math.max(0, (deadline ?? 0) - clock.now());
  clock.sleep(leftMs, ended.signal).then(
    () => over.abort(new SupportError('deadline_exceeded', "The platform's time is over.")),
    () => {},
  );
  return { over: over.signal, ended: () => ended.abort('ended') };
}
