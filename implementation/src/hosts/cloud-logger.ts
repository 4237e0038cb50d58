import { createRedactor } from '#src/algorithms/redaction/create-redactor.ts';
import { createJsonLogger, type Logger, type LogLevel } from '#src/foundation/logger.ts';
import { systemClock } from '#src/foundation/time.ts';

/** What a function of a cloud says, redacted, one object a line, to stderr. */
export function cloudLogger(level: LogLevel): Logger {
  const redactor = createRedactor();
  const redact = (value: unknown) => redactor.redactDeep(value);
  const write = (line: string) => void process.stderr.write(line);
  return createJsonLogger({ clock: systemClock, level, redact, write });
}
