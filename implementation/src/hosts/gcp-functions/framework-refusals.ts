import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import type { Request, Response } from '@google-cloud/functions-framework';
import { HttpError, problemOf } from '#src/api/problem.ts';
import { SupportError } from '#src/foundation/support-error.ts';

type Next = (error?: unknown) => void;
type Refuse = (error: unknown, request: Request, response: Response, next: Next) => void;
interface ExpressApp {
  use(refuse: Refuse): unknown;
}

const prepared = new WeakSet<object>();
let listening = false;

/**
 * The framework reads every body before a function sees the request, and leaves what it cannot read
 * to Express: a page of HTML, and a line in the log with a piece of the body. It has no place for a
 * handler of one's own, so each of its servers gets one when its first request arrives.
 */
export function answerFrameworkRefusals(): void {
  if (listening) return;
  listening = true;
  subscribe('http.server.request.start', (message) => {
    const [app] = (message as { server: Server }).server.listeners('request');
    if (!isExpress(app) || prepared.has(app)) return;
    prepared.add(app);
    app.use(refuse);
  });
}

const isExpress = (listener: unknown): listener is ExpressApp =>
  typeof listener === 'function' && 'use' in listener && typeof listener.use === 'function';

// Express knows a handler of errors by its four arguments.
const refuse: Refuse = (error, request, response, next) => {
  const known = meaningOf(error);
  if (known === null || response.headersSent) {
    next(error);
    return;
  }
  const problem = problemOf(known, requestIdOf(request));
  response.statusCode = problem.status;
  response.setHeader('content-type', 'application/problem+json');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-request-id', problem.requestId);
  response.end(JSON.stringify(problem));
};

/** What Express and body-parser found wrong with a request; null where something else failed. */
function meaningOf(error: unknown): SupportError | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  switch (error.status) {
    case 400:
      return new SupportError('invalid_argument', 'The request, or its JSON, is not well-formed.');
    case 413:
      return new SupportError('too_large', 'The body is larger than anything that is read here.');
    case 415:
      return new HttpError(415, 'invalid_argument', 'The body is not encoded in a known way.');
    default:
      return null;
  }
}

function requestIdOf({ headers }: Request): string {
  const given = headers['x-request-id'];
  if (typeof given === 'string' && /^[\w.-]{1,64}$/.test(given)) return given;
  return randomUUID().replaceAll('-', '');
}
