import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { SupportError } from '#src/foundation/support-error.ts';
import { codeOf, toFileError } from '#src/platforms/local/errors.ts';
import type { BlobStoreDriver } from '../driver.ts';

/**
 * Blobs as files below a directory, `<directory>/<key>`. A blob appears whole or not at all: it is
 * written beside its place, flushed to the disk, and renamed. The directory belongs to one process
 * (see the data directory's lock), so what an earlier one left half-written is removed at first use.
 */
export function createFileBlobStore(directory: string): BlobStoreDriver {
  const root = resolve(directory);
  const incoming = join(root, 'incoming');
  let prepared: Promise<void> | null = null;
  let written = 0;

  const prepare = async () => {
    await rm(incoming, { recursive: true, force: true });
    await mkdir(incoming, { recursive: true });
  };

  const write = async (path: string, bytes: Uint8Array) => {
    prepared ??= prepare();
    await prepared.catch((error) => {
      prepared = null;
      throw error;
    });
    written += 1;
    const temporary = join(incoming, `${written}`);
    try {
      const file = await open(temporary, 'w');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await mkdir(dirname(path), { recursive: true });
      await rename(temporary, path);
      await syncDirectory(dirname(path));
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {});
      throw error;
    }
  };

  return {
    name: 'files',
    capabilities: { durable: true, forgets: false },

    async put(key, bytes) {
      const path = pathOf(root, key);
      try {
        const stored = await read(path);
        // Bytes that differ are a damaged file: the right ones take its place.
        if (!stored || Buffer.compare(stored, bytes) !== 0) await write(path, bytes);
      } catch (error) {
        throw toFileError(error);
      }
    },

    async get(key) {
      try {
        return await read(pathOf(root, key));
      } catch (error) {
        throw toFileError(error);
      }
    },

    async close() {},
  };
}

function pathOf(root: string, key: string): string {
  if (!/^[a-z0-9-]+(\/[a-z0-9-]+)+$/.test(key)) {
    throw new SupportError('invalid_argument', `${JSON.stringify(key)} is not a blob's key.`);
  }
  return join(root, key);
}

async function read(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Makes a rename survive a power cut. Systems that cannot open folders do it by themselves. */
async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null);
  try {
    await handle?.sync();
  } catch (error) {
    if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'EPERM') throw error;
  } finally {
    await handle?.close();
  }
}
