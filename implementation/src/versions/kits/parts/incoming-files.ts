import type { Parts } from '#src/functions/parts.ts';
import type { Scope } from '#src/hosts/composition.ts';
import type { IncomingFilesDriver } from '#src/ports/incoming-files/driver.ts';
import { IncomingFiles } from '#src/ports/incoming-files/incoming-files.ts';
import { createIncomingFileReader } from '../incoming-file-reader.ts';

/** Files that somebody drops, and the messages in them. */
export function incomingFilesOn(scope: Scope, driver: IncomingFilesDriver): Parts['incomingFiles'] {
  const files = new IncomingFiles({ driver, clock: scope.host.clock });
  return { ...createIncomingFileReader(files), files };
}
