/** Where a value stands on a line, and what is written along it. */
export interface Scale {
  (value: number): number;
  readonly from: number;
  readonly to: number;
}

export function linearScale(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): Scale {
  const length = to - from || 1;
  const place = (value: number) => start + ((value - from) / length) * (end - start);
  return Object.assign(place, { from, to });
}

/** Steps that people count in. */
const steps = [1, 2, 2.5, 5, 10];

/** A round step that divides a range into about as many parts as told. */
export function niceStep(range: number, parts: number): number {
  if (!(range > 0)) return 1;
  const rough = range / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (steps.find((step) => step * power >= rough * 0.999) ?? 10);
}

/** Round values from the first at or above `from` to the last at or below `to`. */
export function ticksBetween(from: number, to: number, parts: number): number[] {
  const step = niceStep(to - from, parts);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
}

/** The smallest round value that is not below. */
export function niceCeiling(value: number, parts: number): number {
  const step = niceStep(value, parts);
  return Math.max(step, Math.ceil(value / step - 1e-9) * step);
}
