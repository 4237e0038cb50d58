import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Where the new content is written first; a crash may leave it behind. */
export const temporaryNameOf = (path: string) => `${path}.new`;

/** Writes a small file so that a reader, or the next start after a crash, finds it old or new. */
export function replaceFile(path: string, text: string): void {
  const temporary = temporaryNameOf(path);
  try {
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
