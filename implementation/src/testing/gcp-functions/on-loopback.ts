/**
 * Loaded before the framework: it would listen at every address of the machine, and cannot say which
 * port it got. Here it listens at 127.0.0.1, and sends the port to whoever started the process.
 */
import { type AddressInfo, Server } from 'node:net';

const { listen } = Server.prototype;

Server.prototype.listen = function listenOnLoopback(this: Server, ...given: unknown[]): Server {
  const listening = given.find((one): one is () => void => typeof one === 'function');
  return listen.call(this, { port: 0, host: '127.0.0.1' }, () => {
    listening?.();
    process.send?.((this.address() as AddressInfo).port);
  });
} as typeof listen;
