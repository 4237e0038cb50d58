import { randomUUID } from 'node:crypto';
import type {
  Request as FrameworkRequest,
  Response as Outgoing,
} from '@google-cloud/functions-framework';
import { getRequestListener, RequestError } from '@hono/node-server';
import { HttpError, problemResponse } from '#src/api/problem.ts';
import { toSupportError } from '#src/foundation/support-error.ts';
import type { HeadersByName } from './carriers.ts';

/** Answers a web request. The headers are also given as the platform's own carriers are read. */
export type WebHandler = (request: Request, headers: HeadersByName) => Promise<Response>;

/**
 * A web-standard handler as a function of the framework: bodies as they were sent, answers as they
 * are written, and a client that goes away aborts the request's signal.
 */
export function serveWeb(handle: WebHandler): (incoming: FrameworkRequest, out: Outgoing) => void {
  const listener = getRequestListener(
    (request, { incoming }) => handle(request, incoming.headers as HeadersByName),
    { errorHandler: refusal },
  );
  return (incoming, outgoing) => {
    asSent(incoming);
    void listener(incoming, outgoing);
  };
}

/** Takes back what the platform and the framework have done to a request on its way. */
function asSent(incoming: FrameworkRequest): void {
  const { headers, originalUrl, rawBody } = incoming;
  // TLS ends before the function.
  if (incoming.protocol === 'https' && headers.host && originalUrl.startsWith('/')) {
    incoming.url = `https://${headers.host}${originalUrl}`;
  }
  // The framework has unpacked the body already.
  if (rawBody === undefined || headers['content-encoding'] === undefined) return;
  const gone = new Set(['content-encoding', 'content-length']);
  for (const name of gone) delete headers[name];
  incoming.rawHeaders = incoming.rawHeaders.filter((_, at, all) => {
    const name = all[at - (at % 2)] ?? '';
    return !gone.has(name.toLowerCase());
  });
}

/** Errors before a handler could answer. */
function refusal(error: unknown): Response {
  const requestId = randomUUID().replaceAll('-', '');
  if (error instanceof RequestError) {
    const detail = 'The host or the target of the request is not valid.';
    return problemResponse(new HttpError(400, 'invalid_argument', detail), requestId);
  }
  return problemResponse(toSupportError(error), requestId);
}
