/** What the runtime takes for an object or an array beside its contents. */
const objectBytes = 48;
/** For a string beside its characters, of which each takes one byte or two. */
const stringBytes = 24;
const characterBytes = 2;
/** For a number, or a reference to something else. */
const slotBytes = 8;

/**
 * About how much memory plain data takes, in bytes: rather too much than too little. Linear in the
 * number of values; the length of a text costs nothing. Names of fields are shared and count once.
 */
export function approximateBytes(value: unknown): number {
  if (typeof value === 'string') return stringBytes + characterBytes * value.length;
  if (typeof value !== 'object' || value === null) return slotBytes;
  let bytes = objectBytes;
  for (const inner of Object.values(value)) bytes += slotBytes + approximateBytes(inner);
  return bytes;
}
