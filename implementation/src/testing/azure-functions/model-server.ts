import { once } from 'node:events';
import { type AddressInfo, Server } from 'node:net';
import type { ProgrammingModel } from './rpc.ts';

/** The server to which the host forwards requests, where the app streams over HTTP. */
export interface ModelServer {
  /** Null where the app does not stream. */
  readonly url: string | null;
  close(): Promise<void>;
}

/**
 * Asks the programming model what it can do, which is when it starts its server. The model would
 * listen at every address of the machine, and never stops: here it listens at 127.0.0.1, and can be
 * closed.
 */
export async function startModelServer(model: ProgrammingModel): Promise<ModelServer> {
  const started: Server[] = [];
  const { listen } = Server.prototype;
  Server.prototype.listen = function listenOnLoopback(this: Server, ...given: unknown[]): Server {
    started.push(this);
    const listening = given.find((one): one is () => void => typeof one === 'function');
    return listen.call(this, { port: 0, host: '127.0.0.1' }, listening);
  } as typeof listen;
  try {
    await model.getCapabilities({});
  } finally {
    Server.prototype.listen = listen;
  }
  const [server] = started;
  if (!server) return { url: null, close: async () => {} };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) (server.closeAllConnections as () => void)();
      await closed;
    },
  };
}
