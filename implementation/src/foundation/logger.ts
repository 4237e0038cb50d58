import type { Clock } from './time.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log lines. Fields never hold message texts, addresses or secrets. */
export interface Logger {
  log(level: LogLevel, message: string, fields?: LogFields): void;
  child(fields: LogFields): Logger;
}

export const silentLogger: Logger = { log: () => {}, child: () => silentLogger };

const order: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** One JSON object a line: `{ time, level, message, ...fields }`. */
export function createJsonLogger(options: {
  clock: Clock;
  level: LogLevel;
  write: (line: string) => void;
  fields?: LogFields;
}): Logger {
  return {
    log(level, message, fields) {
      if (order[level] < order[options.level]) return;
      const time = new Date(options.clock.now()).toISOString();
      options.write(`${JSON.stringify({ time, level, message, ...options.fields, ...fields })}\n`);
    },
    child: (fields) => createJsonLogger({ ...options, fields: { ...options.fields, ...fields } }),
  };
}

/** What an error says about itself in a log line; its stack stays inside the desk. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause instanceof Error ? { cause: error.cause.message } : {};
  const code = 'code' in error ? { code: error.code } : {};
  return { error: error.message, ...code, ...cause, stack: error.stack };
}
