import { randomUUID } from 'node:crypto';
import type { LogLevel } from '#src/foundation/logger.ts';
import { createJsonLogger } from '#src/foundation/logger.ts';
import { systemClock } from '#src/foundation/time.ts';
import type { Composition, HostServices } from '#src/hosts/laptop/composition.ts';
import type { VersionName } from './settings.ts';

export interface VersionSettings {
  readonly dataDirectory: string;
  readonly contentDirectory: string;
  readonly databaseUrl: string | undefined;
}

/** What this process gives whatever it composes. Logs go to stderr, one JSON object a line. */
export function hostServices(options: {
  logLevel: LogLevel;
  stopping: AbortSignal;
  progress: (message: string) => void;
}): HostServices {
  const write = (line: string) => void process.stderr.write(line);
  return {
    clock: systemClock,
    logger: createJsonLogger({ clock: systemClock, level: options.logLevel, write }),
    newId: () => randomUUID().replaceAll('-', ''),
    progress: options.progress,
    stopping: options.stopping,
  };
}

/** Puts a version together. Only the chosen one is loaded. */
export async function composeVersion(
  version: VersionName,
  given: VersionSettings,
  host: HostServices,
): Promise<Composition> {
  const { dataDirectory, contentDirectory, databaseUrl } = given;
  if (version === 'v0.5') {
    const { compose } = await import('#src/versions/v0.5-baseline/compose.ts');
    return compose({ contentDirectory }, host);
  }
  const { compose } = await import('#src/versions/v1-mvp/compose.ts');
  const { settings } = await import('#src/versions/v1-mvp/settings.ts');
  const checked = settings.parse({
    contentDirectory,
    dataDirectory,
    ...(databaseUrl !== undefined && { databaseUrl }),
  });
  return compose(checked, host);
}
