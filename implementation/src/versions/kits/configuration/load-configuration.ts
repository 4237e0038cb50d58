import type { DeskDefaults } from '../settings/desk-configuration.ts';
import type { DeskSettings } from '../settings/desk-settings.ts';
import { defaultSettings, readConfiguration } from '../settings/read-configuration.ts';
import { pathText, type SettingProblem } from '../settings/setting-problems.ts';
import { ConfigurationError } from './configuration-error.ts';
import { JsonFault, parseConfigurationJson } from './configuration-json.ts';
import { secretReader } from './configuration-secrets.ts';
import { type ConfigurationSource, findConfiguration } from './configuration-source.ts';

export interface LoadedConfiguration {
  readonly settings: DeskSettings;
  /** Where it comes from, for people; null where nothing is configured. */
  readonly from: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A version's settings from the file that the flag or SUPPORTMAX_CONFIG names, or from the JSON that
 * the variable holds; secrets fetched. Without a configuration it does what it does by default.
 * Throws {@link ConfigurationError} with all that is wrong.
 */
export function loadSettings(
  defaults: DeskDefaults,
  flag: string | undefined,
  environment: Environment,
): LoadedConfiguration {
  const source = findConfiguration({ flag, variable: environment.SUPPORTMAX_CONFIG });
  if (source === null) return { settings: defaultSettings(defaults), from: null };
  return { ...check(defaults, source, environment), from: source.name };
}

function check(
  defaults: DeskDefaults,
  { name, text, folder }: ConfigurationSource,
  environment: Environment,
): { readonly settings: DeskSettings } {
  const { value, repeated } = parse(name, text);
  const problems: SettingProblem[] = repeated.map(({ path, line }) => ({
    path: pathText(path),
    message: `stands a second time in line ${line}; keep one of them`,
  }));
  const read = readConfiguration(defaults, value, secretReader(environment, folder));
  if ('problems' in read) throw new ConfigurationError(name, [...problems, ...read.problems]);
  if (problems.length > 0) throw new ConfigurationError(name, problems);
  return read;
}

function parse(name: string, text: string) {
  try {
    return parseConfigurationJson(text);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const { line, column, message } = error;
    const problem = { path: '', message: `line ${line}, column ${column}: ${message}` };
    throw new ConfigurationError(name, [problem]);
  }
}
