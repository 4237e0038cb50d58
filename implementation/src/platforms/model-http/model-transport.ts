import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { nextTurn } from '#src/foundation/time.ts';
import { TransportFailure } from './transport-failure.ts';

export interface ModelTransportOptions {
  /** Sent with every request, whatever the SDK wants: authentication above all. */
  readonly headers: Readonly<Record<string, string>>;
  /** An answer with more bytes than this is not read to its end. Default 8 MiB. */
  readonly maxResponseBytes?: number;
}

/** One provider's connections. */
export interface ModelTransport {
  /** A `fetch` for one call, which reports every sign of life of the server. */
  fetchFor(onActivity: () => void): typeof fetch;
  /** Ends all connections, those in use too. */
  close(): void;
}

/**
 * What of the SDK's own headers is sent. An SDK adds headers named in the process's environment;
 * the desk is configured by its configuration alone.
 */
const passedHeaders = new Set([
  'accept',
  'content-type',
  'user-agent',
  'anthropic-version',
  'anthropic-beta',
]);

/**
 * HTTP for the SDKs of model providers, on Node's own client: an abort destroys the socket, no
 * redirect is followed, an endless answer is cut, and `close` leaves no socket behind.
 */
export function createModelTransport(options: ModelTransportOptions): ModelTransport {
  const agents = {
    http: new HttpAgent({ keepAlive: true }),
    https: new HttpsAgent({ keepAlive: true }),
  };
  const limit = options.maxResponseBytes ?? 8 * 1024 * 1024;
  return {
    fetchFor: (onActivity) => async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const headers = { ...sentHeaders(init?.headers), ...options.headers };
      const message = await send(url, headers, init ?? {}, agents);
      onActivity();
      return toResponse(message, limit, onActivity);
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function sentHeaders(given: RequestInit['headers']): Record<string, string> {
  return Object.fromEntries([...new Headers(given)].filter(([name]) => passedHeaders.has(name)));
}

function send(
  url: URL,
  headers: Record<string, string>,
  init: RequestInit,
  agents: { http: HttpAgent; https: HttpsAgent },
): Promise<IncomingMessage> {
  const body = typeof init.body === 'string' ? init.body : '';
  const secure = url.protocol === 'https:';
  const request = (secure ? httpsRequest : httpRequest)(url, {
    method: init.method ?? 'GET',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    agent: secure ? agents.https : agents.http,
  });
  const { signal } = init;
  return new Promise((resolve, reject) => {
    let message: IncomingMessage | undefined;
    // Aborting destroys the socket, before the answer and in the middle of it. After it the socket
    // is not this request's any more: to destroy it then would hit nobody or somebody else.
    const abort = () => {
      if (!message?.complete) request.destroy(signal?.reason);
      else if (!message.readableEnded) message.destroy();
    };
    request.once('response', (response) => {
      message = response;
      resolve(response);
    });
    request.on('error', reject);
    request.once('close', () => signal?.removeEventListener('abort', abort));
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    else request.end(body);
  });
}

function toResponse(message: IncomingMessage, limit: number, onActivity: () => void): Response {
  const status = message.statusCode ?? 0;
  const refuse = (failure: TransportFailure) => {
    // The body of this answer is not wanted: its socket goes with it.
    message.destroy();
    return failure;
  };
  if (status >= 300 && status < 400) throw refuse(new TransportFailure('redirected', status));
  const empty = status === 204 || status === 205;
  if (status < 200 || status > 599 || empty)
    throw refuse(new TransportFailure('not_an_answer', status));
  const encoding = message.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw refuse(new TransportFailure('not_an_answer', status));

  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const body = Readable.toWeb(Readable.from(limited(message, limit, onActivity)));
  return new Response(body as ReadableStream, { status, headers });
}

async function* limited(
  message: IncomingMessage,
  limit: number,
  onActivity: () => void,
): AsyncGenerator<Uint8Array> {
  let received = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      onActivity();
      received += chunk.length;
      if (received > limit) throw new TransportFailure('answer_too_large', message.statusCode ?? 0);
      yield chunk;
      // SDKs read what has arrived without a pause: deadlines and other calls get their turn here.
      await nextTurn();
    }
  } finally {
    // A reader that goes early closes the connection: the rest of the answer is not paid for.
    if (!message.readableEnded) message.destroy();
  }
}
