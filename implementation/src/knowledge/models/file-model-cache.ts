import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ending = '.model';

/**
 * Models as files of one folder, a file each, written whole or not at all. A model that is written
 * replaces the older ones of its kind (what stands before the last hyphen of its name). Whatever
 * the file system refuses is treated as not kept: a cache is no reason to fail.
 */
export function createFileModelCache(folder: string) {
  return {
    read(name: string): Uint8Array | null {
      return attempt(() => readFileSync(join(folder, `${name}${ending}`)));
    },
    write(name: string, bytes: Uint8Array): void {
      attempt(() => {
        mkdirSync(folder, { recursive: true });
        const path = join(folder, `${name}${ending}`);
        writeFileSync(`${path}.new`, bytes);
        renameSync(`${path}.new`, path);
        const kind = name.slice(0, name.lastIndexOf('-') + 1);
        for (const file of readdirSync(folder)) {
          const other = file.startsWith(kind) && file !== `${name}${ending}`;
          if (other && file.endsWith(ending)) rmSync(join(folder, file), { force: true });
        }
      });
    },
  };
}

/** What {@link createFileModelCache} left in a folder, for whoever may not write there. */
export function createReadOnlyModelCache(folder: string) {
  const { read } = createFileModelCache(folder);
  return { read, write: () => {} };
}

function attempt<Result>(action: () => Result): Result | null {
  try {
    return action();
  } catch {
    return null;
  }
}
