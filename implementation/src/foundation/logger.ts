import type { Clock } from './time.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log lines, redacted before they are written. Fields hold no texts of customers. */
export interface Logger {
  log(level: LogLevel, message: string, fields?: LogFields): void;
  child(fields: LogFields): Logger;
}

export const silentLogger: Logger = { log: () => {}, child: () => silentLogger };

const order: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

export interface JsonLoggerOptions {
  readonly clock: Clock;
  readonly level: LogLevel;
  /** Takes what is personal out of a value. Gives a plain copy that JSON can hold; never throws. */
  readonly redact: (value: unknown) => unknown;
  /** Gets one whole line, its end included. */
  readonly write: (line: string) => void;
}

/** One JSON object a line: `{ time, level, message, ...fields }`; nothing is written unredacted. */
export function createJsonLogger(options: JsonLoggerOptions): Logger {
  return loggerWithin(options, []);
}

/** @param context The fields of this logger and of those above it, the topmost first. */
function loggerWithin(options: JsonLoggerOptions, context: readonly LogFields[]): Logger {
  return {
    log(level, message, fields) {
      if (order[level] < order[options.level]) return;
      const time = new Date(options.clock.now()).toISOString();
      // One call for all, so that a placeholder means the same wherever it stands in the line. The
      // raw fields are not touched before: reading one may throw.
      const [text, ...parts] = options.redact([message, ...context, fields ?? {}]) as unknown[];
      const line = JSON.stringify({ time, level, message: text, ...merged(parts) });
      options.write(`${withoutControls(line)}\n`);
    },
    child: (fields) => loggerWithin(options, [...context, fields]),
  };
}

const ownNames: ReadonlySet<string> = new Set(['time', 'level', 'message']);

/** One object of several, the later over the earlier; none replaces what the line itself says. */
function merged(parts: readonly unknown[]): object {
  const objects = parts.map((part) => (part instanceof Object ? part : { fields: part }));
  const entries = objects.flatMap((part): [string, unknown][] => Object.entries(part));
  return Object.fromEntries(
    entries.map(([name, value]) => [ownNames.has(name) ? `${name}_` : name, value]),
  );
}

/** What JSON leaves as it is and a terminal, or a reader of lines, would act upon. */
const CONTROL = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

function withoutControls(json: string): string {
  return json.replace(CONTROL, (character) => {
    let escaped = '';
    for (let at = 0; at < character.length; at += 1) {
      escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
    }
    return escaped;
  });
}

/** What an error says about itself in a log line; its stack stays inside the desk. */
export function errorFields(error: unknown): LogFields {
  try {
    if (!(error instanceof Error)) return { error: String(error) };
    const cause = error.cause instanceof Error ? { cause: error.cause.message } : {};
    const code = 'code' in error ? { code: error.code } : {};
    return { error: error.message, ...code, ...cause, stack: error.stack };
  } catch {
    return { error: 'something was thrown that cannot be read' };
  }
}
