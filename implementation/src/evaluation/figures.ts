/** How reports for people write figures. */

export const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** A line of a table: a name, and columns of eleven places. */
export const row = (name: string, values: readonly string[]): string =>
  `${name.padEnd(22)}${values.map((value) => value.padStart(11)).join('')}`.trimEnd();
