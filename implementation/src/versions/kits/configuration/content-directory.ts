import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedFolders } from '#src/foundation/shipped-folders.ts';

/** The folder that SUPPORTMAX_CONTENT names, or the sample company's, which ships with the desk. */
export const contentDirectory = (
  environment: Readonly<Record<string, string | undefined>>,
): string => environment.SUPPORTMAX_CONTENT || sampleContentDirectory();

/** The first folder that ships and holds a desk's policy. */
function sampleContentDirectory(): string {
  const root = fileURLToPath(shippedFolders.content);
  // A function that needs no content comes without any.
  const names = existsSync(root) ? readdirSync(root).sort() : [];
  const sample = names.find((name) => existsSync(join(root, name, 'policy.json')));
  return join(root, sample ?? '');
}
