export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Median, 95th percentile and the middle half's width of some measurements. */
export function summary(values: readonly number[]) {
  const sorted = values.toSorted((left, right) => left - right);
  return {
    median: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    middleHalf: percentile(sorted, 0.75) - percentile(sorted, 0.25),
  };
}

export const median = (values: readonly number[]): number => summary(values).median;

/** One line of a report: what, the figure, and what it is measured against. */
export function report(what: string, figure: string, against = ''): void {
  process.stdout.write(`${what.padEnd(58)} ${figure.padStart(16)}  ${against}\n`);
}

export const heading = (text: string): void => void process.stdout.write(`\n${text}\n`);
