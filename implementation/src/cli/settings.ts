import * as z from 'zod';
import type { LogLevel } from '#src/foundation/logger.ts';
import { contentDirectory } from '#src/versions/kits/configuration/content-directory.ts';
import {
  defaultVersion,
  isVersion,
  type VersionName,
  versionNames,
  versions,
} from '#src/versions/versions.ts';
import { UsageError } from './command.ts';
import { parseArguments } from './parse-options.ts';

/** What `npm start` was asked for, flags before environment before defaults. */
export interface StartOptions {
  readonly version: VersionName;
  readonly port: number;
  readonly host: string;
  readonly dataDirectory: string;
  readonly contentDirectory: string;
  readonly reset: boolean;
  readonly samples: boolean;
  readonly databaseUrl: string | undefined;
  /** The file of the configuration, where a flag names one. */
  readonly configurationFile: string | undefined;
  /** Flags that were given and mean nothing to this version. */
  readonly unused: readonly string[];
  /** Undefined: as the configuration says. */
  readonly logLevel: LogLevel | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value <= 65_535);
const logLevel = z.enum(['debug', 'info', 'warn', 'error']);

/** Settings that every command which opens the desk's data shares. */
export function dataSettings(environment: Environment) {
  const databaseUrl = environment.DATABASE_URL || undefined;
  // It may hold a password: what is wrong with it is said without it.
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl)) {
    throw new UsageError('DATABASE_URL: must look like postgres://user:password@host:5432/name');
  }
  return {
    dataDirectory: environment.SUPPORTMAX_DATA || '.data',
    contentDirectory: contentDirectory(environment),
    databaseUrl,
    logLevel: setting(
      logLevel,
      undefined,
      '',
      environment.SUPPORTMAX_LOG_LEVEL,
      'SUPPORTMAX_LOG_LEVEL',
    ),
  };
}

function isPostgresUrl(text: string): boolean {
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  return protocol === 'postgres:' || protocol === 'postgresql:';
}

/** A text that is given must say something: an empty host would be every address. */
function given(value: string | undefined, flag: string): string | undefined {
  if (value === '') throw new UsageError(`${flag} is empty`);
  return value;
}

/** What only a version that keeps data can do something with. */
const ofData = ['data', 'reset', 'no-samples'] as const;

/** Throws UsageError for what it does not understand, naming the flag or variable. */
export function parseStart(argv: readonly string[], environment: Environment): StartOptions {
  const { values, positionals } = parseArguments({
    args: [...argv],
    allowPositionals: true,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      config: { type: 'string' },
      reset: { type: 'boolean' },
      'no-samples': { type: 'boolean' },
    },
  });
  const [version = defaultVersion, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`one version at a time, not also ${rest.join(' ')}`);
  if (!isVersion(version)) {
    throw new UsageError(`there is no version ${version}; choose ${versionNames.join(' or ')}`);
  }
  const data = dataSettings(environment);
  return {
    version,
    port: setting(port, values.port, '--port', environment.PORT, 'PORT') ?? 3000,
    host: given(values.host, '--host') ?? '127.0.0.1',
    dataDirectory: given(values.data, '--data') ?? data.dataDirectory,
    contentDirectory: data.contentDirectory,
    reset: values.reset ?? false,
    samples: !(values['no-samples'] ?? false),
    databaseUrl: data.databaseUrl,
    configurationFile: given(values.config, '--config'),
    unused: versions[version].keepsData
      ? []
      : ofData.filter((flag) => values[flag] !== undefined).map((flag) => `--${flag}`),
    logLevel: data.logLevel,
  };
}

function setting<Value>(
  schema: z.ZodType<Value>,
  flag: string | undefined,
  flagName: string,
  variable: string | undefined,
  variableName: string,
): Value | undefined {
  const [given, name] = flag !== undefined ? [flag, flagName] : [variable, variableName];
  if (given === undefined || (given === '' && flag === undefined)) return undefined;
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${name}: ${JSON.stringify(given.slice(0, 40))} is not a possible value`);
}
