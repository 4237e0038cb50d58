import { hasCue, isWordUnit, standsAlone } from './neighbourhood.ts';
import type { Candidate, Finder } from './personal-kinds.ts';

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const FOUR = `${OCTET}(?:\\.${OCTET}){3}`;
const IPV4 = new RegExp(`(?<![0-9A-Za-z_.])${FOUR}(?![0-9A-Za-z_]|\\.[0-9])`, 'g');
const IPV4_TAIL = new RegExp(`^${FOUR}$`);
const IPV6_TEXT =
  /(?<![0-9A-Za-z_:.])[0-9A-Fa-f:]{2,45}(?:\.[0-9]{1,3}){0,3}(?:%[0-9A-Za-z]{1,16})?/g;
const MAC =
  /(?<![0-9A-Za-z_:.-])(?:[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2})(?![0-9A-Za-z_]|[:.-][0-9A-Fa-f])/y;
const VERSION_CUE =
  /(?:\b(?:versions?|release|build|firmware|driver|section|chapter|clause|oid|v)[ :=]{0,2}|\b[A-Z][A-Za-z]{2,10}\/)$/;
/** Addresses that are nobody's: this host, any host, masks, and versions such as 120.0.0.0. */
const NOBODY = /^(?:127\.0\.0\.1|[0-9]{1,3}\.0\.0\.0|255\.255\.[0-9.]{3,7}|::1?)$/;

/** IPv4 addresses. */
export const findIpv4: Finder = {
  needs: { digits: 4, units: '.' },
  find(text, found) {
    for (const { index: start, 0: address } of text.matchAll(IPV4)) {
      if (NOBODY.test(address) || hasCue(text, start, 14, VERSION_CUE)) continue;
      found.push({ kind: 'ip', start, end: start + address.length });
    }
  },
};

/** IPv6 addresses in the text forms of RFC 4291, their zone included. */
export const findIpv6: Finder = {
  needs: { units: ':' },
  find(text, found) {
    for (const { index: start, 0: run } of text.matchAll(IPV6_TEXT)) {
      const address = trimmed(run);
      const end = start + address.length;
      if (!isIpv6(address) || NOBODY.test(address) || isWordUnit(text.charCodeAt(end))) continue;
      found.push({ kind: 'ip', start, end });
    }
  },
};

/** Hardware addresses, in the notations of IEEE 802 and of Cisco. */
export const findMacAddresses: Finder = {
  needs: { units: ':-.' },
  find(text, found) {
    findMacs(text, ':', 3, found);
    findMacs(text, '-', 3, found);
    findMacs(text, '.', 5, found);
  },
};

/** Looks where the same sign stands twice at the distance that a group has. */
function findMacs(text: string, sign: string, distance: number, found: Candidate[]): void {
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    if (text[at + distance] !== sign) continue;
    MAC.lastIndex = Math.max(0, at - distance + 1);
    const address = MAC.exec(text)?.[0];
    if (address === undefined) continue;
    const end = MAC.lastIndex;
    const start = end - address.length;
    if (standsAlone(text, start, end)) found.push({ kind: 'mac', start, end });
    at = end - 1;
  }
}

/** Without the colon or full stop of the sentence. */
function trimmed(run: string): string {
  if (run.endsWith(':') && !run.endsWith('::')) return run.slice(0, -1);
  return run;
}

function isIpv6(text: string): boolean {
  const [address = ''] = text.split('%');
  const halves = address.split('::');
  if (halves.length > 2 || !/[0-9]/.test(address)) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const embedded = IPV4_TAIL.test(last);
  const plain = embedded ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  const size = plain.length + (embedded ? 2 : 0);
  return halves.length === 2 ? size <= 7 && size >= 2 : size === 8;
}
