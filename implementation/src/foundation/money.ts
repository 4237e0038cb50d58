/**
 * A whole number of nano-dollars (1e-9 US dollars): a token of a cheap model costs less than a
 * micro-dollar. A number holds 9 million dollars of them exactly.
 */
export type NanoUsd = number;

export const mostNanoUsd: NanoUsd = Number.MAX_SAFE_INTEGER;

export const toUsd = (nano: NanoUsd): number => nano / 1e9;

/** As many whole nano-dollars as an amount holds, at most as many as can be counted. */
export const toNanoUsd = (usd: number): NanoUsd => Math.min(Math.floor(scaled(usd)), mostNanoUsd);

/** 0.07 dollars are 70,000,000 nano-dollars, also where a double says 70,000,000.00000001. */
const scaled = (usd: number) => Number((usd * 1e9).toPrecision(15));
