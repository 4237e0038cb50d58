import { randomUUID } from 'node:crypto';
import { problemResponse } from '#src/api/problem.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import { type DeskFunction, isHttp } from '#src/functions/define-function.ts';
import type { Carried } from '../carried.ts';
import type { OpenHost } from '../cloud-options.ts';
import type { FunctionHost } from '../function-host.ts';
import { type HeadersByName, tenantOfRequest, traceIdOfRequest } from './carriers.ts';
import { endingAnswer } from './ending-answer.ts';
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
  const { deadline } = carried;
  if (deadline === null) return await host.fetch(request, carried);
  const [late, ended] = [new AbortController(), new AbortController()];
  clock.sleep(Math.max(0, deadline - clock.now()), ended.signal).then(
    () => late.abort(new SupportError('deadline_exceeded', "The platform's time is over.")),
    () => {},
  );
  const signal = AbortSignal.any([request.signal, late.signal]);
  const response = await host.fetch(new Request(request, { signal }), carried);
  return endingAnswer(response, late.signal, () => ended.abort('ended'));
}
