import { lstat, readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { SupportError } from '#src/foundation/support-error.ts';
import { bytesLimits, type FoundFile, type KnowledgeKind, kindOfEnding } from './knowledge-file.ts';

/** `manual.pdf.meta` says of `manual.pdf` what front matter would. */
const fieldsEnding = '.meta';
const fieldsBytes = 64 * 1024;

/**
 * The files of a folder, at any depth, by their paths; what a dot begins is not meant. A file is read
 * when its turn comes, and is not followed where it is a link.
 * @throws SupportError `not_found` or `unavailable` for the folder itself.
 */
export async function* folderFiles(folder: string): AsyncGenerator<FoundFile> {
  for (const path of await pathsIn(folder)) {
    if (path.endsWith(fieldsEnding)) continue;
    const kind = kindOfEnding.get(extname(path).toLowerCase());
    if (kind === undefined) {
      yield { path, ignored: `only ${[...kindOfEnding.keys()].join(', ')} files are read` };
      continue;
    }
    const found = await fileAt(folder, path, kind);
    if (found) yield found;
  }
}

async function pathsIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => !path.split('/').some((name) => name.startsWith('.')))
      .sort();
  } catch (cause) {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '');
    const code = isMissing ? 'not_found' : 'unavailable';
    throw new SupportError(code, `There is no folder ${folder} to read.`, { cause });
  }
}

/** Null where it has gone since the folder was listed. */
async function fileAt(
  folder: string,
  path: string,
  kind: KnowledgeKind,
): Promise<FoundFile | null> {
  try {
    const limit = bytesLimits[kind];
    const [bytes, modified] = await readUpTo(join(folder, path), limit);
    const beside = await readBeside(join(folder, `${path}${fieldsEnding}`));
    const updated = modified.toISOString().slice(0, 10);
    return { path, file: { path, kind, bytes, fields: beside, updated } };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    return { path, problem: fileProblem(error) };
  }
}

async function readUpTo(file: string, limitBytes: number): Promise<[Buffer, Date]> {
  const { size, mtime } = await lstat(file);
  if (size > limitBytes) {
    const limit = Math.round(limitBytes / 1024 / 1024);
    throw new SupportError('too_large', `It is larger than ${limit} MiB.`);
  }
  return [await readFile(file), mtime];
}

async function readBeside(file: string): Promise<string | null> {
  try {
    const [bytes] = await readUpTo(file, fieldsBytes);
    return bytes.toString('utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function fileProblem(error: unknown): SupportError {
  if (error instanceof SupportError) return error;
  const isRefused = ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
  const code = isRefused ? 'permission_denied' : 'unavailable';
  return new SupportError(code, 'It cannot be read.', { cause: error });
}
