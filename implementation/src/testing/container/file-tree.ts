import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** All paths below a folder, sorted, folders with a `/` at their end. */
export function pathsBelow(folder: string, inside = ''): string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${inside}${entry.name}`;
      return entry.isDirectory() ? [`${path}/`, ...pathsBelow(folder, `${path}/`)] : [path];
    })
    .sort();
}

/** What changes with any change: of a file's content, name, rights or place. */
export function traceOf(folder: string): ReadonlyMap<string, string> {
  return new Map(
    ['', ...pathsBelow(folder)].map((path) => {
      const { mode, size, mtimeMs, ctimeMs, ino } = lstatSync(join(folder, path));
      return [path, [mode, size, mtimeMs, ctimeMs, ino].join(' ')];
    }),
  );
}

/** Takes everybody's right to write away, or gives the owner's back so that it can be removed. */
export function setWritable(folder: string, writable: boolean): void {
  for (const path of ['', ...pathsBelow(folder)]) {
    const place = join(folder, path);
    const entry = lstatSync(place);
    // A link has no rights of its own: this would change what it leads to.
    if (entry.isSymbolicLink()) continue;
    chmodSync(place, writable ? entry.mode | 0o200 : entry.mode & ~0o222);
  }
}
