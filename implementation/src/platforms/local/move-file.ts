import { link, lstat, rename, unlink } from 'node:fs/promises';
import { codeOf } from './errors.ts';

/** What disks say that know no second name for a file. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Gives a file another place on the same disk. False, and nothing happened, where another file is
 * there. A crash leaves it in the one place or in both, and calling again ends that.
 */
export async function moveFile(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      if (!(await isSameFile(from, to))) return false;
    } else if (noLinks.has(codeOf(error))) {
      // There a rename may go over a file that came this very moment.
      if (await exists(to)) return false;
      await rename(from, to);
      return true;
    } else throw error;
  }
  await unlink(from);
  return true;
}

/** Whether there is anything of that name, a link to nowhere included. */
export async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    (error) => {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    },
  );
}

/** Whether both are names of one file, and no link to it. */
export async function isSameFile(left: string, right: string): Promise<boolean> {
  const [one, other] = await Promise.all(
    [left, right].map((path) => lstat(path, { bigint: true })),
  );
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}
