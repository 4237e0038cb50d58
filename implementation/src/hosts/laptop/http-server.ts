import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';

/** A client gets this long to send its headers, and this long for its whole request. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
const keepAliveTimeoutMs = 65_000;
const connectionLimit = 10_000;

export interface HttpServer {
  readonly url: string;
  /** Stops taking connections, lets running requests finish for `drainMs`, closes what is left. */
  close(drainMs: number): Promise<void>;
}

/** Serves a web-standard handler on a port; port 0 picks a free one. */
export async function startHttpServer(options: {
  fetch: (request: Request) => Response | Promise<Response>;
  host: string;
  port: number;
  clock: Clock;
}): Promise<HttpServer> {
  const server = createAdaptorServer({
    fetch: options.fetch,
    serverOptions: {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16_384,
    },
  }) as Server;
  server.maxConnections = connectionLimit;
  const port = await listen(server, options.host, options.port);
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    close: (drainMs) => drain(server, options.clock, drainMs),
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
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

async function drain(server: Server, clock: Clock, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = new AbortController();
  const patience = clock.sleep(drainMs, late.signal).then(
    () => server.closeAllConnections(),
    () => {},
  );
  await closed;
  late.abort();
  await patience;
}
