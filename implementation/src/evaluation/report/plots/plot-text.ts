/** Ticks: per cent without decimals, but for those between. */
export function wholePercent(value: number): string {
  const text = (100 * value).toFixed(1);
  return `${text.endsWith('.0') ? text.slice(0, -2) : text} %`;
}
