import { randomUUID } from 'node:crypto';
import { HttpError, problemResponse } from '#src/api/problem.ts';
import { readJsonBody } from '#src/api/request-body.ts';
import { toSupportError } from '#src/foundation/support-error.ts';
import { type Carried, nothingCarried } from '../carried.ts';
import type { OpenHost } from '../cloud-options.ts';
import { readCarried } from '../read-carried.ts';
import { type HeadersByName, traceIdOfRequest } from './carriers.ts';
import { requestIdOfText } from './event-reading.ts';
import { type GcpOptions, withinPlatformTime } from './gcp-options.ts';
import type { WebHandler } from './serve-web.ts';

/** What Cloud Workflows keeps of all variables of an execution, at most. */
const stateBytes = 512 * 1024;

interface PostedCall {
  readonly input: unknown;
  readonly carried: Carried;
}
type ReadPost = (request: Request, headers: HeadersByName) => Promise<PostedCall>;

/**
 * A state of a workflow, `POST` with JSON: who it is for, and beside that what the step works on.
 * Workflows sends no headers of its own that could carry the first part. The answer is what the step
 * gives; a failure is a problem whose status tells the workflow's `retry` whether the same call can
 * succeed later (429, 503, 504).
 */
export const stepOverHttp = (open: OpenHost, options: GcpOptions): WebHandler =>
  over(open, options, async (request, headers) => {
    const state = await readJsonBody(request, stateBytes);
    const traceId = traceIdOfRequest(headers);
    const { carried, rest } = readCarried(state, { ...nothingCarried, traceId });
    return { input: rest, carried };
  });

/**
 * The clock's stroke: `POST` by Cloud Scheduler, or an event of the Pub/Sub topic that it writes to.
 * Nothing in it matters. What is not 2xx is tried again, as the job or the subscription says.
 */
export const scheduleOverHttp = (open: OpenHost, options: GcpOptions): WebHandler =>
  over(open, options, async (_, headers) => ({
    input: undefined,
    carried: {
      tenant: '',
      requestId: requestIdOfText(headers['ce-id']),
      traceId: traceIdOfRequest(headers),
      deadline: null,
    },
  }));

/** A call by `POST`, whatever is in it. Always has an answer. */
function over(open: OpenHost, options: GcpOptions, read: ReadPost): WebHandler {
  return async (request, headers) => {
    let requestId = randomUUID().replaceAll('-', '');
    try {
      if (request.method !== 'POST') throw onlyPost(request);
      const { input, carried } = await read(request, headers);
      requestId = carried.requestId ?? requestId;
      const timed = withinPlatformTime({ ...carried, requestId }, options);
      const host = await open();
      const result = await host.call(input, timed);
      const named = { headers: { 'x-request-id': requestId } };
      if (result === undefined) return new Response(null, { status: 204, ...named });
      return Response.json(result, named);
    } catch (error) {
      return problemResponse(toSupportError(error), requestId);
    }
  };
}

const onlyPost = ({ method }: Request) =>
  new HttpError(
    405,
    'invalid_argument',
    `${method.slice(0, 20)} is not possible here, only POST.`,
    {
      allow: 'POST',
    },
  );
