import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { HttpError, problemOf } from '#src/api/problem.ts';
import type { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** How long a refused client may take to read why, before its connection is cut. */
const lingerMs = 1_000;

/**
 * Answers what never becomes a request (broken, too slow, too long) with a problem as well. Node
 * answers it with a bare status line.
 */
export function refuseWithProblems(server: Server, clock: Clock): void {
  const newest = new WeakMap<Duplex, Exchange>();
  server.prependListener('request', (incoming, outgoing) => {
    newest.set(incoming.socket, { incoming, outgoing });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const refuse = () => sayProblem(socket, meaningOf(error), clock);
    const exchange = newest.get(socket);
    if (!exchange || exchange.outgoing.writableFinished) refuse();
    // What is wrong came after a whole request: that one gets its answer first.
    else if (exchange.incoming.complete) exchange.outgoing.once('close', refuse);
    else if (exchange.outgoing.headersSent) socket.destroy();
    else refuse();
  });
  server.on('checkExpectation', (incoming, outgoing: ServerResponse) => {
    const detail = 'Of Expect only 100-continue is known here.';
    const { status, head, body } = problemText(new HttpError(417, 'invalid_argument', detail));
    outgoing.writeHead(status, { ...head, connection: 'close' }).end(body);
    incoming.resume();
  });
}

/** What the HTTP parser or its clock found, by Node's code. */
function meaningOf({ code }: NodeJS.ErrnoException): HttpError {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new HttpError(408, 'deadline_exceeded', 'The request did not arrive in time.');
    case 'HPE_HEADER_OVERFLOW':
      return new HttpError(431, 'too_large', 'The headers of the request are too long.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new HttpError(413, 'too_large', 'The chunk extensions of the body are too long.');
    default:
      return new HttpError(400, 'invalid_argument', 'This is not an HTTP request.');
  }
}

/** A problem for a client whose request reached no route. */
export function problemText(error: SupportError) {
  const problem = problemOf(error, randomUUID().replaceAll('-', ''));
  const body = JSON.stringify(problem);
  const head = {
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    'x-content-type-options': 'nosniff',
    'x-request-id': problem.requestId,
  };
  return { status: problem.status, head, body };
}

function sayProblem(socket: Duplex, error: HttpError, clock: Clock): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status, head, body } = problemText(error);
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  const first = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nconnection: close\r\n`;
  socket.on('error', () => socket.destroy());
  socket.end(`${first}${lines.join('')}\r\n${body}`);
  // Cut at once, the answer could get lost behind what the client still sends.
  socket.resume();
  clock.sleep(lingerMs).then(
    () => socket.destroy(),
    () => socket.destroy(),
  );
}
