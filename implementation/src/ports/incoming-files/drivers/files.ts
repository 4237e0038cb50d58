import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import { codeOf, toFileError } from '#src/platforms/local/errors.ts';
import type { FileName, IncomingFilesDriver } from '../driver.ts';
import { FolderLook } from './files-look.ts';
import { putAway, settledFolders } from './files-put-away.ts';
import { fileAt, isFolder, isPlainName } from './files-stat.ts';

export interface IncomingFilesFolder {
  readonly directory: string;
  readonly clock: Clock;
  /** A file is whole once it did not change for so long. One second unless given. */
  readonly unchangedMs?: number;
}

/**
 * Files that lie in a folder, `<directory>/<tenant>/<file>`. One in the folder itself is the default
 * tenant's, and is moved there. What was taken in lies in `.imported`, what was refused in `.refused`
 * with its reason beside it. Links are not followed. One process looks after the folder; what people
 * and other programs put there it finds by looking.
 */
export function createFileIncomingFiles(options: IncomingFilesFolder): IncomingFilesDriver {
  const { clock, unchangedMs = 1_000 } = options;
  const root = resolve(options.directory);
  const look = new FolderLook(root, clock, unchangedMs);

  return {
    name: 'files',
    capabilities: { durable: true },

    async waiting(limitPerTenant) {
      try {
        await mkdir(root, { recursive: true });
        return await look.waiting(limitPerTenant);
      } catch (error) {
        throw toFileError(error);
      }
    },

    async open(file) {
      try {
        const path = pathOf(root, file);
        const found = await fileAt(path);
        if (found === null) return null;
        await assertFolder(join(root, file.tenant));
        return { sizeBytes: found.sizeBytes, bytes: bytesAt(path) };
      } catch (error) {
        throw toFileError(error);
      }
    },

    async settle(file, settlement) {
      try {
        const path = pathOf(root, file);
        if ((await fileAt(path))?.version !== file.version) return false;
        await assertFolder(join(root, file.tenant));
        let folder = root;
        for (const name of [settledFolders[settlement.outcome], file.tenant]) {
          folder = join(folder, name);
          await mkdir(folder, { recursive: true });
          await assertFolder(folder);
        }
        await putAway(path, folder, file, settlement);
        return true;
      } catch (error) {
        throw toFileError(error);
      }
    },

    async close() {},
  };
}

/** Throws `invalid_argument` for a tenant or a name that could lead anywhere but to its place. */
function pathOf(root: string, { tenant, name }: FileName): string {
  if (isPlainName(tenant) && isPlainName(name)) return join(root, tenant, name);
  const shown = JSON.stringify(`${tenant}/${name}`.slice(0, 200));
  throw new SupportError('invalid_argument', `${shown} is no file of the folder.`);
}

async function assertFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  throw new SupportError('invalid_argument', 'A folder of the incoming files is a link.');
}

const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** Neither a link, nor a pipe that would never end, where one came in the file's place. */
async function* bytesAt(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((error) => {
    if (codeOf(error) !== 'ENOENT') throw toFileError(error);
    throw new SupportError('not_found', 'The file is no longer there.', { cause: error });
  });
  try {
    if (!(await handle.stat()).isFile()) {
      throw new SupportError('invalid_argument', 'This is no longer a file.');
    }
    yield* handle.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw toFileError(error);
  } finally {
    await handle.close();
  }
}
