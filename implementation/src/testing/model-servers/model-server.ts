import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ServedAnswer, WireProtocol } from './wire-protocol.ts';

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: whatever an SDK sends; tests look into it
  readonly body: any;
}

/** Answers one request as a test wants it. */
export type Reply = (exchange: {
  readonly request: ReceivedRequest;
  readonly response: ServerResponse;
  readonly protocol: WireProtocol;
}) => void;

export interface ModelServer {
  readonly protocol: WireProtocol;
  readonly origin: string;
  readonly requests: readonly ReceivedRequest[];
  /** What comes next, in this order; the last reply is given again and again. */
  replyWith(...replies: readonly (Reply | ServedAnswer)[]): void;
  /** Resolves once this many requests arrived since the last `replyWith`. */
  received(count: number): Promise<void>;
  /** Resolves once a client closed a connection before its answer was whole. */
  readonly clientGone: () => Promise<void>;
  openSockets(): number;
  close(): Promise<void>;
}

/** Where all providers list their models. */
export const modelsPath = '/v1/models';

/** A server on the loopback interface that speaks a provider's protocol, faults included. */
export async function startModelServer(protocol: WireProtocol): Promise<ModelServer> {
  let requests: ReceivedRequest[] = [];
  let replies: Reply[] = [];
  let gone = 0;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const one of waiting) one();
  };
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!condition()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  const sockets = new Set<Socket>();
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const body = text === '' ? null : JSON.parse(text);
    const request = { path: incoming.url ?? '', headers: incoming.headers, body };
    requests.push(request);
    response.on('close', () => {
      if (!response.writableFinished) gone += 1;
      wake();
    });
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    const [path = ''] = request.path.split('?');
    if (path !== protocol.path && path !== modelsPath) response.writeHead(404).end();
    else reply?.({ request, response, protocol });
    wake();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      wake();
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    protocol,
    origin: `http://127.0.0.1:${port}`,
    get requests() {
      return requests;
    },
    replyWith(...given) {
      requests = [];
      gone = 0;
      replies = given.map((one) => (typeof one === 'function' ? one : answering(one)));
    },
    received: (count) => until(() => requests.length >= count),
    clientGone: () => until(() => gone > 0),
    openSockets: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** The answer in the form that the request asks for. */
export const answering =
  (answer: ServedAnswer): Reply =>
  ({ request, response, protocol }) => {
    const id = answer.requestId === undefined ? 'request-1' : answer.requestId;
    if (id !== null) response.setHeader(protocol.requestIdHeader, id);
    if (request.body.stream !== true) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(protocol.body(answer)));
      return;
    }
    response.setHeader('content-type', 'text/event-stream');
    response.end(protocol.frames(answer).join(''));
  };

/** Begins a stream, up to its first words, and leaves the rest to the test. */
export const beginning =
  (answer: ServedAnswer, then: (response: ServerResponse, rest: string[]) => void): Reply =>
  ({ response, protocol }) => {
    const frames = protocol.frames(answer);
    const words = frames.findIndex((frame) => frame.includes(JSON.stringify(answer.text?.[0])));
    response.setHeader('content-type', 'text/event-stream');
    response.write(frames.slice(0, words + 1).join(''));
    then(response, frames.slice(words + 1));
  };

/** An answer of bytes, whatever the request was. */
export const raw =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply =>
  ({ response }) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };

/** A failure in the provider's own words. */
export const failing =
  (status: number, headers: Readonly<Record<string, string>> = {}, message = 'No.'): Reply =>
  (exchange) =>
    raw(status, JSON.stringify(exchange.protocol.failure(status, message)), headers)(exchange);

/** The list of models. */
export const listing = (...names: readonly string[]): Reply =>
  raw(200, JSON.stringify({ object: 'list', data: names.map((id) => ({ id, object: 'model' })) }));

/** Takes the request and says nothing. */
export const hanging: Reply = () => {};
