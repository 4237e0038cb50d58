import { randomUUID } from 'node:crypto';
import { problemResponse } from '#src/api/problem.ts';
import { toSupportError } from '#src/foundation/support-error.ts';
import { tenantOfRequest, traceIdOfRequest } from './carriers.ts';
import { type GcpOptions, withinPlatformTime } from './gcp-options.ts';
import type { OpenHost } from './open-logged.ts';
import type { WebHandler } from './serve-web.ts';

/** A function of HTTP. What it answers goes out as it is; a request that nobody vouches for is refused. */
export function requestsOverHttp(open: OpenHost, options: GcpOptions): WebHandler {
  return async (request, headers) => {
    try {
      // From here on its time runs, whatever it takes to open the function.
      const carried = withinPlatformTime(
        {
          tenant: tenantOfRequest(headers, options.tenantClaim),
          requestId: null,
          traceId: traceIdOfRequest(headers),
          deadline: null,
        },
        options,
      );
      const host = await open();
      return await host.fetch(request, carried);
    } catch (error) {
      return problemResponse(toSupportError(error), randomUUID().replaceAll('-', ''));
    }
  };
}
