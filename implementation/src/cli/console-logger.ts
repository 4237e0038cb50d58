import { createJsonLogger, type JsonLoggerOptions, type Logger } from '#src/foundation/logger.ts';
import { allFunctions } from '#src/functions/all-functions.ts';

/** Takes away what is being prepared there: the start screen writes that line anew. */
const clearLine = '\r\u001b[2K';

/** Only a stroke of the clock has nobody who tells what became of its call. */
const scheduled: ReadonlySet<unknown> = new Set(
  allFunctions.filter(({ trigger }) => trigger.kind === 'schedule').map(({ name }) => name),
);

/**
 * The log for a person at a terminal: what warns or failed, a line each, without what machines need.
 * What happens as it should is on the page of the desk.
 */
export function createConsoleLogger(options: JsonLoggerOptions): Logger {
  return createJsonLogger({
    ...options,
    level: options.level === 'error' ? 'error' : 'warn',
    write(line) {
      const fields = JSON.parse(line) as Fields;
      if (!isToldElsewhere(fields)) options.write(`${clearLine}${readable(fields)}\n`);
    },
  });
}

type Fields = Readonly<Record<string, unknown>> & { readonly message: string };

function isToldElsewhere({ level, message, function: name, queue }: Fields): boolean {
  if (message === 'a function failed') return !scheduled.has(name);
  // The file is moved, and the line that says so names it.
  return level === 'error' && queue === 'incomingFiles';
}

function readable(fields: Fields): string {
  const { level, message, key, where, subject, code, error, cause } = fields;
  const of = key ?? where ?? subject;
  const whose = of === undefined ? '' : ` (${String(of)})`;
  const why = [code, error, cause].filter((part) => part !== undefined).map(String);
  const mark = level === 'error' ? '✗' : '!';
  return `  ${mark} ${[`${message}${whose}`, ...why].join(': ')}`.replaceAll(/\s*\n\s*/g, ' ');
}
