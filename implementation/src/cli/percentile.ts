/** The value below which the share `share` (0–1) of the values lies, nearest rank; 0 for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[place] ?? 0;
}

/** Rounded to three decimals: durations below a nanosecond are noise. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
