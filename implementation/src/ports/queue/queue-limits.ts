import { SupportError } from '#src/foundation/support-error.ts';

/**
 * What every queue service takes, so that no composition meets a limit that another one does not
 * have. The narrowest decides: the message by Service Bus, the batch and the wait by SQS, the delay
 * by Pub/Sub (its ack deadline), the visibility by Service Bus (its longest lock).
 */
export const queueLimits = {
  /** Body and what is carried with it, as UTF-8. */
  messageBytes: 262_144,
  batch: 10,
  waitMs: 20_000,
  delayMs: 600_000,
  visibilityMs: 300_000,
  /** Dead letters of one page. */
  page: 100,
} as const;

/** Kept free for the names of attributes and for what the carrier itself adds. */
const headerBytes = 2_048;

/** Throws `too_large` for a message that some carrier would refuse. */
export function assertMessageFits(...texts: readonly string[]): void {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), headerBytes);
  if (bytes <= queueLimits.messageBytes) return;
  throw new SupportError(
    'too_large',
    `A message for a queue has at most ${queueLimits.messageBytes} bytes; put the rest into the blob store and send its name.`,
  );
}

/** Throws `invalid_argument` for what is no whole number from `least` to `most`. */
export function assertWithin(name: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  const message = `${name} is no whole number from ${least} to ${most}.`;
  throw new SupportError('invalid_argument', message);
}
