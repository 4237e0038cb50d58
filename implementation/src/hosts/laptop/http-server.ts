import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import { HttpError } from '#src/api/problem.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import { ownNames } from './own-names.ts';
import { problemText, refuseWithProblems } from './refuse-connection.ts';

/** How long a client may take, in milliseconds: what takes longer is cut off with a 408. */
export interface ClientPatience {
  /** For the headers of a request, from its first byte. */
  readonly headersMs: number;
  /** For a whole request with its body. */
  readonly requestMs: number;
  /** Between two requests. */
  readonly keepAliveMs: number;
  /** How often the first two are looked after. */
  readonly checkMs: number;
}

const defaultPatience: ClientPatience = {
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 65_000,
  checkMs: 1_000,
};
const headerBytes = 16_384;
const connectionLimit = 10_000;
/** How often a draining server looks for connections whose request has been answered. */
const drainLookMs = 20;

export interface HttpServer {
  readonly url: string;
  /** Stops taking connections, lets running requests finish for `drainMs`, closes what is left. */
  close(drainMs: number): Promise<void>;
}

/**
 * Serves a web-standard handler on a port; port 0 picks a free one. On a loopback address it answers
 * only requests that name this machine.
 */
export async function startHttpServer(options: {
  fetch: (request: Request) => Response | Promise<Response>;
  host: string;
  port: number;
  clock: Clock;
  patience?: ClientPatience;
}): Promise<HttpServer> {
  const { patience = defaultPatience, clock } = options;
  const names = ownNames(options.host);
  const server = createServer(
    {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      keepAliveTimeout: patience.keepAliveMs,
      connectionsCheckingInterval: patience.checkMs,
      maxHeaderSize: headerBytes,
      // Refused below, with a problem.
      requireHostHeader: false,
    },
    listenerOf(options.fetch, names.check),
  );
  server.maxConnections = connectionLimit;
  refuseWithProblems(server, clock);
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  const { address, port } = await listen(server, options.host, options.port);
  names.boundTo(address);
  return {
    url: `http://${reachable(options.host)}:${port}`,
    close: (drainMs) => drain(server, connections, clock, drainMs),
  };
}

function listenerOf(
  fetch: (request: Request) => Response | Promise<Response>,
  check: (given: string | undefined, url: string) => void,
) {
  const answer = (request: Request, { incoming }: { incoming: IncomingMessage }) => {
    check(nameIn(incoming), request.url);
    return fetch(request);
  };
  const listener = getRequestListener(
    (request, environment) => answer(request, environment as { incoming: IncomingMessage }),
    { errorHandler: refusal },
  );
  return (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // HTTP/1.0 knows no Host.
    if (incoming.httpVersion === '1.0') incoming.headers.host ??= 'localhost';
    return listener(incoming, outgoing);
  };
}

function nameIn({ headers }: IncomingMessage): string | undefined {
  const authority = headers[':authority'];
  return typeof authority === 'string' ? authority : headers.host;
}

/** What no handler gets to see: a host or a target that makes no URL, or is not this machine's. */
function refusal(error: unknown): Response {
  const { status, head, body } = problemText(meaningOf(error));
  return new Response(body, { status, headers: head });
}

function meaningOf(error: unknown): SupportError {
  if (error instanceof RequestError) {
    const detail = 'The host or the target of the request is not valid.';
    return new HttpError(400, 'invalid_argument', detail);
  }
  if (error instanceof SupportError) return error;
  return new SupportError('internal', 'A request failed before it reached its handler.');
}

/** An address to reach the server at: one that means every address of the machine is none. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

interface Listening {
  readonly address: string;
  readonly port: number;
}

function listen(server: Server, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    // It stays: a connection that cannot be accepted later on must not end the desk.
    server.on('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address : { address: host, port });
    });
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): SupportError {
  const cause = { cause: error };
  if (error.code === 'EADDRINUSE') {
    const message = `Port ${port} on ${host} is taken. Choose another with --port, or 0 for any free one.`;
    return new SupportError('unavailable', message, cause);
  }
  if (error.code === 'EACCES') {
    return new SupportError(
      'permission_denied',
      `Port ${port} on ${host} is not allowed here.`,
      cause,
    );
  }
  return new SupportError(
    'unavailable',
    `Cannot listen on ${host}:${port}: ${error.message}`,
    cause,
  );
}

async function drain(
  server: Server,
  connections: ReadonlySet<Socket>,
  clock: Clock,
  drainMs: number,
): Promise<void> {
  let open = true;
  const closed = new Promise<void>((resolve) => server.close(() => resolve())).finally(() => {
    open = false;
  });
  const end = clock.monotonic() + drainMs;
  while (open && clock.monotonic() < end) {
    // A connection stays open after its answer, in case the client asks again.
    server.closeIdleConnections();
    // Nor is one waited for that never asked anything.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
    await Promise.race([closed, clock.sleep(drainLookMs)]);
  }
  server.closeAllConnections();
  await closed;
}
