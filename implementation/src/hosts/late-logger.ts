import type { LogFields, Logger, LogLevel } from '#src/foundation/logger.ts';

export interface LateLogger {
  readonly logger: Logger;
  /** Resolves when it is made: from then on a line is written before `log` returns. */
  ready(): Promise<void>;
}

/**
 * A logger that is made later: what takes personal data out is large, and not loaded with a bundle.
 * Lines before that keep their order; a platform may stop the process meanwhile, so whoever answers
 * a call waits for it first.
 */
export function lateLogger(make: () => Promise<Logger>): LateLogger {
  let made: Logger | null = null;
  let making: Promise<void> | null = null;
  const ready = () => {
    making ??= make().then((logger) => {
      made = logger;
    });
    return making;
  };
  const within = (pick: (logger: Logger) => Logger): Logger => ({
    log(level: LogLevel, message: string, fields?: LogFields) {
      if (made) return pick(made).log(level, message, fields);
      making = ready().then(() => {
        if (made) pick(made).log(level, message, fields);
      });
    },
    child: (fields) => within((logger) => pick(logger).child(fields)),
  });
  return { logger: within((logger) => logger), ready };
}
