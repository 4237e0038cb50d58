import { rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { exists, isSameFile, moveFile } from '#src/platforms/local/move-file.ts';
import { replaceFile } from '#src/platforms/local/replace-file.ts';
import type { FileName, Settlement } from '../driver.ts';

/** Where files go that wait no longer, by what became of them. */
export const settledFolders = { imported: '.imported', refused: '.refused' } as const;

/** Disks take 255; the reason's file has a longer name, and is written under a longer one still. */
const nameBytes = 200;

/**
 * Moves a file into a folder, under its name or, where that is taken, one with a number. The reason
 * of a refusal is there before the file is; a crash leaves at most a reason without its file.
 */
export async function putAway(
  path: string,
  folder: string,
  file: FileName,
  settlement: Settlement,
): Promise<void> {
  for (let number = 1; ; number += 1) {
    const place = join(folder, nameOf(file.name, number));
    // It may have two names: another crash came before the first one was taken away.
    const isThere = (await exists(place)) && (await isSameFile(path, place));
    if (settlement.outcome === 'imported') {
      if (await moveFile(path, place)) return;
      continue;
    }
    const reason = `${place}.why.json`;
    if (!isThere && ((await exists(place)) || (await exists(reason)))) continue;
    const { tenant, name } = file;
    const { code, message, time } = settlement;
    replaceFile(reason, `${JSON.stringify({ tenant, file: name, code, message, time })}\n`);
    if (await moveFile(path, place)) return;
    await rm(reason, { force: true });
  }
}

/** `mail.eml`, `mail.2.eml`, `mail.3.eml`; as much of a long name as a disk takes. */
function nameOf(name: string, number: number): string {
  const ending = extname(name).slice(0, 20);
  const suffix = number === 1 ? ending : `.${number}${ending}`;
  let stem = name.slice(0, name.length - ending.length);
  while (Buffer.byteLength(stem + suffix) > nameBytes) stem = stem.slice(0, -1);
  return stem.toWellFormed() + suffix;
}
