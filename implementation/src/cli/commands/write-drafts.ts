import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SupportError } from '#src/foundation/support-error.ts';
import type { GapResource } from '#src/functions/knowledge-gaps/gaps-resource.ts';

type Draft = Pick<NonNullable<GapResource['draft']>, 'id' | 'markdown'>;

/** `kept`: another file of that name was there, and still is. */
export interface WrittenDraft {
  readonly file: string;
  readonly outcome: 'written' | 'unchanged' | 'kept';
}

/**
 * Writes drafts into a folder, each into a file of its own, and none over what is there.
 * @throws SupportError `unavailable` where the folder cannot be written to.
 */
export async function writeDrafts(
  folder: string,
  drafts: readonly Draft[],
): Promise<WrittenDraft[]> {
  const written: WrittenDraft[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const draft of drafts) written.push(await writeDraft(folder, draft));
  } catch (cause) {
    if (cause instanceof SupportError) throw cause;
    throw new SupportError('unavailable', `cannot write to ${folder}`, { cause });
  }
  return written;
}

async function writeDraft(folder: string, { id, markdown }: Draft): Promise<WrittenDraft> {
  // An id is no path, whatever desk has sent it.
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) throw new SupportError('data_corrupt', `no id: ${id}`);
  const file = join(folder, `${id}.md`);
  try {
    await writeFile(file, markdown, { flag: 'wx' });
    return { file, outcome: 'written' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const isSame = (await readFile(file, 'utf8')) === markdown;
    return { file, outcome: isSame ? 'unchanged' : 'kept' };
  }
}
