/**
 * 32-bit hashing of UTF-16 code units: FNV-1a to absorb, the finaliser of MurmurHash3 to spread.
 * FNV is incremental, which lets n-grams of growing length share their work.
 */

export const HASH_START = 0x811c9dc5;

/** Absorbs one code unit. Start from {@link HASH_START}. */
export function hashUnit(hash: number, unit: number): number {
  const low = Math.imul(hash ^ (unit & 0xff), 0x01000193);
  return Math.imul(low ^ (unit >>> 8), 0x01000193);
}

/** Spreads an absorbed hash over all 32 bits; `seed` keeps kinds of features apart. Unsigned. */
export function hashFinish(hash: number, seed: number): number {
  let h = Math.imul(hash ^ seed, 0x85ebca6b);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

/** Hash of a whole string, unsigned 32-bit. */
export function hashText(text: string, seed = 0): number {
  let hash = HASH_START;
  for (let at = 0; at < text.length; at++) hash = hashUnit(hash, text.charCodeAt(at));
  return hashFinish(hash, seed);
}
