import { randomUUID } from 'node:crypto';
import { problemResponse } from '#src/api/problem.ts';
import { toSupportError } from '#src/foundation/support-error.ts';
import { type DeskFunction, isHttp } from '#src/functions/define-function.ts';
import type { Carried } from '../carried.ts';
import type { OpenHost } from '../cloud-options.ts';
import { endingBody } from '../ending-body.ts';
import type { FunctionHost } from '../function-host.ts';
import { platformEnd } from '../platform-end.ts';
import { type HeadersByName, tenantOfRequest, traceIdOfRequest } from './carriers.ts';
import { type GcpOptions, withinPlatformTime } from './gcp-options.ts';
import type { WebHandler } from './serve-web.ts';

/**
 * A function of HTTP. What it answers goes out as it is; a stream ends shortly before the platform
 * would end it. A request that nobody vouches for is refused.
 */
export function requestsOverHttp(open: OpenHost, options: GcpOptions): WebHandler {
  return async (request, headers) => {
    try {
      // From here on its time runs, whatever it takes to open the function.
      const carried = withinPlatformTime(carriedBy(headers, options), options);
      const host = await open();
      if (streams(host.fn)) return await streamed(host, request, carried, options);
      return await host.fetch(request, carried);
    } catch (error) {
      return problemResponse(toSupportError(error), randomUUID().replaceAll('-', ''));
    }
  };
}

const carriedBy = (headers: HeadersByName, { tenantClaim }: GcpOptions): Carried => ({
  tenant: tenantOfRequest(headers, tenantClaim),
  requestId: null,
  traceId: traceIdOfRequest(headers),
  deadline: null,
});

/** Whether the answer goes out piece by piece. */
const streams = (fn: DeskFunction): boolean =>
  isHttp(fn) && fn.trigger.success.contentType === 'text/event-stream';

async function streamed(
  host: FunctionHost,
  request: Request,
  carried: Carried,
  { clock }: GcpOptions,
): Promise<Response> {
  const { over, stop } = platformEnd(clock, carried.deadline);
  const signal = AbortSignal.any([request.signal, over]);
  const response = await host.fetch(new Request(request, { signal }), carried);
  const { body, status, statusText, headers } = response;
  // What begins only now is the word that the time is over: it is short, and goes out whole.
  if (body !== null && !over.aborted) {
    const ending = endingBody(body, { over, ended: stop });
    return new Response(ending, { status, statusText, headers });
  }
  stop();
  return response;
}
