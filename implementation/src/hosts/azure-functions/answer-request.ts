import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { problemResponse } from '#src/api/problem.ts';
import { toSupportError } from '#src/foundation/support-error.ts';
import type { Carried } from '../carried.ts';
import { platformEnd } from '../platform-end.ts';
import { logBrokenOff, openLogged } from '../reported-failures.ts';
import type { Invocation, Registration } from './azure-options.ts';
import { connectionFor } from './client-connections.ts';
import { carriedByInvocation } from './handler-of.ts';
import { tenantOf, webRequestOf } from './web-request.ts';
import { answerOf } from './web-response.ts';

/**
 * A function of HTTP. What it answers goes out as it is, and as it comes; whatever fails before is
 * an answer too. The body has to end before the platform ends the worker: a client that reads events
 * comes back with the last id that it saw.
 */
export function requestHandler(registration: Registration) {
  const { fn, options } = registration;
  const open = openLogged(fn, registration.open, options);
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const invocation = { ...registration, open, context };
    const connection = connectionFor(context.invocationId);
    // From here on its time runs, whatever it takes to open the function.
    const carried = carriedByInvocation(invocation);
    const end = platformEnd(options.clock, carried.deadline);
    // It is over for a client that hangs up, too.
    const over = AbortSignal.any([end.over, connection.gone]);
    const response = await respond(request, carried, invocation, over);
    return answerOf(response, {
      connection,
      over,
      ended(error) {
        end.stop();
        if (error !== undefined) logBrokenOff(fn, options, error);
      },
    });
  };
}

async function respond(
  request: HttpRequest,
  carried: Carried,
  invocation: Invocation,
  over: AbortSignal,
): Promise<Response> {
  const { invocationId } = invocation.context;
  try {
    const tenant = tenantOf(request, invocation.options.tenantClaim);
    const host = await invocation.open();
    return await host.fetch(webRequestOf(request, invocationId, over), { ...carried, tenant });
  } catch (error) {
    return problemResponse(toSupportError(error), invocationId);
  }
}
