/** A problem that the person at the keyboard can do something about; shown without a stack. */
export class PrepareError extends Error {}

export function say(message) {
  process.stderr.write(`prepare: ${message}\n`);
}
