import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './command.ts';

/**
 * `parseArgs`, whose complaints are said in our words.
 * @throws UsageError for an option that there is not, and for one whose value is missing or too much.
 */
export function parseArguments<Config extends ParseArgsConfig>(config: Config) {
  try {
    return parseArgs(config);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UsageError(complaint(code, message, Object.keys(config.options ?? {})));
  }
}

function complaint(code: string, message: string, names: readonly string[]): string {
  // The one name that Node puts in quotes: `--data <value>`, `-x, --example`, or what stands too much.
  const [, quoted = ''] = /'([^']*)'/.exec(message) ?? [];
  const option = /--?[^\s,]+$/.exec(quoted.replace(/ <value>$/, ''))?.[0] ?? quoted;
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `there is no option ${option}; there are ${names.map((name) => `--${name}`).join(', ')}`;
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `unexpected argument "${quoted}"`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      if (message.includes('does not take')) return `${option} takes no value`;
      if (!message.includes('ambiguous')) return `${option} wants a value`;
      return `${option} wants a value; one that begins with "-" is written ${option}=-…`;
    default:
      return message;
  }
}

type Values = Readonly<Record<string, unknown>>;

/**
 * Options of a command that takes no positional arguments: `texts` take a value, `flags` none.
 * @throws UsageError for anything else, for a repeated option and for a missing required one.
 */
export function parseOptions<Text extends string, Flag extends string, Required extends Text>(
  argv: readonly string[],
  texts: readonly Text[],
  flags: readonly Flag[],
  required: readonly Required[],
): Record<Required, string> & Partial<Record<Text, string>> & Record<Flag, boolean> {
  const options: ParseArgsConfig['options'] = Object.fromEntries([
    ...texts.map((name) => [name, { type: 'string', multiple: true }] as const),
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
  ]);
  const { values }: { values: Values } = parseArguments({ args: [...argv], options });
  const read: Record<string, string | boolean> = {};
  for (const name of flags) read[name] = values[name] === true;
  for (const name of texts) {
    const given = values[name];
    if (!Array.isArray(given)) continue;
    if (given.length > 1) throw new UsageError(`--${name} is given ${given.length} times`);
    if (typeof given[0] !== 'string' || given[0] === '') throw new UsageError(`--${name} is empty`);
    read[name] = given[0];
  }
  for (const name of required) {
    if (read[name] === undefined) throw new UsageError(`--${name} is missing`);
  }
  return read as Record<Required, string> & Partial<Record<Text, string>> & Record<Flag, boolean>;
}
