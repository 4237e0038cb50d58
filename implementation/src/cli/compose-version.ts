import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createRedactor } from '#src/algorithms/redaction/create-redactor.ts';
import type { LogLevel } from '#src/foundation/logger.ts';
import { createJsonLogger } from '#src/foundation/logger.ts';
import { shippedFolders } from '#src/foundation/shipped-folders.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { systemClock } from '#src/foundation/time.ts';
import { allFunctions } from '#src/functions/all-functions.ts';
import type { VersionModule } from '#src/hosts/composition.ts';
import { type Laptop, type LaptopServices, openLaptop } from '#src/hosts/laptop/laptop.ts';
import { createReadOnlyModelCache } from '#src/knowledge/models/file-model-cache.ts';
import type { DeskSettings } from '#src/versions/kits/settings/desk-settings.ts';
import { type VersionName, versions } from '#src/versions/versions.ts';
import { createConsoleLogger } from './console-logger.ts';

export interface VersionSettings {
  readonly dataDirectory: string;
  readonly contentDirectory: string;
  readonly databaseUrl: string | undefined;
  /** What the version's configuration says. */
  readonly configured: DeskSettings;
}

/**
 * What this process gives whatever it composes. Logs go to stderr, redacted, one object a line; at a
 * terminal one readable line for what warns or failed, unless the person there asked for a level.
 */
export function hostServices(options: {
  /** What the person asked for who started it, if anything. */
  askedLevel?: LogLevel | undefined;
  /** What the configuration says. */
  logLevel: LogLevel;
  isTerminal?: boolean;
  stopping: AbortSignal;
  progress: (message: string) => void;
}): LaptopServices {
  const redactor = createRedactor();
  const redact = (value: unknown) => redactor.redactDeep(value);
  const write = (line: string) => void process.stderr.write(line);
  const { askedLevel, logLevel, isTerminal = process.stderr.isTTY === true } = options;
  const logging = { clock: systemClock, level: askedLevel ?? logLevel, redact, write };
  const isForPeople = isTerminal && askedLevel === undefined;
  const { models } = shippedFolders;
  return {
    clock: systemClock,
    logger: isForPeople ? createConsoleLogger(logging) : createJsonLogger(logging),
    newId: () => randomUUID().replaceAll('-', ''),
    random: Math.random,
    progress: options.progress,
    stopping: options.stopping,
    ...(models && { models: createReadOnlyModelCache(fileURLToPath(models)) }),
  };
}

/** Puts a version together. Only the chosen one is loaded. */
export async function composeVersion(
  version: VersionName,
  given: VersionSettings,
  services: LaptopServices,
): Promise<Laptop> {
  const { configured, databaseUrl, ...folders } = given;
  // A version reads what it knows of these: v0.5 has no use for a folder or a database.
  const settings = { ...configured, ...folders, ...(databaseUrl !== undefined && { databaseUrl }) };
  const composed: VersionModule<typeof settings> = await versions[version].compose();
  try {
    const functions = allFunctions;
    return await openLaptop({ version: composed, functions, settings, services });
  } catch (error) {
    throw databaseUrl === undefined ? error : databaseError(error, databaseUrl);
  }
}

/** Names the server that does not answer, and not the password that its URL may hold. */
function databaseError(error: unknown, databaseUrl: string): unknown {
  if (!(error instanceof SupportError) || error.code !== 'unavailable') return error;
  const { host, pathname } = new URL(databaseUrl);
  const message = `${error.message} DATABASE_URL names ${host}${pathname}: start that server, correct the URL, or leave the variable out for the embedded database.`;
  return new SupportError(error.code, message, { cause: error });
}
