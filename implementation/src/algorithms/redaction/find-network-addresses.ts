import { hasCue, isWordUnit, standsAlone } from './neighbourhood.ts';
import type { Finder } from './personal-kinds.ts';

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const FOUR = `${OCTET}(?:\\.${OCTET}){3}`;
const IPV4 = new RegExp(`(?<![0-9A-Za-z_.])${FOUR}(?![0-9A-Za-z_]|\\.[0-9])`, 'g');
const IPV4_TAIL = new RegExp(`^${FOUR}$`);
const IPV6_TEXT =
  /(?<![0-9A-Za-z_:.])[0-9A-Fa-f:]{2,45}(?:\.[0-9]{1,3}){0,3}(?:%[0-9A-Za-z]{1,16})?/g;
const MAC =
  /(?<![0-9A-Za-z_:.-])(?:[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2})(?![0-9A-Za-z_]|[:.-][0-9A-Fa-f])/g;
const VERSION_CUE =
  /(?:\bversion|\bversions|\brelease|\bbuild|\bfirmware|\bdriver|\bsection|\bchapter|\bclause|\boid|\bv)[ :=]{0,2}$/i;
/** Addresses that are nobody's: this host, any host, everybody. */
const NOBODY = new Set(['127.0.0.1', '0.0.0.0', '255.255.255.255', '::1', '::']);

/** IPv4, IPv6 (RFC 4291 text forms, zone included) and MAC addresses. */
export const findNetworkAddresses: Finder = (text, found) => {
  if (text.includes('.')) {
    for (const { index: start, 0: address } of text.matchAll(IPV4)) {
      if (NOBODY.has(address) || hasCue(text, start, 12, VERSION_CUE)) continue;
      found.push({ kind: 'ip', start, end: start + address.length });
    }
  }
  if (text.includes(':')) {
    for (const { index: start, 0: run } of text.matchAll(IPV6_TEXT)) {
      const address = trimmed(run);
      const end = start + address.length;
      if (!isIpv6(address) || NOBODY.has(address) || isWordUnit(text.charCodeAt(end))) continue;
      found.push({ kind: 'ip', start, end });
    }
  }
  for (const { index: start, 0: address } of text.matchAll(MAC)) {
    const end = start + address.length;
    if (standsAlone(text, start, end)) found.push({ kind: 'mac', start, end });
  }
};

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
