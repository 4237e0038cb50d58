import { BlockList, isIPv6 } from 'node:net';
import { SupportError } from '#src/foundation/support-error.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const isLoopback = (address: string): boolean =>
  loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/** The name in a Host header: what stands before the port. */
const nameOf = (host: string): string => host.replace(/:\d{1,5}$/, '').toLowerCase();

/**
 * The names under which a server that only this machine reaches may be asked. A page on the web can
 * have its own name lead to 127.0.0.1 and so make a browser ask this desk as if it were the page's
 * server; the Host that the browser then sends tells the two apart.
 */
export function ownNames(host: string) {
  const names = new Set(['localhost', '127.0.0.1', '[::1]']);
  // Whoever chose a name of this machine is told to open the desk under it.
  names.add(host.includes(':') ? `[${host.toLowerCase()}]` : host.toLowerCase());
  // Until it is known where the server listens, nobody can ask it from afar either.
  let isLocal = true;
  return {
    /** Where the server really listens: beyond the loopback any name may lead there. */
    boundTo(address: string): void {
      isLocal = isLoopback(address);
    },
    /**
     * `given` is the request's Host or :authority, `url` the address it asks for.
     * @throws SupportError `permission_denied` for a name that is not this machine's.
     */
    check(given: string | undefined, url: string): void {
      if (!isLocal) return;
      const asked = [given ?? '', new URL(url).host];
      const foreign = asked.find((one) => !names.has(nameOf(one)));
      if (foreign === undefined) return;
      throw new SupportError(
        'permission_denied',
        `This desk listens on ${host}, for this machine alone, and answers under localhost, 127.0.0.1 and [::1], not under "${foreign.slice(0, 100)}". Open it under one of these, or start it with --host and an address that others may reach.`,
      );
    },
  };
}
