import type { SupportError, SupportErrorCode } from '#src/foundation/support-error.ts';
import { toSupportError } from '#src/foundation/support-error.ts';
import { type Command, type CommandIo, UsageError } from './command.ts';
import { ask } from './commands/ask.ts';
import { check } from './commands/check.ts';
import { classify } from './commands/classify.ts';
import { evaluate } from './commands/eval.ts';
import { importMessages } from './commands/import.ts';
import { knowledge } from './commands/knowledge.ts';
import { retrieve } from './commands/retrieve.ts';
import { simulate } from './commands/simulate.ts';

const commands: readonly Command[] = [
  ask,
  importMessages,
  knowledge,
  check,
  evaluate,
  simulate,
  classify,
  retrieve,
];

const io: CommandIo = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  columns: process.stdout.columns,
  environment: process.env,
};

// The clock's timers keep no process alive, and a command that waits for one has not ended.
const { port1: alive } = new MessageChannel();
alive.ref();
try {
  process.exitCode = await dispatch(process.argv.slice(2));
} finally {
  alive.close();
}

/** Runs the named command. Exit codes: 0 done, 1 failed, 2 usage. */
async function dispatch(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === 'help' || name === '--help' || name === '-h') {
    io.stdout(overview());
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const isNamed = name !== undefined && name !== '--json';
    const message = isNamed ? `unknown command "${name}"` : 'no command is given';
    return misused(message, overview(), argv.includes('--json'));
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.stdout(`${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    const json = rest.includes('--json');
    if (error instanceof UsageError) return misused(error.message, `${command.usage}\n`, json);
    return report(toSupportError(error), json);
  }
}

function misused(message: string, usage: string, json: boolean): number {
  io.stderr(`${message}\n\n${usage}`);
  if (json) printError('invalid_argument', message);
  return 2;
}

function report(error: SupportError, json: boolean): number {
  const cause =
    error.code === 'internal' && error.cause instanceof Error ? error.cause.message : '';
  io.stderr(`${error.code}: ${error.message}${cause === '' ? '' : ` (${cause})`}\n`);
  if (json) printError(error.code, error.message);
  return 1;
}

/** Whoever asked for JSON gets one document, whatever happens. */
function printError(code: SupportErrorCode, message: string): void {
  io.stdout(`${JSON.stringify({ error: { code, message } })}\n`);
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}\n`);
  return `supportmax <command> [--json]\n\n${lines.join('')}\nsupportmax <command> --help tells more.\n`;
}
