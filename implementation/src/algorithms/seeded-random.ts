/** Deterministic pseudo-random numbers: the same seed gives the same training run everywhere. */

/** Returns integers in [0, bound), from a 32-bit xorshift. */
export function seededRandom(seed: number): (bound: number) => number {
  let state = (seed ^ 0x9e3779b9) | 0 || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

/** Fisher–Yates in place. */
export function shuffle(values: Int32Array, random: (bound: number) => number): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = random(last + 1);
    const held = values[last] as number;
    values[last] = values[other] as number;
    values[other] = held;
  }
}
