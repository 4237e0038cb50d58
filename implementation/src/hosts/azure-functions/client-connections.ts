import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The way back to whoever sent a request. */
export interface ClientConnection {
  /** Aborted when the client has hung up before it had all of the answer. */
  readonly gone: AbortSignal;
  /** Resolves when the client can take more, or is gone. */
  ready(): Promise<void>;
  /** Ends it in the middle, so that nobody takes a part of an answer for all of it. */
  breakOff(): void;
}

/** Where there is no connection to see, as below a host that does not stream. */
const unseen: ClientConnection = {
  gone: new AbortController().signal,
  ready: async () => {},
  breakOff() {},
};

const invocationHeader = 'x-ms-invocation-id';
const open = new Map<string, ClientConnection>();
let watching = false;

/**
 * The platform forwards each request to a server that the programming model runs in the worker, and
 * the model shows a function no more of it than method, headers and body. Node tells of every
 * request of every server; the platform's header says to which invocation one belongs.
 */
export function watchConnections(): void {
  if (watching) return;
  watching = true;
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as Started;
    const id = request.headers[invocationHeader];
    if (typeof id !== 'string') return;
    open.set(id, connectionOf(response));
    response.once('close', () => open.delete(id));
  });
}

interface Started {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export const connectionFor = (invocationId: string): ClientConnection =>
  open.get(invocationId) ?? unseen;

function connectionOf(response: ServerResponse): ClientConnection {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return {
    gone: gone.signal,
    async ready() {
      if (!response.writableNeedDrain || gone.signal.aborted) return;
      await once(response, 'drain', { signal: gone.signal }).catch(() => {});
    },
    breakOff: () => response.destroy(),
  };
}
