/** A parameter is text: only digits are a number, not everything that JavaScript makes one of. */
export const wholeNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
