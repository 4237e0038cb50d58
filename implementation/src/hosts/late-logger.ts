import type { LogFields, Logger, LogLevel } from '#src/foundation/logger.ts';
import { openOnce } from './open-once.ts';

export interface LateLogger {
  readonly logger: Logger;
  /** Resolves when it is made: from then on a line is written before `log` returns. */
  ready(): Promise<void>;
}

/**
 * A logger that is made later: what takes personal data out is large, and not loaded with a bundle.
 * Lines before that keep their order, and wait where it could not be made: who asks next makes it
 * anew. A platform may stop the process meanwhile, so whoever answers a call waits for it first.
 */
export function lateLogger(make: () => Promise<Logger>): LateLogger {
  let made: Logger | null = null;
  const waiting: ((logger: Logger) => void)[] = [];
  const ready = openOnce(async () => {
    const logger = await make();
    for (const write of waiting.splice(0)) write(logger);
    made = logger;
  });
  const within = (pick: (logger: Logger) => Logger): Logger => ({
    log(level: LogLevel, message: string, fields?: LogFields) {
      const write = (logger: Logger) => pick(logger).log(level, message, fields);
      if (made) return write(made);
      waiting.push(write);
      // Whoever answers a call hears why there is none.
      ready().catch(() => {});
    },
    child: (fields) => within((logger) => pick(logger).child(fields)),
  });
  return { logger: within((logger) => logger), ready };
}
