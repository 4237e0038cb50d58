export const isDigitUnit = (unit: number) => unit >= 0x30 && unit <= 0x39;

/** Groups of digits, in order: places `start` and `end` of each. */
export interface DigitGroups {
  starts: number[];
  ends: number[];
}

/** How many digits there are from a group on, up to the first gap that is wider than `gap`. */
export function digitsFrom({ starts, ends }: DigitGroups, first: number, gap: number): number {
  let digits = 0;
  for (let group = first; group < starts.length && digits < 20; group += 1) {
    const start = starts[group] as number;
    if (group > first && start - (ends[group - 1] as number) > gap) break;
    digits += (ends[group] as number) - start;
  }
  return digits;
}
