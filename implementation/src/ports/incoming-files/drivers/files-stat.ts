import { lstat } from 'node:fs/promises';
import { SupportError } from '#src/foundation/support-error.ts';
import { codeOf } from '#src/platforms/local/errors.ts';

export interface FoundFile {
  readonly sizeBytes: number;
  readonly version: string;
}

/** What lies there; null for nothing. Throws `invalid_argument` for a link, a folder, a device. */
export async function fileAt(path: string): Promise<FoundFile | null> {
  let found: Awaited<ReturnType<typeof lstatOf>>;
  try {
    found = await lstatOf(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
  if (!found.isFile()) throw new SupportError('invalid_argument', 'This is no plain file.');
  const { ino, size, mtimeNs } = found;
  return { sizeBytes: Number(size), version: `${ino}-${size}-${mtimeNs}` };
}

const lstatOf = (path: string) => lstat(path, { bigint: true });

/** False for a link to a folder too. */
export const isFolder = async (path: string): Promise<boolean> =>
  await lstat(path).then(
    (found) => found.isDirectory(),
    (error) => {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    },
  );

/** One step down from a folder, and seen by people: what begins with a dot is not. */
export const isPlainName = (name: string): boolean =>
  !/^\.|[/\\\0]|^$/.test(name) && name.isWellFormed();

/** Programs write a file under such a name until it is whole. */
export const isUnfinished = (name: string): boolean => /\.(part|tmp)$/i.test(name);
