import { parseArgs } from 'node:util';
import { UsageError } from './command.ts';

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
  const options = Object.fromEntries([
    ...texts.map((name) => [name, { type: 'string', multiple: true }] as const),
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
  ]);
  const values = parse(argv, options);
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

function parse(
  argv: readonly string[],
  options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>,
) {
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
