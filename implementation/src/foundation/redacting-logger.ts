import type { LogFields, Logger } from './logger.ts';

/** Takes personal data out of a value; the result is a plain copy. */
export type RedactValue = (value: unknown) => unknown;

/** A logger in front of another one: nothing passes, message and fields alike, that was not redacted. */
export function createRedactingLogger(logger: Logger, redact: RedactValue): Logger {
  return {
    log: (level, message, fields) => {
      // One call for both, so that a placeholder means the same in the message and in the fields.
      const [text, copy] = redact([message, fields]) as [string, LogFields | undefined];
      logger.log(level, text, copy);
    },
    child: (fields) => createRedactingLogger(logger.child(redact(fields) as LogFields), redact),
  };
}
