import { standsAlone } from './neighbourhood.ts';
import type { Finder } from './personal-kinds.ts';
import { sha256 } from './sha256.ts';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BASE58_ADDRESS = /(?<![0-9A-Za-z_])[13DLMTt2mn][1-9A-HJ-NP-Za-km-z]{25,35}(?![0-9A-Za-z_])/g;
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const BECH32_ADDRESS = /(?<![0-9A-Za-z_])(?:bc|tb|ltc)1[02-9ac-hj-np-z]{11,71}(?![0-9A-Za-z_])/gi;
const ETHEREUM_ADDRESS = /0x[0-9A-Fa-f]{40}/g;

/** Wallets: Bitcoin and its kin with their checksums (Base58Check, BIP 173, BIP 350), Ethereum. */
export const findWallets: Finder = {
  needs: { run: 14 },
  find(text, found) {
    for (const { pattern, fits } of forms) {
      for (const { index: start, 0: address } of text.matchAll(pattern)) {
        const end = start + address.length;
        if (standsAlone(text, start, end) && fits(address)) {
          found.push({ kind: 'wallet', start, end });
        }
      }
    }
  },
};

/** 25 bytes of which the last four are the start of the double hash of the others. */
function fitsBase58Check(address: string): boolean {
  const bytes = new Uint8Array(25);
  for (const character of address) {
    let carry = BASE58.indexOf(character);
    for (let at = 24; at >= 0; at -= 1) {
      carry += (bytes[at] as number) * 58;
      bytes[at] = carry & 0xff;
      carry >>= 8;
    }
    if (carry !== 0) return false;
  }
  const digest = sha256(sha256(bytes.subarray(0, 21)));
  return [0, 1, 2, 3].every((at) => bytes[21 + at] === digest[at]);
}

const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const BECH32_CHECK = 1;
const BECH32M_CHECK = 0x2bc830a3;

/** Nothing else has that beginning at that length, so that a mistyped address is one as well. */
const isBech32 = (address: string) => address.length >= 35 || fitsBech32(address.toLowerCase());

function fitsBech32(address: string): boolean {
  const split = address.lastIndexOf('1');
  const prefix = Array.from(address.slice(0, split), (letter) => letter.charCodeAt(0));
  const values = [
    ...prefix.map((unit) => unit >> 5),
    0,
    ...prefix.map((unit) => unit & 31),
    ...Array.from(address.slice(split + 1), (letter) => BECH32.indexOf(letter)),
  ];
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    GENERATORS.forEach((generator, at) => {
      if ((top >> at) & 1) check ^= generator;
    });
  }
  return check === BECH32_CHECK || check === BECH32M_CHECK;
}

const forms = [
  { pattern: BASE58_ADDRESS, fits: fitsBase58Check },
  { pattern: BECH32_ADDRESS, fits: isBech32 },
  { pattern: ETHEREUM_ADDRESS, fits: () => true },
];
